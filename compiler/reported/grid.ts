import type { Span } from '../plan/span.ts';

/** One cell of a table file as plain text: markup gone, lines parted by a newline. */
export interface GridCell {
  readonly text: string;
  /** direct: the text stands so in the file, from `span.start`. */
  readonly offsets: 'direct' | 'whole';
  readonly span: Span;
  /** Columns that the cell stretches over: a heading above several, a note below all. */
  readonly columns: number;
}

/** Rows from the top, every cell of a row once. */
export type Grid = readonly (readonly GridCell[])[];

/** A published table as handed to the compiler, with the name that messages show. */
export interface TableText {
  readonly file: string;
  readonly text: string;
}

/** What no reader of a table sees, and what would turn the direction of a message. */
const HIDDEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/g;

/** The cell of a range of the file; `clean` is what its text says. */
export function gridCell(
  { file, text }: TableText,
  range: { readonly start: number; readonly end: number },
  clean: string,
  columns = 1,
): GridCell {
  const raw = text.slice(range.start, range.end);
  const start = range.start + (raw.length - raw.trimStart().length);
  const end = Math.max(start, range.start + raw.trimEnd().length);
  const shown = clean
    .replaceAll(HIDDEN, '')
    // A dash of a word processor before a number is its minus.
    .replaceAll(/(?<=^|[\s([])[–‐‑](?=[\d.])/g, '-')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim();
  const direct = text.slice(start, end) === shown;
  return { text: shown, offsets: direct ? 'direct' : 'whole', span: { file, start, end }, columns };
}

/** The cells of a row by column: one that stretches over several stands at each of them. */
export function spread(row: readonly GridCell[], width: number): readonly (GridCell | null)[] {
  const cells: GridCell[] = [];
  for (const cell of row) {
    for (let i = 0; i < cell.columns && cells.length < width; i += 1) cells.push(cell);
  }
  return Array.from({ length: width }, (_, i) => cells[i] ?? null);
}
