/** Operators of other languages, and what is written here. */
export const foreign: Readonly<Record<string, string>> = {
  '===': '==',
  '<>': '!=',
  '~=': '!=',
  '=>': '>=',
  '=<': '<=',
  '&&': 'and',
  '&': 'and',
  '||': 'or',
  '!': 'not',
  '**': '^',
  '%in%': 'in {a, b}',
};

/** Typographic signs that imitate ours. */
const lookalike: Readonly<Record<string, string>> = {
  ...{
    '、': ',',
    '。': '.',
    '×': '*',
    '÷': '/',
    '−': '-',
    '–': '-',
    '—': '-',
    '≤': '<=',
    '≥': '>=',
    '≠': '!=',
  },
  ...{ '∼': '~', '〜': '~', '【': '[', '】': ']' },
};

/** What to write for signs that look like ours. Full-width forms stand 0xFEE0 above what they imitate. */
export function narrow(image: string): string {
  return [...image]
    .map((sign) => lookalike[sign] ?? String.fromCodePoint(sign.codePointAt(0)! - 0xfee0))
    .join('');
}

/** A sign that can be shown, else its code point. */
export function visible(sign: string): string {
  const code = sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(sign) ? sign : `U+${code}`;
}
