import type { GridCell } from './grid.ts';

/** A row by column. */
export type Line = readonly (GridCell | null)[];

const NUMBER = String.raw`[<＜]?\s{0,5}[-−–+]?\s{0,2}(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][-−+]?\d{1,9})?`;
/** A number, its marks, and what follows in brackets. */
export const ESTIMATE = new RegExp(
  String.raw`^${NUMBER}\s{0,5}[*∗⁎＊†‡+#]*\s{0,5}(?:[(（[［][^\n]*)?(?:\n[^]*)?$`,
  'u',
);
/** What stands below an estimate. */
export const BRACKETED = new RegExp(String.raw`^[(（[［{]\s{0,5}(?:p\s{0,5}[=<])?\s{0,5}${NUMBER}`, 'u');
/** Nothing is printed. */
export const BLANK = /^(?:|[-−–—/.]+|n\.?a\.?|…)$/iu;
/** `(1)`, `[2]`, `Model 3`, `模型(4)`. */
export const LABELLED_NUMBER =
  /[([（［]\s{0,3}(\d{1,3}|[ivx]{1,5})\s{0,3}[)\]）］]|^(?:model|column|col\.?|模型|列|第)\s{0,3}(\d{1,3})/iu;

/** What stands beside the label. */
export function filled(line: Line): readonly GridCell[] {
  return line.slice(1).filter((cell): cell is GridCell => cell !== null && !BLANK.test(cell.text));
}
