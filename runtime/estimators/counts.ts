import type { Codes, Design } from '../design/design.ts';
import { components, isNested } from '../linalg/grouping.ts';
import type { ParameterCounts } from './estimator.ts';

/** What the small-sample factors of any profile may count, for a design of which `slopes` columns were estimated. */
export function countParameters(design: Design, slopes: number): ParameterCounts {
  return {
    n: design.n,
    slopes,
    constant: design.intercept ? 1 : 0,
    fixed: design.fixed.map((effect, i) => ({
      name: effect.name,
      levels: effect.levels,
      independent: effect.levels - redundantLevels(design.fixed, i),
      nested: design.clusters.map((cluster) => isNested(effect, cluster)),
    })),
    clusters: design.clusters.map((cluster) => cluster.levels),
    ...(design.periods ? { periods: design.periods.levels } : {}),
  };
}

/** The first effect keeps all its levels; the second loses one for each connected component (Abowd et al. 2002). */
function redundantLevels(fixed: readonly Codes[], i: number): number {
  return i === 0 ? 0 : components(fixed[0]!, fixed[1]!).count;
}
