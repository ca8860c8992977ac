import type { Cell, ColumnSpec, Row, TablePanel } from '../document/document.ts';
import { escapeHtml, htmlOf } from './escape.ts';
import { numberHtml } from './number.ts';

/** Rows that belong together, each a line of HTML; `block`: the first ones after a rule. */
export interface RowGroup {
  readonly block: boolean;
  readonly rows: readonly string[];
}

/** The rows of a panel. A heading over rows opens a group of its own. */
export function rowGroups({ blocks, columns }: TablePanel): readonly RowGroup[] {
  return blocks.flatMap((rows, block) => {
    const starts = rows.flatMap((row, i) => (i === 0 || row.kind === 'group' ? [i] : []));
    return starts.map((start, k) => ({
      block: block > 0 && k === 0,
      rows: rowsHtml(rows.slice(start, starts[k + 1] ?? rows.length), columns),
    }));
  });
}

function rowsHtml(rows: readonly Row[], columns: readonly ColumnSpec[]): readonly string[] {
  return rows.map((row, i) => {
    if (row.kind === 'group') return groupHtml(row, columns.length);
    const cells = row.cells.map((cell, k) => cellHtml(cell, columns[k])).join('');
    const classes = row.continues ? ' class="t"' : '';
    return `<tr${classes}>${stubHtml(rows, i)}${cells}</tr>`;
  });
}

function groupHtml(row: Row, columns: number): string {
  const text = row.cells[0]?.kind === 'text' ? htmlOf(row.cells[0].text) : '';
  return `<tr class="g"><th scope="rowgroup" colspan="${columns + 1}">${text}</th></tr>`;
}

const isBare = (row: Row | undefined): boolean =>
  row !== undefined && row.kind === 'data' && row.continues && row.stub.length === 0;

/** The heading of a term stands beside all its lines; a line that has a stub of its own has a heading of its own. */
function stubHtml(rows: readonly Row[], index: number): string {
  if (index > 0 && isBare(rows[index])) return '';
  const { stub, indent } = rows[index]!;
  const next = rows.findIndex((row, i) => i > index && !isBare(row));
  const lines = (next < 0 ? rows.length : next) - index;
  const span = lines > 1 ? ` rowspan="${lines}"` : '';
  const step = indent > 0 ? ` class="d${Math.min(indent, 3)}"` : '';
  const text = htmlOf(stub);
  return text === '' ? `<td${span}></td>` : `<th scope="row"${span}${step}>${text}</th>`;
}

function cellHtml(cell: Cell, column: ColumnSpec | undefined): string {
  switch (cell.kind) {
    case 'empty':
      return '<td></td>';
    case 'none':
      return '<td>—</td>';
    case 'text':
      return textHtml(cell, column);
    case 'number':
      return `<td data-source="${escapeHtml(cell.source)}">${numberHtml(cell, column)}</td>`;
  }
}

function textHtml(cell: Cell & { readonly kind: 'text' }, column: ColumnSpec | undefined): string {
  const left = (cell.align ?? column?.align) === 'left';
  const span = cell.span && cell.span > 1 ? ` colspan="${cell.span}"` : '';
  return `<td${span}${left ? ' class="l"' : ''}>${htmlOf(cell.text)}</td>`;
}
