import { parseExpression } from '../../../compiler/formula/parse.ts';
import type { Expression } from '../../../compiler/plan/expression.ts';
import { numberColumn, numberText, tableOf, textColumn } from '../../../runtime/engines/memory/columns.ts';
import type { Column, Panel, Table } from '../../../runtime/engines/memory/table.ts';

/** The tree of an expression that must be right. */
export function expression(text: string, context: 'columns' | 'results' = 'columns'): Expression {
  const span = { file: 'test', start: 0, end: text.length };
  const parsed = parseExpression({ text, span, offsets: 'direct' }, context);
  if (!parsed.ok) throw new Error(parsed.diagnostics.map((each) => each.message).join('; '));
  return parsed.value;
}

export type Cell = number | string | null;

/** A table from plain lists; null is missing, a list with a text is a text column. */
export function table(columns: Readonly<Record<string, readonly Cell[]>>, panel: Panel | null = null): Table {
  const list = Object.entries(columns).map(([name, cells]): Column => {
    if (cells.some((cell) => typeof cell === 'string')) {
      return textColumn(
        name,
        cells.map((cell) => (cell === null ? null : String(cell))),
      );
    }
    return numberColumn(
      name,
      Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
    );
  });
  return tableOf(Object.values(columns)[0]!.length, list, panel);
}

/** The cells of a column, dates as ISO days; null is missing. */
export function cells(column: Column | undefined): Cell[] {
  if (!column) throw new Error('no such column');
  return column.kind === 'number'
    ? Array.from(column.values, (value) =>
        Number.isNaN(value) ? null : column.date ? numberText(column, value) : value,
      )
    : Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]!));
}
