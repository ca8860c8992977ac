import { subsetCodes } from '../design/subset.ts';
import { isNested } from '../linalg/grouping.ts';
import type { Estimator, Failure } from './estimator.ts';
import { failure } from './failure.ts';
import { fitLeastSquares } from './ols.ts';
import { isPanel, type PanelDesign, rowsByUnit, withoutUnits } from './panel-rows.ts';
import { panelR2, unitMeans } from './squared-correlations.ts';

/** Least squares on one row a unit: the means of its rows, each unit counting once however many rows it has. */
export const between: Estimator = {
  declaration: {
    name: 'between',
    doc: "Least squares on the units' means, each unit counting once.",
    maximumFixed: 0,
  },
  along: 'units',
  fit: (design, profile) => {
    if (!isPanel(design)) return withoutUnits('between');
    const means = meansOf(design);
    if ('kind' in means) return means;
    const fit = fitLeastSquares(means, profile, { rowsAre: `means by ${design.units.name}` });
    if (fit.kind === 'failure') return fit;
    const flavours = panelR2(design, design.units, fit.terms, fit.estimates);
    const measures = { ...fit.measures, ...flavours, between_r2: fit.measures.r2 };
    return { ...fit, design: means, measures };
  },
};

function meansOf(design: PanelDesign): PanelDesign | Failure {
  const { units, clusters } = design;
  const crossing = clusters.find((cluster) => !isNested(units, cluster));
  if (crossing) {
    return failure(
      'cluster-crosses-units',
      `${crossing.name} varies within ${units.name}, of which a between regression has one row each`,
      { names: [crossing.name], unit: [units.name] },
    );
  }
  const first = Int32Array.from(rowsByUnit(design), (rows) => rows[0]!);
  return {
    ...design,
    n: units.levels,
    rows: first.map((position) => design.rows[position]!),
    y: unitMeans(units, design.y),
    x: design.x.map((column) => unitMeans(units, column)),
    clusters: clusters.map((cluster) => subsetCodes(cluster, first)),
    units: subsetCodes(units, first),
    periods: null,
    times: null,
  };
}
