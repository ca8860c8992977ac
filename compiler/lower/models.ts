import type { ModelEntry } from '../check/checked.ts';
import { estimatorOf } from '../check/estimators.ts';
import type { ClusterChoice, StudySpec, VcovChoice } from '../parse/study.ts';
import { invariant } from '../plan/invariant.ts';
import type { ModelSpec, VcovSpec } from '../plan/model.ts';
import { printFixed } from '../plan/print.ts';

/** What an estimation is told of a model. Settings that mean nothing to its estimator are left out. */
export function modelSpec(entry: ModelEntry, spec: StudySpec): ModelSpec {
  invariant(entry.vcov, `a vcov for ${entry.ref}, since the check asks for one`);
  const { weights, tau, margins } = entry;
  const estimator = estimatorOf(entry);
  return {
    formula: entry.formula,
    where: entry.where,
    complete: entry.complete,
    estimator,
    vcov: vcovSpec(entry.vcov, spec),
    conventions: entry.conventions.value,
    level: entry.level,
    ...(weights && weights.value !== 'none' ? { weights: weights.value } : {}),
    ...(tau && estimator === 'quantile' ? { tau: tau.value } : {}),
    ...(margins ? { margins: 'at_means' } : {}),
  };
}

function vcovSpec({ type, by, lag, draws, interval, weights }: VcovChoice, spec: StudySpec): VcovSpec {
  const drawn = draws === null ? {} : { draws, seed: seedOf(spec) };
  return {
    type,
    ...(by.length > 0 ? { by: by.map(clusterName) } : {}),
    ...(by.some(({ columns }) => columns.length > 1) ? { combined: by.map(columnsOf) } : {}),
    ...(lag === null ? {} : { lag }),
    ...drawn,
    ...(type === 'bootstrap' ? { interval: interval ?? 'percentile' } : {}),
    ...(type === 'wild' ? { weights: weights ?? 'rademacher' } : {}),
  };
}

function seedOf({ seed }: StudySpec): number {
  invariant(seed, 'a seed, since the check asks for one where something is drawn');
  return seed.value;
}

const columnsOf = ({ columns }: ClusterChoice): readonly string[] => columns.map((column) => column.value);

/** A column alone by its bare name, as results have it. */
function clusterName(cluster: ClusterChoice): string {
  const columns = columnsOf(cluster);
  return columns.length === 1 ? columns[0]! : printFixed({ columns, slopes: [] });
}
