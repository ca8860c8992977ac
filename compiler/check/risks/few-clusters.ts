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

/** One-way or several-way clusters by a column of few values, once where the vcov stands. */
export function fewClusters({ index, scope, catalog }: CheckContext): readonly Diagnostic[] {
  const seen = new Set<VcovChoice>();
  const offered = new Set(catalog.vcovs.map((one) => one.name));
  for (const models of index.models.values()) for (const { vcov } of models) if (vcov) seen.add(vcov);
  return [...seen].flatMap((vcov) => {
    if (vcov.type !== 'cluster') return [];
    return vcov.by.flatMap(({ value, span }) => {
      const most = scope.columns.get(value)?.cells.distinct ?? null;
      if (most === null || most >= ENOUGH) return [];
      const instead = better.flatMap(([name, write]) => (offered.has(name) ? [write(value)] : []));
      return [diagnostic('few-clusters', span, { column: value, most, enough: ENOUGH, instead })];
    });
  });
}
