#!/bin/sh
# Compiles every table of an output folder into one PDF and fails on an error, a missing character or an overfull box.
# usage: compile.sh OUT LANGUAGE PDF      OUT holds tables/*.tex; LANGUAGE is zh or en; PDF is the file to write
set -eu

out=$1
language=$2
pdf=$3
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

if ! command -v xelatex >/dev/null 2>&1; then
  echo "compile.sh: skipped, xelatex is not installed"
  exit 0
fi
for file in ctexart.cls siunitx.sty threeparttable.sty tabularx.sty rotating.sty unicode-math.sty latinmodern-math.otf; do
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
cp "$here/page.$language.tex" "$work/page.tex"
: >"$work/tables.tex"
number=0
for table in "$out"/tables/*.tex; do
  number=$((number + 1))
  cp "$table" "$work/part$number.tex"
  printf '\\input{part%d}\\clearpage\n' "$number" >>"$work/tables.tex"
done

cd "$work"
if ! xelatex -no-shell-escape -interaction=nonstopmode -halt-on-error page >page.out 2>&1; then
  grep -A 6 '^!' page.log >&2 || tail -n 30 page.out >&2
  exit 1
fi
if grep -E '^(Overfull|LaTeX Warning|Package [^ ]+ Warning|Missing character)' page.log | grep -v 'Label(s) may have changed' >&2; then
  echo "compile.sh: TeX complains, see above" >&2
  exit 1
fi
cd - >/dev/null
mv "$work/page.pdf" "$pdf"
echo "compile.sh: $number tables"
