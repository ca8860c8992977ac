import type { HeaderRow, TablePanel } from '../document/document.ts';
import { htmlOf } from './escape.ts';

type HeaderCell = HeaderRow['cells'][number];

/** Columns that a heading gathers: the first of them, the stub not counted, and how many. */
export interface ColumnGroup {
  readonly start: number;
  readonly span: number;
}

/**
 * The columns in the groups of the outermost row of headings that parts them, so that a heading over several columns
 * is known to belong to these; what no heading gathers is one group with its neighbours.
 */
export function columnGroups({ header, columns }: TablePanel): readonly ColumnGroup[] {
  const parting = header.find(({ cells }) => cells.some(({ span }) => span > 1 && span < columns.length));
  const starts = (parting?.cells ?? []).filter(({ span }) => span > 1);
  const edges = new Set([0, columns.length, ...starts.flatMap(({ start, span }) => [start, start + span])]);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => ({ start, span: sorted[i + 1]! - start }));
}

/** The rows of a heading, each a line of HTML. */
export function headerRowsHtml(panel: TablePanel): readonly string[] {
  return panel.header.map((row) => {
    const stub = row.stub.length > 0 ? `<th scope="col">${htmlOf(row.stub)}</th>` : '<td></td>';
    return `<tr>${stub}${panel.columns.map((_, i) => headingAt(panel, row, i)).join('')}</tr>`;
  });
}

function headingAt(panel: TablePanel, row: HeaderRow, column: number): string {
  const cell = row.cells.find(({ start, span }) => column >= start && column < start + span);
  if (cell && column > cell.start) return '';
  const text = cell ? htmlOf(cell.text) : '';
  if (!cell || text === '') return cell && cell.span > 1 ? `<td colspan="${cell.span}"></td>` : '<td></td>';
  const span = cell.span > 1 ? ` colspan="${cell.span}"` : '';
  const left = cell.span === 1 && panel.columns[column]?.align === 'left';
  const whole = cell.span === panel.columns.length;
  const name = cell.rule ? ` class="${whole ? 'r all' : 'r'}"` : left ? ' class="l"' : '';
  return `<th scope="${scopeOf(cell, columnGroups(panel))}"${span}${name}>${text}</th>`;
}

function scopeOf(cell: HeaderCell, groups: readonly ColumnGroup[]): 'col' | 'colgroup' {
  const whole = groups.some(({ start, span }) => start === cell.start && span === cell.span);
  return cell.span > 1 && whole ? 'colgroup' : 'col';
}
