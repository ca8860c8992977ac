import type { PlannedTable } from '../../compiler/plan/plan.ts';
import { bracketOf } from './coefficients.ts';
import type { Context, Model } from './context.ts';
import { dataFacts } from './data-facts.ts';
import type {
  CellFact,
  CoefficientFacts,
  CollinearFact,
  DrawnFact,
  EstimatorFact,
  InferenceFact,
  VcovFact,
} from './facts.ts';
import { namesIn, nounOf, termLabel } from './labels.ts';
import { intervalOf, sampleFact } from './sample-facts.ts';
import { starFacts } from './star-legend.ts';
import { silentlyOmitted } from './terms.ts';

/** What the notes of a table of models have to say. `stars` says whether any is printed. */
export function coefficientFacts(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
  stars: boolean,
): CoefficientFacts {
  const outcomes = [...new Set(models.flatMap((model) => namesIn(model.record.outcome)))];
  const regressors = models.flatMap(({ record }) => record.terms.flatMap(({ term }) => namesIn(term)));
  const known = (name: string): boolean => context.variables.has(name) || outcomes.includes(name);
  return {
    inference: inferenceFact(context, table, models, stars),
    estimator: estimatorFact(context, table, models),
    sample: sampleFact(context, models),
    data: dataFacts(context, outcomes, [...new Set(regressors)].filter(known)),
    omitted: silentlyOmitted(context, table, models),
    collinear: collinearFacts(context, table, models),
  };
}

/** What was dropped, one entry for each term and what explains it, in order of the first column. */
function collinearFacts(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
): readonly CollinearFact[] {
  const found = new Map<string, CollinearFact & { readonly columns: number[] }>();
  models.forEach(({ record }, i) => {
    for (const { term, explained_by } of record.collinear) {
      const key = JSON.stringify([term, explained_by]);
      const known = found.get(key);
      if (known) known.columns.push(i + 1);
      else {
        const label = (name: string): string => termLabel(context, name, table.names);
        found.set(key, { columns: [i + 1], term: label(term), explainedBy: explained_by.map(label) });
      }
    }
  });
  return [...found.values()];
}

function inferenceFact(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
  stars: boolean,
): InferenceFact {
  const estimated = models.filter(({ record }) => record.terms.some((term) => term.estimate !== null));
  const letters = new Set(estimated.map((model) => model.record.statistic));
  return {
    cells: table.cells.slice(1).map(
      (content, i): CellFact => ({
        content: content as CellFact['content'],
        bracket: bracketOf(content, i + 1),
      }),
    ),
    statistic: letters.size > 1 ? 'both' : (estimated[0]?.record.statistic ?? 't'),
    level: models[0]?.record.level ?? 0.95,
    vcovs: vcovFacts(context, table, models),
    stars: starFacts(context, table, stars),
  };
}

/** One entry for each covariance, in order of its first column. */
function vcovFacts(context: Context, table: PlannedTable, models: readonly Model[]): readonly VcovFact[] {
  const groups = new Map<string, number[]>();
  models.forEach(({ record }, i) => {
    const { type, by, lag, draws, interval, weights, unit } = record.vcov;
    const key = JSON.stringify([type, by ?? [], lag ?? null, draws ?? null, interval, weights, unit]);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return [...groups.values()].map((columns) => {
    const members = columns.map((i) => models[i]!.record);
    const { type, by = [], lag } = members[0]!.vcov;
    const clusters = by.map((column) => intervalOf(members.map((record) => record.clusters?.[column] ?? 0)));
    const df = members[0]!.conventions.df;
    return {
      columns: groups.size === 1 ? null : columns.map((i) => i + 1),
      type,
      lag: lag ?? null,
      by: by.map((column) => nounOf(context, column)),
      clusters: by.length === 0 || table.statistics.includes('clusters') ? null : clusters,
      df: members.every((record) => record.conventions.df === df) ? df : null,
      drawn: drawnFact(
        context,
        table,
        members.map((record) => record.vcov),
      ),
    };
  });
}

function drawnFact(
  context: Context,
  table: PlannedTable,
  vcovs: readonly Model['record']['vcov'][],
): DrawnFact | null {
  const { draws, seed, unit = 'rows', interval, weights } = vcovs[0]!;
  const failed = intervalOf(vcovs.map((vcov) => vcov.failed ?? 0));
  if (draws === undefined || seed === undefined) return null;
  return {
    ...{ draws, seed, weights: weights ?? null, failed: failed[1] > 0 ? failed : null },
    unit: unit === 'rows' ? null : nounOf(context, unit),
    interval: table.cells.includes('ci') ? (interval ?? null) : null,
  };
}

function estimatorFact(context: Context, table: PlannedTable, models: readonly Model[]): EstimatorFact {
  const fixed = models.filter((model) => model.record.fixed.length > 0).length;
  return {
    estimator: [...new Set(models.map((model) => model.record.estimator))].join(', '),
    taus: [
      ...new Set(models.flatMap(({ record }) => (record.tau === undefined ? [] : [String(record.tau)]))),
    ],
    columns: models.length,
    pooled: context.results.data[0]?.panel !== null && context.results.data[0]?.panel !== undefined,
    intercept: models.every(
      ({ record, derived }) =>
        derived === 'margins' || record.terms.some(({ term }) => term === '(Intercept)'),
    ),
    fixed: fixed === 0 ? 'none' : fixed === models.length ? 'all' : 'some',
    firstStages: models.flatMap(({ derived }, i) => (derived === 'first' ? [i + 1] : [])),
    margins: {
      average: columnsWith(models, 'average-margins'),
      atMeans: columnsWith(models, 'margins-at-means'),
    },
    printsF: table.statistics.includes('f'),
  };
}

/** Columns of marginal effects whose record has a note of this code. */
function columnsWith(models: readonly Model[], code: string): readonly number[] {
  return models.flatMap(({ derived, record }, i) =>
    derived === 'margins' && record.notes.some((note) => note.code === code) ? [i + 1] : [],
  );
}
