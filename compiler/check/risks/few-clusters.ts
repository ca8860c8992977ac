import type { VcovChoice } from '../../parse/study.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { CheckContext } from '../context.ts';

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
  const offered = new Set(catalog.vcovs.map((one) => one.name));
  for (const models of index.models.values()) for (const { vcov } of models) if (vcov) seen.add(vcov);
  const valuesOf = (name: string): number =>
    scope.columns.get(name)?.cells.distinct ?? Number.POSITIVE_INFINITY;
  return [...seen].flatMap((vcov) => {
    if (vcov.type !== 'cluster') return [];
    return vcov.by.flatMap(({ columns, span }) => {
      const names = [...new Set(columns.map((column) => column.value))];
      const most = names.reduce((all, name) => all * valuesOf(name), 1);
      if (most >= ENOUGH) return [];
      const column = names.join('^');
      const instead = better.flatMap(([name, write]) => (offered.has(name) ? [write(column)] : []));
      return [diagnostic('few-clusters', span, { column, most, enough: ENOUGH, instead })];
    });
  });
}
