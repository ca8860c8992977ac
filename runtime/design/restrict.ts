import type { Codes, Design } from './design.ts';
import { gatherCodes } from './gather.ts';
import { subsetCodes, valuesAt } from './subset.ts';

/** A design on some of its rows (positions, ascending), categories without rows left out. */
export function restrictDesign(design: Design, rows: Int32Array): Design {
  const pick = (values: Float64Array): Float64Array => valuesAt(values, rows);
  const codes = (grouping: Codes): Codes => subsetCodes(grouping, rows);
  return {
    ...design,
    n: rows.length,
    rows: gatherCodes(design.rows, rows),
    y: pick(design.y),
    x: design.x.map(pick),
    fixed: design.fixed.map(codes),
    clusters: design.clusters.map(codes),
    units: design.units && codes(design.units),
    periods: design.periods && codes(design.periods),
    times: design.times && pick(design.times),
    ...(design.weights ? { weights: pick(design.weights) } : {}),
    ...(design.instruments
      ? { instruments: { ...design.instruments, z: design.instruments.z.map(pick) } }
      : {}),
    sample: { ...design.sample, used: rows.length },
  };
}
