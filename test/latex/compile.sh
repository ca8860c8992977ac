#!/bin/sh
# Compiles every table of an output folder into one PDF, and its report.tex if there is one; fails on an error, a missing
# character, an overfull box or an undefined reference.
# usage: compile.sh OUT LANGUAGE PDF [ENGINE]      OUT holds tables/*.tex and report.tex; LANGUAGE is zh or en; PDF is
# the file to write (the report goes beside it, as PDF.report.pdf); ENGINE is xelatex (the default) or pdflatex
set -eu

out=$(CDPATH='' cd -- "$1" && pwd)
language=$2
pdf=$3
engine=${4:-xelatex}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

if ! command -v "$engine" >/dev/null 2>&1; then
  echo "compile.sh: skipped, $engine is not installed"
  exit 0
fi
for file in ctexart.cls siunitx.sty threeparttable.sty tabularx.sty rotating.sty unicode-math.sty latinmodern-math.otf \
  longtable.sty placeins.sty pifont.sty iftex.sty tikz.sty; do
  if ! kpsewhich "$file" >/dev/null 2>&1; then
    echo "compile.sh: skipped, TeX has no $file"
    exit 0
  fi
done
if [ "$language" = zh ] && ! fc-list | grep -q 'Noto Serif CJK SC'; then
  echo "compile.sh: skipped, the font Noto Serif CJK SC is not installed"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Twice: page numbers, and the width of columns of a table over several pages, are known the second time.
compile() {
  for run in 1 2 3 4; do
    if ! "$engine" -no-shell-escape -interaction=nonstopmode -halt-on-error "$1" >"$1.out" 2>&1; then
      grep -A 6 '^!' "$1.log" >&2 || tail -n 30 "$1.out" >&2
      exit 1
    fi
    if ! grep -v "Label(s)" "$1.log" | grep -qE "Rerun|widths have changed"; then break; fi
  done
  if grep -A 1 -E '^(Overfull|LaTeX Warning|Package [^ ]+ Warning|Missing character)' "$1.log" |
    grep -v 'Label(s) may have changed' | grep -E '^(Overfull|LaTeX|Package|Missing)' >&2; then
    echo "compile.sh: TeX complains about $1, see above" >&2
    exit 1
  fi
}

cp "$here/page.$language.tex" "$work/page.tex"
: >"$work/tables.tex"
number=0
for table in "$out"/tables/*.tex; do
  number=$((number + 1))
  cp "$table" "$work/part$number.tex"
  printf '\\input{part%d}\\clearpage\n' "$number" >>"$work/tables.tex"
done

(cd "$work" && compile page)
mv "$work/page.pdf" "$pdf"
report=
if [ -f "$out/report.tex" ]; then
  cp -R "$out/." "$work/"
  (cd "$work" && compile report)
  mv "$work/report.pdf" "$pdf.report.pdf"
  report=', report'
fi
echo "compile.sh: $number tables$report"
