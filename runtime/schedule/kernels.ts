import { drawIndirect, type IndirectDraws, indirectWidth } from '../inference/bootstrap-indirect.ts';
import { CURVE_WIDTH, type CurveDraws, drawCurve } from '../inference/curve-draws.ts';
import { drawPlacebo, PLACEBO_WIDTH, type PlaceboDraws } from '../inference/placebo.ts';

/** A pure function of plain data and a range of draws, which a thread knows by name. */
export interface Kernel<D> {
  readonly name: string;
  /** Numbers a draw. */
  readonly width: (data: D) => number;
  /** Values of draws from … to - 1: width numbers each, one after the other. */
  readonly run: (data: D, from: number, to: number) => Float64Array;
}

export const indirectKernel: Kernel<IndirectDraws> = {
  name: 'bootstrap-indirect',
  width: ({ problem }) => indirectWidth(problem),
  run: drawIndirect,
};

export const placeboKernel: Kernel<PlaceboDraws> = {
  name: 'placebo',
  width: () => PLACEBO_WIDTH,
  run: drawPlacebo,
};

export const curveKernel: Kernel<CurveDraws> = {
  name: 'curve',
  width: () => CURVE_WIDTH,
  run: drawCurve,
};

/** Every kernel that a thread can run; what arrives there has lost its type. */
const kernels = [indirectKernel, placeboKernel, curveKernel] as unknown as readonly Kernel<unknown>[];

export function findKernel(name: string): Kernel<unknown> | undefined {
  return kernels.find((kernel) => kernel.name === name);
}
