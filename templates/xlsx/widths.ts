import { displayWidth } from '../../compiler/plan/display-width.ts';
import { cleanPlain } from '../document/clean-text.ts';
import type { TableDocument } from '../document/document.ts';
import { numberText } from '../document/number-text.ts';

const STUB = { least: 10, most: 44 } as const;
const COLUMN = { least: 8, most: 26 } as const;
const RUNNING_TEXT = 60;

/** Widths in characters: of the stub, then of every column over all panels. */
export function columnWidths(table: TableDocument): readonly number[] {
  const count = Math.max(...table.panels.map((panel) => panel.columns.length));
  return [stubWidth(table), ...Array.from({ length: count }, (_, i) => columnWidth(table, i))];
}

const between = (least: number, width: number, most: number): number =>
  Math.max(least, Math.min(most, Math.ceil(width)));

function stubWidth({ panels }: TableDocument): number {
  const stubs = panels.flatMap(({ header, blocks }) => [
    ...header.map((row) => displayWidth(cleanPlain(row.stub))),
    ...blocks.flat().map((row) => displayWidth(cleanPlain(row.stub)) + 2 * row.indent),
  ]);
  return between(STUB.least, Math.max(0, ...stubs) + 2, STUB.most);
}

function columnWidth({ panels }: TableDocument, column: number): number {
  const widths = panels.flatMap(({ columns, header, blocks }) => {
    const wraps = columns[column]?.wraps === true;
    const heads = header.flatMap(({ cells }) =>
      cells.flatMap(({ text, start, span }) =>
        column >= start && column < start + span ? displayWidth(cleanPlain(text)) / span : [],
      ),
    );
    return [...heads, ...blocks.flat().map(({ cells }) => cellWidth(cells[column], wraps))];
  });
  const most = panels.some(({ columns }) => columns[column]?.wraps) ? RUNNING_TEXT : COLUMN.most;
  return between(COLUMN.least, Math.max(0, ...widths) + 2, most);
}

type Cell = TableDocument['panels'][number]['blocks'][number][number]['cells'][number];

function cellWidth(cell: Cell | undefined, wraps: boolean): number {
  if (cell?.kind === 'number') return displayWidth(numberText(cell));
  if (cell?.kind !== 'text' || (cell.span ?? 1) > 1) return 0;
  return Math.min(displayWidth(cleanPlain(cell.text)), wraps ? RUNNING_TEXT : COLUMN.most);
}
