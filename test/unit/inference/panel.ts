/** The prepared synthetic panel and R's results on it, as the tests of this folder read them. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Codes, Design } from '../../../runtime/design/design.ts';
import { factorise, project } from '../../../runtime/linalg/qr.ts';
import { solveUpper } from '../../../runtime/linalg/triangular.ts';

const file = (name: string): string =>
  readFileSync(new URL(`../../reference/${name}`, import.meta.url), 'utf8');

const [header, ...lines] = file('agglomeration-prepared.csv').trim().split('\n');
const cells = lines.map((line) => line.split(','));

/** Rows by city in code-point order, then year: the order of R's indices. */
export const n = cells.length;

export function textOf(name: string): string[] {
  const at = header!.split(',').indexOf(name);
  return cells.map((row) => row[at]!);
}

export function columnOf(name: string): Float64Array {
  return Float64Array.from(textOf(name), Number);
}

export function codesOf(name: string): Codes {
  const values = textOf(name);
  const levels = [...new Set(values)].sort();
  return { name, levels: levels.length, codes: Int32Array.from(values, (value) => levels.indexOf(value)) };
}

export const ones = new Float64Array(n).fill(1);
export const controls = ['POS', 'NUE', 'GRA'];

/** Least squares by QR: estimates and residuals. Every column has to be kept. */
export function leastSquares(
  x: readonly Float64Array[],
  y: Float64Array,
): { estimates: Float64Array; residuals: Float64Array } {
  const { q, r, kept } = factorise(x);
  expect(kept.length).toBe(x.length);
  const { coordinates, residual } = project(q, y);
  return { estimates: solveUpper(r, coordinates, x.length), residuals: residual };
}

export function designOf(outcome: string, names: readonly string[], more: Partial<Design> = {}): Design {
  return {
    n,
    rows: Int32Array.from({ length: n }, (_, row) => row),
    outcomeName: outcome,
    y: columnOf(outcome),
    names: ['(Intercept)', ...names],
    x: [ones, ...names.map(columnOf)],
    intercept: true,
    fixed: [],
    clusters: [],
    units: codesOf('city'),
    periods: codesOf('year'),
    times: null,
    sample: {
      rows: n,
      excluded: 0,
      undecided: 0,
      missing: {},
      incomplete: 0,
      lags: 0,
      singletons: 0,
      used: n,
    },
    ...more,
  };
}

interface Tree {
  readonly [key: string]: Tree;
}
const reference = JSON.parse(file('agglomeration.json')) as Tree;

/** The number at a dotted path (a dot within a key is ~); R writes a single number as a list of one. */
export function wanted(path: string): number {
  const found = path
    .split('.')
    .reduce((at: Tree | undefined, key) => at?.[key.replace('~', '.')], reference) as unknown;
  const value: unknown = Array.isArray(found) && found.length === 1 ? found[0] : found;
  if (typeof value !== 'number') throw new Error(`no number at ${path}`);
  return value;
}

/** Rows of indices from 1, as R wrote them, one after the other from 0. */
export function indicesOf(name: string, key: string): Int32Array {
  const rows = (JSON.parse(file(name)) as Record<string, number[][]>)[key]!;
  return Int32Array.from(rows.flat(), (index) => index - 1);
}

/** Relative to the wanted value, or to 1 where that is smaller than 1e-3 (a mean near zero of numbers that are not). */
export function close(got: number | null | undefined, want: number, tolerance: number): void {
  expect(got).toBeTypeOf('number');
  const scale = Math.abs(want) < 1e-3 ? 1 : Math.abs(want);
  expect(Math.abs((got ?? Number.NaN) - want) / scale, `${got} against ${want}`).toBeLessThanOrEqual(
    tolerance,
  );
}
