import type { Codes } from './design.ts';
import { gather } from './gather.ts';

/** Codes over the rows at the given positions, in their order, numbered anew: levels that no such row has are gone. */
export function subsetCodes(codes: Codes, positions: Int32Array): Codes {
  const present = new Uint8Array(codes.levels);
  for (const position of positions) present[codes.codes[position]!] = 1;
  const number = new Int32Array(codes.levels);
  let levels = 0;
  present.forEach((is, level) => {
    number[level] = levels;
    levels += is;
  });
  const renumbered = new Int32Array(positions.length);
  for (let i = 0; i < positions.length; i += 1) renumbered[i] = number[codes.codes[positions[i]!]!]!;
  return {
    name: codes.name,
    codes: renumbered,
    levels,
    ...(codes.slopes ? { slopes: codes.slopes.map((slope) => valuesAt(slope, positions)) } : {}),
  };
}

/** The values at the given positions, in their order. */
export function valuesAt(values: Float64Array, positions: Int32Array): Float64Array {
  return gather(values, positions);
}
