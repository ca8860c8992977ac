import { cleanPlain, cleanText } from '../document/clean-text.ts';
import type { Cell, HeaderRow, Row, TableDocument, TablePanel } from '../document/document.ts';
import { numberText } from '../document/number-text.ts';

/**
 * The grid of a table as it is printed, as RFC 4180 has it (UTF-8, lines end with CR LF): lines of the heading, then
 * rows; a spanning heading stands over each of its columns. Panels follow one another, each after its heading. Title
 * and notes are left out. Every record has as many fields as the widest.
 */
export function renderTable(table: TableDocument): string {
  const width = 1 + Math.max(...table.panels.map((panel) => panel.columns.length));
  const records = table.panels.flatMap(recordsOf);
  return records.map((record) => `${padded(record, width).map(field).join(',')}\r\n`).join('');
}

function padded(record: readonly string[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, i) => record[i] ?? '');
}

function recordsOf(panel: TablePanel): readonly (readonly string[])[] {
  return [
    ...(panel.heading ? [[harmless(cleanPlain(panel.heading))]] : []),
    ...panel.header.map((row) => headings(row, panel.columns.length)),
    ...panel.blocks.flat().map(rowOf),
  ];
}

function headings(row: HeaderRow, columns: number): readonly string[] {
  const over = (column: number): string => {
    const cell = row.cells.find(({ start, span }) => column >= start && column < start + span);
    return cell ? cleanPlain(cell.text) : '';
  };
  return [cleanPlain(row.stub), ...Array.from({ length: columns }, (_, i) => over(i))].map(harmless);
}

function rowOf(row: Row): readonly string[] {
  const cells = row.cells.flatMap(cellsOf);
  return row.kind === 'group' ? cells : [harmless(cleanPlain(row.stub)), ...cells];
}

function cellsOf(cell: Cell): readonly string[] {
  switch (cell.kind) {
    case 'text':
      return [harmless(cleanPlain(cell.text)), ...Array.from({ length: (cell.span ?? 1) - 1 }, () => '')];
    case 'empty':
      return [''];
    case 'none':
      return ['—'];
    case 'number':
      return [harmlessNumber(cleanText(numberText(cell)))];
  }
}

/** What a spreadsheet would compute as a formula gets an apostrophe before it; blanks do not hide its first character. */
function harmless(text: string): string {
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(text) ? `'${text}` : text;
}

/** A negative number begins with its minus; only what follows it could make a formula of it. */
function harmlessNumber(text: string): string {
  return /^-[\d.]+(e\d+)?[*†‡§¶]*$/u.test(text) ? text : harmless(text);
}

function field(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
