import type { Inline, Rich } from './document.ts';

/** What may stand in a sentence. */
export type Piece = string | number | Inline | Rich;

const isRich = (piece: Inline | Rich): piece is Rich => Array.isArray(piece);

export function toRich(piece: Piece): Rich {
  if (typeof piece === 'string') return piece === '' ? [] : [{ text: piece }];
  if (typeof piece === 'number') return [{ text: String(piece) }];
  return isRich(piece) ? piece : [piece];
}

/** One after another; neighbours of one style become one run. */
export function concat(...pieces: readonly Piece[]): Rich {
  const runs: Inline[] = [];
  for (const run of pieces.flatMap(toRich)) {
    const last = runs.at(-1);
    if (last && last.style === run.style) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else if (run.text !== '') runs.push(run);
  }
  return runs;
}

/** A sentence with values in it: rich`p = ${x}`. */
export function rich(strings: TemplateStringsArray, ...values: readonly Piece[]): Rich {
  return concat(...strings.flatMap((text, i) => (i === 0 ? [text] : [values[i - 1]!, text])));
}

export function join(pieces: readonly Piece[], separator: Piece): Rich {
  return concat(...pieces.flatMap((piece, i) => (i === 0 ? [piece] : [separator, piece])));
}

export const italic = (text: string): Inline => ({ text, style: 'italic' });
export const emphasis = (text: string): Inline => ({ text, style: 'emphasis' });
export const strong = (text: string): Inline => ({ text, style: 'strong' });
export const sup = (text: string): Inline => ({ text, style: 'sup' });
export const code = (text: string): Inline => ({ text, style: 'code' });
export const unbroken = (text: string): Inline => ({ text, style: 'unbroken' });

/** The characters alone, for what knows no style (a title element, a comparison). */
export function plainText(text: Rich): string {
  return text.map((run) => run.text).join('');
}
