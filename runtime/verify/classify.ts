import type { Legend, PrintedNumber } from '../../compiler/plan/reported.ts';
import { contains, printed } from '../audit/interval.ts';
import type { CheckClass } from './check.ts';

/** Relative difference that another version of studyc may make. */
export const TOLERANCE = 1e-9;

/** Levels that a p of the results is judged by, where no legend says others. */
export const LEVELS: readonly number[] = [0.01, 0.05, 0.1];

/** Whether one is negative and the other positive. */
export function otherSign(a: number, b: number): boolean {
  return (a < 0 && b > 0) || (a > 0 && b < 0);
}

/** Whether a level lies between two p values. */
export function otherSide(a: number, b: number, levels: readonly number[]): boolean {
  return levels.some((level) => a < level !== b < level);
}

/** Whether two numbers are apart by no more than `TOLERANCE` of the larger. */
export function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** A computed number beside a printed one. `levels`: of a p; empty for other numbers. */
export function classOfPrinted(number: PrintedNumber, actual: number, levels: readonly number[]): CheckClass {
  if (contains(printed(number), actual)) return 'equal';
  const value = Number(number.value);
  if (levels.length === 0 && otherSign(value, actual)) return 'sign';
  if (levels.length > 0 && number.low !== null && otherSide(value, actual, levels)) return 'significance';
  if (number.low === null) return 'value';
  const half = (Number(number.high) - Number(number.low)) / 2;
  const near = contains({ low: Number(number.low) - half, high: Number(number.high) + half }, actual);
  return near ? 'rounding' : 'value';
}

/** The marks that a p earns under a legend. */
export function marksOf(p: number, legend: Legend): string {
  const rungs = legend.filter(({ below }) => p < below).sort((a, b) => a.below - b.below);
  return rungs[0]?.mark ?? '';
}
