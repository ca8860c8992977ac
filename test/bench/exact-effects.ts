import type { Columns } from './made-effects.ts';

/**
 * Coefficients of y on x1 … x4 with the effects of id and fe: each column is freed of both by conjugate gradients on the
 * normal equations of all dummies, to 1e-9 of what these have to say. Slow and plain, and nothing of it shared with
 * the runtime.
 */
export function exactCoefficients({ id, fe, y, x1, x2, x3, x4 }: Columns): readonly number[] {
  const a = Int32Array.from(id!);
  const b = Int32Array.from(fe!);
  const within = [x1!, x2!, x3!, x4!, y!].map((column) => residual(column, a, b));
  const product = (i: number, j: number): number => {
    let total = 0;
    let lost = 0;
    for (let row = 0; row < a.length; row += 1) {
      const term = within[i]![row]! * within[j]![row]! - lost;
      const next = total + term;
      lost = next - total - term;
      total = next;
    }
    return total;
  };
  const rows = [0, 1, 2, 3].map((i) => [0, 1, 2, 3, 4].map((j) => product(i, j)));
  return solve(rows);
}

/** Share of the length of the dummies' products that may be left; coefficients are off by its square. */
const SMALL = 1e-9;

function residual(column: Float64Array, a: Int32Array, b: Int32Array): Float64Array {
  const rest = column.slice();
  remove(rest, a, b);
  return rest;
}

/** Conjugate gradients over the levels of both effects; the length of the residual tells when nothing is left. */
function remove(v: Float64Array, a: Int32Array, b: Int32Array): void {
  const offset = a.reduce((most, code) => Math.max(most, code), 0) + 1;
  const levels = offset + b.reduce((most, code) => Math.max(most, code), 0) + 1;
  const sizes = new Float64Array(levels);
  const gradient = new Float64Array(levels);
  for (let i = 0; i < v.length; i += 1) {
    for (const level of [a[i]!, offset + b[i]!]) {
      sizes[level]! += 1;
      gradient[level]! += v[i]!;
    }
  }
  const scaled = (): Float64Array => gradient.map((value, j) => (sizes[j]! > 0 ? value / sizes[j]! : 0));
  const inner = (p: Float64Array, q: Float64Array): number =>
    p.reduce((sum, value, j) => sum + value * q[j]!, 0);
  let z = scaled();
  let direction = z.slice();
  let rho = inner(gradient, z);
  const enough = SMALL * SMALL * rho;
  for (let step = 0; step < 20_000 && rho > enough; step += 1) {
    const image = new Float64Array(levels);
    for (let i = 0; i < v.length; i += 1) {
      const value = direction[a[i]!]! + direction[offset + b[i]!]!;
      image[a[i]!]! += value;
      image[offset + b[i]!]! += value;
    }
    const length = rho / inner(direction, image);
    for (let i = 0; i < v.length; i += 1) v[i]! -= length * (direction[a[i]!]! + direction[offset + b[i]!]!);
    for (let j = 0; j < levels; j += 1) gradient[j]! -= length * image[j]!;
    z = scaled();
    const next = inner(gradient, z);
    direction = direction.map((value, j) => z[j]! + (next / rho) * value);
    rho = next;
  }
}

/** Gauss's elimination of k equations, each with its right side as the last entry. */
function solve(rows: readonly number[][]): readonly number[] {
  const k = rows.length;
  for (let i = 0; i < k; i += 1) {
    for (let l = 0; l < k; l += 1) {
      if (l === i) continue;
      const factor = rows[l]![i]! / rows[i]![i]!;
      for (let j = 0; j <= k; j += 1) rows[l]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[k]! / row[i]!);
}
