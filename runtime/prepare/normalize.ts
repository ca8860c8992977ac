import { invariant } from '../../compiler/plan/invariant.ts';
import { mean, squaresAbout } from '../linalg/sums.ts';
import type { Note } from '../results/results.ts';
import { type GroupMap, type Mapped, mapWithin } from './grouped.ts';
import { byColumn, namesOption, numericColumns, textOption } from './options.ts';
import {
  changedCells,
  missingCells,
  numericColumn,
  type PreparationStep,
  prepared,
  withColumns,
} from './step.ts';

/** Each takes the cells of a group, none missing, at least one. Null where the scale would be zero. */
const methods: ReadonlyMap<string, GroupMap> = new Map<string, GroupMap>([
  ['minmax', minmax],
  ['zscore', zscore],
  ['decimal', decimal],
]);

/** Rescales columns in place. A column (or group) without variation has no minmax and no zscore: missing, and noted. */
export const normalize: PreparationStep = {
  declaration: {
    name: 'normalize',
    doc: 'Rescales columns: to [0, 1], to mean 0 and standard deviation 1, or by a power of ten.',
    options: {
      type: 'object',
      additionalProperties: false,
      required: ['columns', 'method'],
      properties: {
        columns: numericColumns,
        method: {
          type: 'string',
          enum: [...methods.keys()],
          description:
            'minmax: (x - min) / (max - min). zscore: (x - mean) / sd, with n - 1. decimal: x over the smallest power of ten that brings all below 1.',
        },
        by: byColumn,
      },
    },
    needs: [],
    effect: 'overwrites',
  },
  run(table, options) {
    const method = textOption(options, 'method') ?? '';
    const group = methods.get(method);
    invariant(group, `a method of normalisation (${method})`);
    const by = textOption(options, 'by');
    const before = namesOption(options, 'columns').map((name) => numericColumn(table, name));
    const mapped = before.map((column) => mapWithin(table, column, by, group));
    const after = mapped.map(({ column }) => column);
    return prepared('normalize', withColumns(table, after), {
      columns: after.map((column) => column.name),
      changed: before.map((column, i) => [column.name, changedCells(column, after[i]!, table.rows)]),
      missing: after.map((column) => [column.name, missingCells(column, table.rows)]),
      notes: mapped.flatMap((each) => constantNote(each, by)),
    });
  },
};

function constantNote({ column, unanswered }: Mapped, by: string | null): readonly Note[] {
  if (unanswered === 0) return [];
  const where = by === null ? '' : ` in ${unanswered} ${unanswered === 1 ? 'group' : 'groups'} of ${by}`;
  const message = `${column.name} does not vary${where}, so it has no scale: its cells are missing now`;
  return [
    { code: 'constant-column', message, values: { name: column.name, groups: unanswered, by: by ?? '' } },
  ];
}

function minmax(values: Float64Array): ((value: number) => number) | null {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return high > low ? (value) => (value - low) / (high - low) : null;
}

function zscore(values: Float64Array): ((value: number) => number) | null {
  // Equal values may leave a rounding error as their deviation.
  if (values.every((value) => value === values[0])) return null;
  const centre = mean(values);
  const deviation = Math.sqrt(squaresAbout(values, centre) / (values.length - 1));
  return (value) => (value - centre) / deviation;
}

/** Decimal scaling (Han & Kamber): x / 10^j, j the smallest whole number with every |x| / 10^j below 1. */
function decimal(values: Float64Array): (value: number) => number {
  const largest = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  if (largest === 0) return (value) => value;
  const power = Number(largest.toExponential().split('e')[1]) + 1;
  // Powers of ten up to 22 are exact: one rounding, as if the decimal point had moved.
  return power >= 0 ? (value) => value / Number(`1e${power}`) : (value) => value * Number(`1e${-power}`);
}
