import { numberColumn } from '../engines/memory/columns.ts';
import { panelIndex } from '../engines/memory/panel-index.ts';
import type { NumberColumn, Table } from '../engines/memory/table.ts';
import type { Note } from '../results/results.ts';
import { namesOption, numericColumns, option } from './options.ts';
import {
  missingCells,
  numericColumn,
  type PreparationStep,
  preparationFailure,
  prepared,
  withColumns,
} from './step.ts';

/**
 * Fills gaps within each unit, linear in the value of time (R's `approx`). Cells before a unit's first and after its
 * last value stay missing, unless `extrapolate`: then they carry the nearest value (`approx(rule = 2)`).
 */
export const interpolate: PreparationStep = {
  declaration: {
    name: 'interpolate',
    doc: 'Fills missing cells between observed ones, within each unit, linearly over time.',
    options: {
      type: 'object',
      additionalProperties: false,
      required: ['columns'],
      properties: {
        columns: numericColumns,
        method: {
          type: 'string',
          enum: ['linear'],
          default: 'linear',
          description: 'How: by a straight line.',
        },
        extrapolate: {
          type: 'boolean',
          default: false,
          description: 'Carries the nearest observed value past the ends of a unit.',
        },
      },
    },
    needs: ['panel'],
    effect: 'overwrites',
  },
  run(table, options) {
    const time = table.panel && table.columns.get(table.panel.time);
    if (time?.kind === 'text') {
      return preparationFailure(
        'time-not-numeric',
        `interpolation needs a time that is a number, and ${time.name} is text`,
        'derive a numeric time, and name it under panel',
      );
    }
    const extrapolate = option(options, 'extrapolate') === true;
    const before = namesOption(options, 'columns').map((name) => numericColumn(table, name));
    const after = before.map((column) => filledColumn(table, column, extrapolate));
    const cells = (columns: readonly NumberColumn[]) =>
      columns.map((column) => missingCells(column, table.rows));
    const [gaps, left] = [cells(before), cells(after)];
    return prepared('interpolate', withColumns(table, after), {
      columns: before.map((column) => column.name),
      filled: before.map((column, i) => [column.name, gaps[i]! - left[i]!]),
      missing: before.map((column, i) => [column.name, left[i]!]),
      notes: before.flatMap((column, i) => unfilledNote(column.name, left[i]!)),
    });
  },
};

function unfilledNote(name: string, cells: number): readonly Note[] {
  if (cells === 0) return [];
  const message = `${name}: ${cells} missing ${cells === 1 ? 'cell does' : 'cells do'} not lie between observed ones of the same unit`;
  return [{ code: 'not-interpolated', message, values: { name, cells } }];
}

function filledColumn(table: Table, column: NumberColumn, extrapolate: boolean): NumberColumn {
  const { units, time } = panelIndex(table);
  const values = column.values.slice();
  for (const rows of units) {
    const observed = rows.filter((row) => !Number.isNaN(column.values[row]!));
    if (observed.length > 0) fillUnit(rows, observed, time, values, extrapolate);
  }
  return numberColumn(column.name, values);
}

/** rows, observed: of one unit, in order of time. */
function fillUnit(
  rows: Int32Array,
  observed: Int32Array,
  time: Float64Array,
  values: Float64Array,
  extrapolate: boolean,
): void {
  let next = 0;
  for (const row of rows) {
    if (observed[next] === row) {
      next += 1;
      continue;
    }
    const [left, right] = [observed[next - 1], observed[next]];
    if (left !== undefined && right !== undefined) values[row] = between(left, right, row, time, values);
    else if (extrapolate) values[row] = values[left ?? right!]!;
  }
}

function between(left: number, right: number, row: number, time: Float64Array, values: Float64Array): number {
  const share = (time[row]! - time[left]!) / (time[right]! - time[left]!);
  return values[left]! + (values[right]! - values[left]!) * share;
}
