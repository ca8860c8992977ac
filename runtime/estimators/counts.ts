import type { Codes, Design } from '../design/design.ts';
import { rootOf } from '../design/weighting.ts';
import { blocksOf } from '../linalg/blocks.ts';
import { components, isNested } from '../linalg/grouping.ts';
import type { ParameterCounts } from './estimator.ts';

/** What the small-sample factors of any profile may count, for a design of which `slopes` columns were estimated. */
export function countParameters(design: Design, slopes: number): ParameterCounts {
  return {
    n: design.n,
    slopes,
    constant: design.intercept ? 1 : 0,
    fixed: design.fixed.flatMap((effect, i) => {
      const { name, levels } = effect;
      const nested = design.clusters.map((cluster) => isNested(effect, cluster));
      const independent = levels - redundantLevels(design.fixed, i);
      return [{ name, levels, independent, nested }, ...slopesOf(effect, design)];
    }),
    clusters: design.clusters.map((cluster) => cluster.levels),
    ...(design.periods ? { periods: design.periods.levels } : {}),
  };
}

/**
 * Slopes count in the levels within which their variable varies beside the constant and the slopes before. Being nested
 * in clusters takes away the constants alone (met: fixest 0.14.2).
 */
function slopesOf(effect: Codes, design: Design): readonly ParameterCounts['fixed'][number][] {
  const slopes = effect.slopes ?? [];
  if (slopes.length === 0) return [];
  const { name, levels } = effect;
  const [, ...blocks] = blocksOf(effect, rootOf(design));
  return blocks.map(({ squares }) => {
    const independent = squares.filter((square) => square > 0).length;
    return { name, levels, independent, nested: [], slope: true };
  });
}

/**
 * The first effect keeps all its levels. The second loses one for each component that connects them, which is exact
 * (Abowd et al. 2002); a later one as many as with that of the earlier effects with which it loses most. More may be
 * redundant there: the rank is at most what is counted.
 */
function redundantLevels(fixed: readonly Codes[], i: number): number {
  return fixed.slice(0, i).reduce((most, earlier) => Math.max(most, components(earlier, fixed[i]!).count), 0);
}

/**
 * Between which numbers the independent levels of more than two effects lie, varying slopes left out: those of the two
 * effects that have most, which are exact, and those that are counted.
 */
export function boundsOfLevels(fixed: readonly Codes[]): {
  readonly least: number;
  readonly counted: number;
} {
  const total = fixed.reduce((sum, { levels }, i) => sum + levels - redundantLevels(fixed, i), 0);
  const pairs = fixed.flatMap((a, i) =>
    fixed.slice(i + 1).map((b) => a.levels + b.levels - components(a, b).count),
  );
  return { least: Math.max(0, ...pairs), counted: total };
}
