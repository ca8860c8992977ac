import { cleanPlain, cleanText } from '../document/clean-text.ts';
import { noteParagraphs } from '../document/note-paragraphs.ts';
import type {
  Cell,
  ColumnSpec,
  HeaderRow,
  Rich,
  Row,
  TableDocument,
  TablePanel,
  Value,
} from '../document/document.ts';
import type { Rendering } from '../rendering.ts';

/** Of the form of the file; counts up when a key changes its meaning or goes. */
const SCHEMA = 1;

/**
 * A table as data, every number with its value, its printed digits and its place in results.json; docs/table-json.md
 * describes it. Numbers have full precision, minus signs are hyphens.
 */
export function renderTable(table: TableDocument, { language }: Rendering): string {
  const notes = noteParagraphs(table);
  return printed({
    schema: SCHEMA,
    kind: 'table',
    id: table.id,
    number: table.number,
    language,
    title: cleanPlain(table.title),
    caption: cleanPlain(table.caption),
    panels: table.panels.map(panelData),
    notes: notes.length > 0 ? notes.map(cleanPlain).join(' ') : null,
  });
}

/** Every number of the study by its key. */
export function renderValues(values: readonly Value[], { language }: Rendering): string {
  const byKey = values.map(({ key, value, printed: digits }) => [key, { value, printed: digits }] as const);
  return printed({ schema: SCHEMA, kind: 'values', language, values: Object.fromEntries(byKey) });
}

function printed(data: object): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

const textOrNull = (text: Rich | null): string | null => (text === null ? null : cleanPlain(text));

function panelData({ heading, columns, header, blocks, footer }: TablePanel): object {
  return {
    heading: textOrNull(heading),
    columns: columns.map(({ align }: ColumnSpec) => ({ align })),
    header: header.map(headerData),
    blocks: blocks.map((block) => block.map(rowData)),
    footer: textOrNull(footer),
  };
}

function headerData({ stub, cells }: HeaderRow): object {
  const over = cells.map(({ text, start, span }) => ({ text: cleanPlain(text), start, span }));
  return { label: cleanPlain(stub), cells: over };
}

function rowData({ kind, stub, cells, continues, indent }: Row): object {
  if (kind === 'group') return { kind, label: cells[0]?.kind === 'text' ? cleanPlain(cells[0].text) : '' };
  return { kind, label: cleanPlain(stub), indent, continues, cells: cells.map(cellData) };
}

function cellData(cell: Cell): object {
  if (cell.kind === 'text') return { kind: 'text', text: cleanPlain(cell.text), span: cell.span ?? 1 };
  if (cell.kind !== 'number') return { kind: cell.kind };
  const { kind, value, printed: digits, stars, bracket, upper, source } = cell;
  return { kind, value, printed: digits, stars: cleanText(stars), bracket, ...(upper && { upper }), source };
}
