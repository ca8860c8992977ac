/** Relative residual at which the iteration is done, and the iterations without progress after which it is over. */
const ENOUGH = 1e-14;
const PATIENCE = 500;

/**
 * A solution of S z = r by conjugate gradients with Jacobi preconditioning, to a relative residual of 1e-14 or until
 * it stagnates; the best iterate is kept. S: symmetric, positive semi-definite, given by what it does to a vector and by
 * a diagonal (0: nothing to solve for there); where it is singular r has to lie in its range.
 * Hestenes & Stiefel (1952); Saad (2003), algorithm 9.1.
 */
export function conjugateGradients(
  apply: (p: Float64Array) => Float64Array,
  diagonal: Float64Array,
  r: Float64Array,
): Float64Array {
  const precondition = (v: Float64Array): Float64Array =>
    v.map((value, j) => (diagonal[j]! > 0 ? value / diagonal[j]! : 0));
  const residual = r.slice();
  const z = new Float64Array(r.length);
  let best = z.slice();
  const target = ENOUGH * length(residual);
  let bestLength = length(residual);
  let preconditioned = precondition(residual);
  let direction = preconditioned.slice();
  let rho = inner(residual, preconditioned);
  for (let idle = 0; bestLength > target && rho > 0 && idle < PATIENCE; idle += 1) {
    const image = apply(direction);
    const curvature = inner(direction, image);
    if (!(curvature > 0)) break;
    const step = rho / curvature;
    for (let j = 0; j < z.length; j += 1) {
      z[j]! += step * direction[j]!;
      residual[j]! -= step * image[j]!;
    }
    const now = length(residual);
    if (now < bestLength) {
      bestLength = now;
      best = z.slice();
      idle = -1;
    }
    preconditioned = precondition(residual);
    const next = inner(residual, preconditioned);
    const ratio = next / rho;
    rho = next;
    direction = direction.map((value, j) => preconditioned[j]! + ratio * value);
  }
  return best;
}

function inner(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += a[i]! * b[i]!;
  return total;
}

function length(a: Float64Array): number {
  return Math.sqrt(inner(a, a));
}
