/** Commands that print a sign. */
const signs: Readonly<Record<string, string>> = {
  ...{ ast: '*', star: '*', textasteriskcentered: '*', dagger: '†', ddagger: '‡', dag: '†', ddag: '‡' },
  ...{ textdagger: '†', textminus: '-', minus: '-', textless: '<', textgreater: '>', lt: '<', gt: '>' },
  ...{ times: '×', cdot: '·', textendash: '–', textemdash: '—', lbrack: '[', rbrack: ']', pm: '±' },
  ...{ newline: '\n', quad: ' ', qquad: ' ', checkmark: '✓', percent: '%', textbar: '|' },
};

/** Commands whose arguments print nothing here, with the number of those that go. */
const silent: Readonly<Record<string, number>> = {
  ...{ label: 1, cite: 1, citep: 1, citet: 1, footnote: 1, footnotemark: 0, tnote: 1, vspace: 1, hspace: 1 },
  ...{ color: 1, textcolor: 1, cellcolor: 1, rowcolor: 1, cmidrule: 1, cline: 1, addlinespace: 0 },
  ...{ begin: 1, end: 1, parbox: 1, multirow: 2, multicolumn: 2, resizebox: 2, rule: 2, setlength: 2 },
  ...{ raisebox: 1, rotatebox: 1, fontsize: 2, hypertarget: 1, hyperlink: 1, href: 1, noalign: 1 },
  ...{ phantom: 1, hphantom: 1, vphantom: 1, sisetup: 1 },
};

/** Commands that may take an argument in brackets; after any other a bracket is printed. */
const optional = new Set(
  'num multirow footnote footnotemark cmidrule addlinespace parbox raisebox makecell shortstack begin SetCell cite citep citet rule'.split(
    ' ',
  ),
);

/** A power of ten, which is an exponent as elsewhere. */
const POWER = /\s{0,3}\\times\s{0,3}10\s{0,3}\^\s{0,3}\{?\s{0,3}([-−+]?\d{1,3})\s{0,3}\}?/g;

/** No cell is longer; what is, is cut. */
const LONGEST_CELL = 2_000;

/**
 * TeX → the text that it prints: `$-$0.170\sym{***}` is `-0.170***`. Braces and dollars go, a sub- or superscript stands
 * in line, comments are gone. Unknown commands go, and their arguments stay. Linear in the length.
 */
export function plainTex(whole: string): string {
  const tex = whole.slice(0, LONGEST_CELL).replaceAll(POWER, 'e$1');
  let out = '';
  let at = 0;
  while (at < tex.length) {
    const sign = tex[at]!;
    if (sign === '\\') {
      const read = commandAt(tex, at);
      out += read.prints;
      at = read.end;
    } else {
      if (sign === '%') {
        at = lineEnd(tex, at);
      } else if (sign === '~' || sign === '\n' || sign === '\r') out += ' ';
      else if (!'{}$^_'.includes(sign)) out += sign;
      at += 1;
    }
  }
  return out
    .replaceAll('---', '—')
    .replaceAll(/--(?=\s{0,3}[\d.])/g, '-')
    .replaceAll('--', '–')
    .trim();
}

interface Command {
  readonly prints: string;
  readonly end: number;
}

const NAME = /\\([A-Za-z@]+)\*?[ \t]*/y;

function commandAt(tex: string, start: number): Command {
  NAME.lastIndex = start;
  const match = NAME.exec(tex);
  if (!match) return escapeAt(tex, start);
  const name = match[1]!;
  let end = start + match[0].length;
  if (optional.has(name)) end = afterGroup(tex, end, '[', ']');
  if (name === 'cmidrule') end = afterGroup(tex, end, '(', ')');
  for (let i = 0; i < (Object.hasOwn(silent, name) ? silent[name]! : 0); i += 1) {
    end = afterGroup(tex, afterGroup(tex, end, '[', ']'), '{', '}');
  }
  if (name === 'begin') end = afterGroup(tex, afterGroup(tex, end, '[', ']'), '{', '}');
  return { prints: Object.hasOwn(signs, name) ? signs[name]! : '', end };
}

/** `\%`, `\,`, `\\`: signs, small spaces, a new line within a cell. */
function escapeAt(tex: string, start: number): Command {
  const sign = tex[start + 1] ?? '';
  const end = start + 1 + sign.length;
  if (sign === '\\') return { prints: '\n', end: afterGroup(tex, end, '[', ']') };
  if (sign === ' ' || sign === '\n') return { prints: ' ', end };
  return { prints: /[,;:!/()[\]@"'^`~=.-]/.test(sign) ? '' : sign, end };
}

/** The longest argument that is looked for, so that nothing is read twice at length. */
const LONGEST = 2_000;

/** Past the group that opens at `at`, nested ones included; `at` where none does, or it is longer than `longest`. */
export function afterGroup(tex: string, at: number, open: string, close: string, longest = LONGEST): number {
  const from = at + (/^\s{0,20}/.exec(tex.slice(at, at + 20))?.[0].length ?? 0);
  if (tex[from] !== open) return at;
  let depth = 0;
  for (let i = from; i < Math.min(tex.length, from + longest); i += 1) {
    if (tex[i] === '\\') i += 1;
    else if (tex[i] === open) depth += 1;
    else if (tex[i] === close) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return at;
}

/** The last character of the line, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found;
}
