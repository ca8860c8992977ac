import type { VcovChoice } from '../../parse/study.ts';
import type { Catalog } from '../../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { ModelEntry } from '../checked.ts';
import type { CheckContext } from '../context.ts';
import { estimatorOf } from '../estimators.ts';

/**
 * Below this many clusters the sandwich is noticeably too small and its tests reject too often (Cameron, Gelbach and
 * Miller 2008, Review of Economics and Statistics 90: 5 to 30).
 */
const ENOUGH = 30;

/** Remedies, where they are offered. */
const better: readonly (readonly [string, (column: string) => string])[] = [
  ['wild', (column) => `{wild: {cluster: ${column}, draws: 9999}}`],
  ['cr2', (column) => `{cr2: ${column}}`],
];

/** Clusters by a column, or a combination of columns, of few values; each of several ways by itself, once where the vcov stands. */
export function fewClusters({ index, scope, catalog }: CheckContext): readonly Diagnostic[] {
  const seen = new Set<VcovChoice>();
  const models = [...index.models.values()].flat();
  for (const { vcov } of models) if (vcov) seen.add(vcov);
  const valuesOf = (name: string): number =>
    scope.columns.get(name)?.cells.distinct ?? Number.POSITIVE_INFINITY;
  return [...seen].flatMap((vcov) => {
    if (vcov.type !== 'cluster') return [];
    return vcov.by.flatMap(({ columns, span }) => {
      const names = [...new Set(columns.map((column) => column.value))];
      const most = names.reduce((all, name) => all * valuesOf(name), 1);
      if (most >= ENOUGH) return [];
      const column = names.join('^');
      const those = models.filter((model) => model.vcov === vcov);
      const instead = better.flatMap(([name, write]) =>
        those.every((model) => offers(catalog, name, model)) ? [write(column)] : [],
      );
      return [diagnostic('few-clusters', span, { column, most, enough: ENOUGH, instead })];
    });
  });
}

/** Whether a covariance is there, and is one for a model as it stands. */
function offers({ vcovs, estimators }: Catalog, name: string, model: ModelEntry): boolean {
  const declared = vcovs.find((one) => one.name === name);
  if (!declared) return false;
  const estimator = estimatorOf(model);
  const own = estimators.find((one) => one.name === estimator)?.covariances;
  const weighted = model.weights !== null && model.weights.value !== 'none';
  return (
    (declared.of?.includes(estimator) ?? true) &&
    (own?.includes(name) ?? true) &&
    !(weighted && declared.lacks?.parts.includes('weights'))
  );
}
