import { isMissing, takeRows } from '../engines/memory/columns.ts';
import type { Column } from '../engines/memory/table.ts';
import type { Note } from '../results/results.ts';
import { namesOption } from './options.ts';
import { existingColumn, missingCells, type PreparationStep, preparationFailure, prepared } from './step.ts';

/** Drops the rows in which one of the columns is missing; a note tells how many cells of each were. */
export const dropMissing: PreparationStep = {
  declaration: {
    name: 'drop_missing',
    doc: 'Drops the rows in which one of the columns is missing.',
    options: {
      type: 'object',
      additionalProperties: false,
      required: ['columns'],
      properties: {
        columns: {
          type: 'array',
          description: 'Columns that must have a value.',
          minItems: 1,
          items: { type: 'string', role: 'column' },
        },
      },
    },
    needs: [],
    effect: 'rows',
  },
  run(table, options) {
    const columns = namesOption(options, 'columns').map((name) => existingColumn(table, name));
    const rows = Int32Array.from({ length: table.rows }, (_, row) => row).filter(
      (row) => !columns.some((column) => isMissing(column, row)),
    );
    if (rows.length === 0) {
      return preparationFailure('no-rows', `drop_missing keeps none of the ${table.rows} rows`);
    }
    return prepared('drop_missing', takeRows(table, rows), {
      columns: columns.map((column) => column.name),
      dropped: table.rows - rows.length,
      notes: reason(columns, table.rows),
    });
  },
};

function reason(columns: readonly Column[], rows: number): readonly Note[] {
  const counts = columns
    .map((column) => [column.name, missingCells(column, rows)] as const)
    .filter(([, cells]) => cells > 0);
  if (counts.length === 0) return [];
  const list = counts.map(([name, cells]) => `${name} (${cells})`).join(', ');
  const message = `rows were dropped for missing cells of ${list}`;
  return [{ code: 'rows-with-missing', message, values: { list } }];
}
