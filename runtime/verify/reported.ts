import { quotePart } from '../../compiler/plan/quote.ts';
import type { Reported, ReportedColumn, ReportedTable } from '../../compiler/plan/reported.ts';
import { derivedOf } from '../results/derived.ts';
import type { DescribeRow, ModelRecord, Results } from '../results/results.ts';
import type { ReportedCheck } from './check.ts';
import { classOfPrinted, LEVELS, marksOf } from './classify.ts';
import { type Pair, pairsOfColumn, pairsOfRow } from './reported-cells.ts';

/** A printed column with the model that it is tied to, and every comparison of its numbers. */
export interface ComparedColumn {
  readonly table: ReportedTable;
  readonly column: ReportedColumn;
  readonly model: ModelRecord;
  readonly checks: readonly ReportedCheck[];
}

/** Printed numbers that are tied to something computed, against what is computed. Pure; in the order of the file. */
export function compareReported(
  reported: Reported,
  results: Pick<Results, 'analyses'>,
): readonly ReportedCheck[] {
  const columns = comparedColumns(reported, results);
  return reported.tables.flatMap((table) => [
    ...checksOfRows(table, reported, results),
    ...table.columns.flatMap(
      (column) => columns.find((one) => one.column === column)?.checks ?? withoutModel(table, column),
    ),
  ]);
}

/** Where a step failed there is no model: said once for the column. */
function withoutModel(table: ReportedTable, column: ReportedColumn): readonly ReportedCheck[] {
  const { model, id, span } = column;
  if (model === null) return [];
  return [
    {
      ...{ kind: 'reported', code: 'differs-from-reported', ref: quotePart(id.value), span, model },
      ...missing(null, `${model} was not computed`),
      ...{ table: table.id.value, column: id.value, row: null, part: 'model', printed: null },
    },
  ];
}

/** The tied columns with what was compared; a model that was not estimated is none of them. */
export function comparedColumns(
  reported: Reported,
  results: Pick<Results, 'analyses'>,
): readonly ComparedColumn[] {
  const models = modelsById(results);
  return reported.tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const model = column.model === null ? undefined : models.get(column.model);
      if (model === undefined) return [];
      return [{ table, column, model, checks: checksOfColumn({ table, column, model }, reported.legend) }];
    }),
  );
}

/** Every printed number of a column against one model, whichever that is. `legend`: that of the publication. */
export function checksOfColumn(
  { table, column, model }: Omit<ComparedColumn, 'checks'>,
  legend: Reported['legend'],
): readonly ReportedCheck[] {
  return pairsOfColumn(table, column, model, legend).map((pair) =>
    checkOf(pair, { table, column, model: model.id, legend }),
  );
}

/** Of each tied column the cells that do not agree; columns that agree are left out. */
export function mismatchingColumns(
  reported: Reported,
  results: Pick<Results, 'analyses'>,
): readonly ComparedColumn[] {
  return comparedColumns(reported, results)
    .map((one) => ({ ...one, checks: one.checks.filter(({ holds }) => !holds) }))
    .filter(({ checks }) => checks.length > 0);
}

/** Every model of the results by its reference, those that follow from others among them. */
export function modelsById({ analyses }: Pick<Results, 'analyses'>): ReadonlyMap<string, ModelRecord> {
  const models = Object.values(analyses).flatMap((analysis) =>
    'models' in analysis ? (analysis.models ?? []) : [],
  );
  return new Map(models.flatMap((model) => [model, ...derivedOf(model)]).map((model) => [model.id, model]));
}

function checksOfRows(
  table: ReportedTable,
  { legend }: Reported,
  { analyses }: Pick<Results, 'analyses'>,
): readonly ReportedCheck[] {
  if (table.of === null) return [];
  const model = table.of.value;
  const analysis = Object.hasOwn(analyses, model) ? analyses[model] : undefined;
  if (analysis?.verb !== 'describe') return [];
  return table.rows.flatMap((row) => {
    const found = analysis.rows.find(
      (one: DescribeRow) => one.variable === row.variable.value && one.group === null,
    );
    return pairsOfRow(row, found, model).map((pair) => checkOf(pair, { table, column: null, model, legend }));
  });
}

interface Owner {
  readonly table: ReportedTable;
  readonly column: ReportedColumn | null;
  readonly model: string;
  readonly legend: Reported['legend'];
}

function checkOf(pair: Pair, { table, column, model, legend }: Owner): ReportedCheck {
  const { row, part, printed, span } = pair;
  return {
    kind: 'reported',
    code: 'differs-from-reported',
    ref: refOf(pair, table, column),
    ...(pair.stars
      ? starsCheck(pair, pair.stars)
      : numberCheck(pair, levelsOf(pair, table.legend ?? legend))),
    ...{ table: table.id.value, column: column?.id.value ?? null, row, part, model, printed, span },
  };
}

function refOf({ row, part }: Pair, table: ReportedTable, column: ReportedColumn | null): string {
  const parts = [column?.id.value ?? table.id.value, ...(row === null ? [] : [row])];
  return [...parts, ...(part === 'estimate' ? [] : [part])].map(quotePart).join('.');
}

/** A p says more than its digits: on which side of each level it lies. */
function levelsOf({ part }: Pair, legend: Reported['legend']): readonly number[] {
  if (part !== 'p') return [];
  return legend?.map(({ below }) => below) ?? LEVELS;
}

type Verdict = Pick<ReportedCheck, 'expected' | 'actual' | 'class' | 'holds' | 'explanation'>;

function starsCheck({ computed, reason }: Pair, { marks, legend }: NonNullable<Pair['stars']>): Verdict {
  if (computed === null) return missing(marks, reason);
  const earned = marksOf(computed, legend);
  const holds = earned === marks;
  return {
    ...{ expected: marks, actual: earned, class: holds ? 'equal' : 'significance', holds },
    explanation: holds ? null : `p is ${shortP(computed)}, which earns ${earned === '' ? 'no star' : earned}`,
  };
}

function numberCheck({ printed, computed, reason }: Pair, levels: readonly number[]): Verdict {
  if (computed === null || printed === null) return missing(printed?.text ?? null, reason);
  const kind = classOfPrinted(printed, computed, levels);
  return {
    ...{ expected: printed.text, actual: computed, class: kind, holds: kind === 'equal' },
    explanation:
      kind === 'rounding'
        ? 'less than one unit of the last printed digit away: cut off, rounded up, or rounded twice'
        : null,
  };
}

function missing(expected: string | null, reason: string | null): Verdict {
  return { expected, actual: null, class: 'missing', holds: false, explanation: reason };
}

function shortP(p: number): string {
  return p < 1e-4 ? 'below 0.0001' : String(Number(p.toPrecision(3)));
}
