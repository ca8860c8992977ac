import type { Profile } from '../conventions/profile.ts';
import { INTERCEPT } from '../design/names.ts';
import { subsetCodes } from '../design/subset.ts';
import type { Note } from '../results/results.ts';
import type { Estimator } from './estimator.ts';
import { failure } from './failure.ts';
import { fitLeastSquares } from './ols.ts';
import { isPanel, type PanelDesign, rowsByUnit, withoutUnits } from './panel-rows.ts';

/**
 * Least squares on the changes from one row of a unit to its next. With a constant and across gaps as plm's `fd`, or,
 * under Stata's profiles, as its D.: without a constant, and a gap has no difference.
 */
export const firstDifference: Estimator = {
  declaration: {
    name: 'first-difference',
    doc: 'Least squares on the changes of a unit from one period to the next.',
    maximumFixed: 0,
  },
  along: 'units',
  fit: (design, profile) => {
    if (!isPanel(design) || design.times === null) return withoutUnits('first-difference');
    const { pairs, gaps } = pairsOf(design, design.times);
    const used = profile.differencesAsStata ? pairs.filter((pair) => !gaps.has(pair)) : pairs;
    if (used.length === 0) {
      return failure('no-differences', `no ${design.units.name} has two rows to take a difference of`, {
        names: [design.units.name],
      });
    }
    const changes = differencesOf(design, used, profile);
    const fit = fitLeastSquares(changes, profile, {
      emptied: [design.units.name],
      rowsAre: `differences within ${design.units.name}`,
    });
    if (fit.kind === 'failure') return fit;
    return { ...fit, design: changes, notes: [...fit.notes, ...gapNotes(gaps.size, profile)] };
  },
};

type Pair = readonly [before: number, row: number];

/** Neighbours in time within a unit; gaps: those further apart than the nearest neighbours of the sample. */
function pairsOf(
  design: PanelDesign,
  times: Float64Array,
): { readonly pairs: readonly Pair[]; readonly gaps: ReadonlySet<Pair> } {
  const pairs = rowsByUnit(design).flatMap((rows) => rows.slice(1).map((row, i): Pair => [rows[i]!, row]));
  const distance = ([before, row]: Pair): number => times[row]! - times[before]!;
  const least = pairs.reduce(
    (smallest, pair) => Math.min(smallest, distance(pair)),
    Number.POSITIVE_INFINITY,
  );
  return { pairs, gaps: new Set(pairs.filter((pair) => distance(pair) > least)) };
}

function differencesOf(design: PanelDesign, pairs: readonly Pair[], profile: Profile): PanelDesign {
  const rows = Int32Array.from(pairs, ([, row]) => row);
  const change = (v: Float64Array): Float64Array =>
    Float64Array.from(pairs, ([before, row]) => v[row]! - v[before]!);
  const intercept = design.intercept && !profile.differencesAsStata;
  const columns = design.names.flatMap((name, j) => {
    if (name !== INTERCEPT) return [{ name, values: change(design.x[j]!) }];
    return intercept ? [{ name, values: new Float64Array(pairs.length).fill(1) }] : [];
  });
  return {
    ...design,
    n: pairs.length,
    rows: rows.map((position) => design.rows[position]!),
    y: change(design.y),
    names: columns.map(({ name }) => name),
    x: columns.map(({ values }) => values),
    intercept,
    clusters: design.clusters.map((cluster) => subsetCodes(cluster, rows)),
    units: subsetCodes(design.units, rows),
    periods: design.periods && subsetCodes(design.periods, rows),
    times: design.times && Float64Array.from(rows, (row) => design.times![row]!),
  };
}

function gapNotes(gaps: number, profile: Profile): readonly Note[] {
  if (gaps === 0) return [];
  const message = profile.differencesAsStata
    ? `${gaps} differences across a gap in time are left out`
    : `${gaps} differences are taken across a gap in time, from one row of a unit to its next`;
  return [
    {
      ...{ code: 'differences-across-gaps', message },
      values: { gaps, left: profile.differencesAsStata ? 'out' : 'in' },
    },
  ];
}
