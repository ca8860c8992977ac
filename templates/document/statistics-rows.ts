import { invariant } from '../../compiler/plan/invariant.ts';
import type { PlannedTable } from '../../compiler/plan/plan.ts';
import type { ModelRecord } from '../../runtime/results/results.ts';
import { boundedDecimal } from './bounded.ts';
import { notApplicable, numberCell, STATISTIC_DIGITS } from './cells.ts';
import { comparisonRows } from './comparisons.ts';
import type { Context, Model } from './context.ts';
import type { TableStatistic } from './declarations.ts';
import type { Cell, Rich, Row } from './document.ts';
import { hypothesisRows } from './hypotheses.ts';
import { formatCount, formatDecimal } from './format-number.ts';
import { effectLabel, nounOf } from './labels.ts';
import { toRich } from './rich.ts';
import { hasAny } from './terms.ts';

/** How a row of the lower block finds its numbers. `path` is below the model in results.json. */
interface Source {
  readonly value: (model: ModelRecord) => number | null;
  readonly path: string;
  /** `table`: the decimals of the table. */
  readonly digits: 'table' | number;
}

type Fit = Exclude<Single, 'n' | 'units' | 'clusters'>;

/** What is one number a model. */
type Single = Exclude<TableStatistic, 'hypotheses' | 'compare'>;

function measure(name: Fit, digits: 'table' | number = 'table'): Source {
  return { value: (model) => model.fit[name] ?? null, path: `fit.${name}`, digits };
}

const sources: Readonly<Record<Single, Source>> = {
  n: { value: (model) => model.n, path: 'n', digits: 0 },
  units: { value: (model) => model.units, path: 'units', digits: 0 },
  clusters: {
    value: (model) => (model.clusters ? Math.min(...Object.values(model.clusters)) : null),
    path: 'clusters',
    digits: 0,
  },
  r2: measure('r2'),
  adj_r2: measure('adj_r2'),
  within_r2: measure('within_r2'),
  between_r2: measure('between_r2'),
  overall_r2: measure('overall_r2'),
  pseudo_r2: measure('pseudo_r2'),
  f: measure('f', STATISTIC_DIGITS),
  chi2: measure('chi2', STATISTIC_DIGITS),
  rmse: measure('rmse'),
  log_lik: measure('log_lik'),
  aic: measure('aic'),
  bic: measure('bic'),
  outcome_mean: measure('outcome_mean'),
};

/** Indicators, fixed effects and statistics, in this order; a row without anything in any column is left out. */
export function statisticsRows(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
): readonly Row[] {
  return [
    ...table.indicate.map((entry) =>
      yesNoRow(
        context,
        toRich(entry.heading),
        models.map((model) => hasAny(model, entry.terms)),
      ),
    ),
    ...(table.fixedEffects ? fixedRows(context, models) : []),
    ...table.statistics.flatMap((name) => statisticRow(context, table, models, name)),
  ];
}

function fixedRows(context: Context, models: readonly Model[]): readonly Row[] {
  const names = [...new Set(models.flatMap((model) => model.record.fixed))];
  return names.map((name) =>
    yesNoRow(
      context,
      context.locale.headings.fixedEffect(effectLabel(context, name)),
      models.map((model) => model.record.fixed.includes(name)),
    ),
  );
}

function yesNoRow(context: Context, stub: Rich, values: readonly boolean[]): Row {
  const { yes, no } = context.locale.words;
  const cells = values.map((value): Cell => ({ kind: 'text', text: toRich(value ? yes : no) }));
  return { kind: 'data', stub, cells, continues: false, indent: 0 };
}

function statisticRow(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
  name: string,
): readonly Row[] {
  if (name === 'hypotheses') return hypothesisRows(context, models);
  if (name === 'compare') return comparisonRows(context, table, models);
  invariant(Object.hasOwn(sources, name), `a statistic that tables print, not ${name}`);
  const statistic = sources[name as Single];
  const digits = statistic.digits === 'table' ? table.digits : statistic.digits;
  const printed = (x: number): string =>
    digits === 0
      ? formatCount(x)
      : name.endsWith('r2')
        ? boundedDecimal(context, x, digits)
        : formatDecimal(x, digits);
  const cells = models.map(({ record }) =>
    numberCell(statistic.value(record), printed, `${record.id}.${statistic.path}`),
  );
  if (cells.every((cell) => cell === notApplicable)) return [];
  return [{ kind: 'data', stub: heading(context, name, models), cells, continues: false, indent: 0 }];
}

function heading(context: Context, name: string, models: readonly Model[]): Rich {
  const { headings, words } = context.locale;
  if (name === 'units')
    return headings.units(context.plan.panel ? nounOf(context, context.plan.panel.unit) : null);
  if (name !== 'clusters') return words.statistics[name] ?? toRich(name);
  const columns = [...new Set(models.flatMap(({ record }) => Object.keys(record.clusters ?? {})))];
  return headings.clusters(columns.map((column) => nounOf(context, column)));
}
