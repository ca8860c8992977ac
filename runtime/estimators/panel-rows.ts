import type { Codes, Design } from '../design/design.ts';
import type { Failure } from './estimator.ts';
import { failure } from './failure.ts';

/** A design whose rows belong to units of a panel. */
export type PanelDesign = Design & { readonly units: Codes };

export function isPanel(design: Design): design is PanelDesign {
  return design.units !== null;
}

/** Why an estimator along units has no model: no panel is declared, or its unit is missing in some row. */
export function withoutUnits(estimator: string): Failure {
  return failure(
    'no-units',
    `estimator ${estimator} needs data with panel: {unit, time}, complete in every row`,
  );
}

/** Positions of the rows of each unit, in order of time (of the table without one). */
export function rowsByUnit(design: PanelDesign): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: design.units.levels }, () => []);
  design.units.codes.forEach((unit, position) => {
    rows[unit]!.push(position);
  });
  const { times } = design;
  if (times !== null) for (const own of rows) own.sort((a, b) => times[a]! - times[b]! || a - b);
  return rows;
}
