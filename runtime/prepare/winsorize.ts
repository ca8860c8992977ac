import { type PercentileType, percentile } from '../describe/percentile.ts';
import { type GroupMap, mapWithin } from './grouped.ts';
import { byColumn, namesOption, numericColumns, option, textOption } from './options.ts';
import {
  changedCells,
  missingCells,
  numericColumn,
  type PreparationStep,
  preparationFailure,
  prepared,
  withColumns,
} from './step.ts';

const USUAL: readonly number[] = [1, 99];

/** Values below the lower and above the upper percentile are set to it. */
export const winsorize: PreparationStep = {
  declaration: {
    name: 'winsorize',
    doc: 'Sets values beyond two percentiles to these percentiles.',
    options: {
      type: 'object',
      additionalProperties: false,
      required: ['columns'],
      properties: {
        columns: numericColumns,
        at: {
          type: 'array',
          description: 'The lower and the upper percentile.',
          minItems: 2,
          maxItems: 2,
          items: { type: 'number', minimum: 0, maximum: 100 },
          default: USUAL,
        },
        by: byColumn,
        percentile: {
          type: 'integer',
          enum: [2, 7],
          description:
            'Definition of a percentile (Hyndman & Fan); 2 under Stata profiles and 7 under the others.',
        },
      },
    },
    needs: [],
    effect: 'overwrites',
  },
  run(table, options, context) {
    const [low, high] = (option(options, 'at') ?? USUAL) as readonly [number, number];
    if (!(low < high)) {
      return preparationFailure(
        'winsorize-order',
        `winsorize at [${low}, ${high}]: the lower percentile comes first, and they differ`,
      );
    }
    const by = textOption(options, 'by');
    const type = (option(options, 'percentile') ?? context.percentile) as PercentileType;
    const before = namesOption(options, 'columns').map((name) => numericColumn(table, name));
    const after = before.map((column) => mapWithin(table, column, by, clamp(low, high, type)).column);
    return prepared('winsorize', withColumns(table, after), {
      columns: after.map((column) => column.name),
      changed: before.map((column, i) => [column.name, changedCells(column, after[i]!, table.rows)]),
      missing: after.map((column) => [column.name, missingCells(column, table.rows)]),
    });
  },
};

function clamp(low: number, high: number, type: PercentileType): GroupMap {
  return (values) => {
    const sorted = values.slice().sort();
    const least = percentile(sorted, low / 100, type);
    const most = percentile(sorted, high / 100, type);
    return (value) => Math.min(Math.max(value, least), most);
  };
}
