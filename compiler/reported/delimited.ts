import { type Grid, type GridCell, gridCell, type TableText } from './grid.ts';

/** Rows of a CSV file: comma, semicolon or tab, whichever the file has most of; quotes doubled within quotes. */
export function readDelimited(source: TableText): Grid {
  const { text } = source;
  const delimiter = delimiterOf(text);
  const rows: GridCell[][] = [];
  let row: GridCell[] = [];
  let at = 0;
  while (at < text.length) {
    const end = fieldEnd(text, at, delimiter);
    row.push(gridCell(source, { start: at, end }, unquoted(text.slice(at, end))));
    const sign = text[end];
    at = end + (sign === '\r' && text[end + 1] === '\n' ? 2 : 1);
    if (sign !== delimiter) {
      rows.push(row);
      row = [];
    } else if (at >= text.length) row.push(gridCell(source, { start: at, end: at }, ''));
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 10_000).replaceAll(/"[^"]*"/g, '');
  const count = (sign: string): number => head.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Where the field that begins at `start` ends: at the delimiter, the end of the line or of the file. */
function fieldEnd(text: string, start: number, delimiter: string): number {
  let quoted = false;
  let at = start;
  for (; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '"') quoted = opensOrCloses(text, start, at, quoted);
    else if (!quoted && (sign === delimiter || sign === '\n' || sign === '\r')) break;
  }
  return at;
}

/** A quote opens at the beginning of a field (`"…"`, or `="…"` as for a spreadsheet) and not within a word. */
function opensOrCloses(text: string, start: number, at: number, quoted: boolean): boolean {
  if (quoted) return false;
  return text[at - 1] === '"' || /^\s*=?$/.test(text.slice(start, Math.min(at, start + 20)));
}

/** The content of a field; what keeps a spreadsheet from counting (`="1.2"`, `'-1.2`) is not part of it. */
function unquoted(field: string): string {
  const plain = field.trim().replace(/^=(?=")/, '');
  const inner = plain.startsWith('"')
    ? plain.slice(1, plain.endsWith('"') && plain.length > 1 ? -1 : undefined).replaceAll('""', '"')
    : plain;
  return inner
    .replaceAll('\r', '')
    .replace(/^=?"([^"]*)"$/, '$1')
    .replace(/^'(?=[-+=@([])/, '');
}
