import type { ColumnSpec, Row, TablePanel } from '../document/document.ts';
import { columnWidth, stubWidth } from '../document/width.ts';
import { alignerDefinition, cellSource, fullWidth, headingCells, stubSource } from './cells.ts';
import { typstOf } from './escape.ts';
import type { Fit } from './fit.ts';
import { measurable } from './heads.ts';

/** Widest name in em that stands on one line beside running text. */
const LONGEST_NAME = 12;

/** What a layout needs of a panel: definitions, and the arguments of its `table`. */
export interface PanelSlots {
  readonly definitions: readonly string[];
  readonly columns: string;
  readonly align: string;
  /** Rows with more space above them: the first of a term after one of several lines. */
  readonly opens: string;
  /** Rows after a rule, and rows before one. */
  readonly below: string;
  readonly above: string;
  readonly count: number;
  /** The last row of the head. */
  readonly last: number;
  readonly head: readonly string[];
  readonly body: readonly string[];
}

export function panelSlots(panel: TablePanel, fit: Fit): PanelSlots {
  const { columns } = panel;
  const measured = measurable(panel).panel;
  // The first row holds what a further page says above its part of the table, and the rule.
  const head = [
    ...(panel.heading ? [fullWidth(typstOf(panel.heading), columns.length)] : []),
    ...panel.header.map((row) => headingCells(row, columns.length).join(', ')),
  ];
  const rows = bodyRows(panel, head.length + 1);
  return {
    definitions: columns.flatMap((column, i) =>
      column.align === 'decimal' ? [alignerDefinition(column, i)] : [],
    ),
    columns: list([stubColumn(panel, fit), ...columns.map((column, i) => width(measured, column, i, fit))]),
    align: list(['left', ...columns.map((column) => (column.align === 'left' ? 'left' : 'center'))]),
    opens: list([...underRules(panel, head.length), ...rows.opens].map(String)),
    below: list([1, ...rows.below].map(String)),
    above: list([head.length, ...rows.above].map(String)),
    count: columns.length + 1,
    last: head.length,
    head,
    body: rows.lines,
  };
}

/** Header rows below a short rule; `last`: the number of the last one. */
function underRules({ header }: TablePanel, last: number): readonly number[] {
  const first = last - header.length + 1;
  return header.flatMap((row, i) =>
    i < header.length - 1 && row.cells.some((cell) => cell.rule) ? [first + i + 1] : [],
  );
}

/** An array of Typst; one of a single element needs its comma. */
function list(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

const hasText = (panel: TablePanel): boolean => panel.columns.some((column) => column.wraps);

function stubColumn(panel: TablePanel, { stub }: Fit): string {
  if (hasText(panel)) return nameWidth(stubWidth(panel));
  return stub === null ? 'auto' : `${stub}em`;
}

const nameWidth = (em: number): string => (em > LONGEST_NAME ? `${LONGEST_NAME}em` : 'auto');

/** Columns share the line by their widths (`panel` has headings as they are measured); beside running text they take what they need. */
function width(panel: TablePanel, column: ColumnSpec, index: number, { gap }: Fit): string {
  const em = columnWidth(panel, column, index);
  if (hasText(panel)) return column.wraps ? '1fr' : nameWidth(em);
  return `${(em + gap).toFixed(2).replace(/\.?0+$/, '')}fr`;
}

interface BodyRows {
  readonly lines: readonly string[];
  readonly opens: readonly number[];
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** `first`: the number of the first row. */
function bodyRows(panel: TablePanel, first: number): BodyRows {
  const lines: string[] = [];
  const found = { opens: [] as number[], below: [] as number[], above: [] as number[] };
  let at = first;
  for (const block of panel.blocks) {
    if (at > first) lines.push('inner,');
    found.below.push(at);
    for (const [r, row] of block.entries()) {
      if (r > 0 && block[r - 1]!.continues && !row.continues) found.opens.push(at);
      lines.push(`${rowSource(block, r, panel).join(', ')},`);
      at += 1;
    }
    found.above.push(at - 1);
  }
  if (panel.footer) {
    lines.push(`${fullWidth(typstOf(panel.footer), panel.columns.length)},`);
    found.opens.push(at);
    found.above.splice(-1, 1, at);
  }
  return { lines, ...found };
}

const isBare = (row: Row | undefined): boolean =>
  row !== undefined && row.kind === 'data' && row.continues && row.stub.length === 0;

/** A term's heading stands beside all its lines: those that follow have no cell for it. */
function rowSource(block: readonly Row[], index: number, { columns }: TablePanel): readonly string[] {
  const row = block[index]!;
  if (row.kind === 'group') {
    return [fullWidth(row.cells[0]?.kind === 'text' ? typstOf(row.cells[0].text) : '""', columns.length)];
  }
  const cells = cellSources(row, columns);
  if (index > 0 && isBare(row) && block[index - 1]!.kind === 'data') return cells;
  let lines = 1;
  while (isBare(block[index + lines])) lines += 1;
  return [stubSource(row, lines), ...cells];
}

function cellSources(row: Row, columns: readonly ColumnSpec[]): readonly string[] {
  let at = 0;
  return row.cells.map((cell) => {
    const source = cellSource(cell, columns[at], at);
    at += cell.kind === 'text' ? (cell.span ?? 1) : 1;
    return source;
  });
}
