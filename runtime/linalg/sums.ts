/** Short runs bound the growth of rounding errors to about that of pairwise summation, at no cost. */
const RUN = 256;

/** Sum of a[i] b[i] from `start` on, in a fixed order. a, b: n each. */
export function dot(a: Float64Array, b: Float64Array, start = 0): number {
  let total = 0;
  for (let from = start; from < a.length; from += RUN) {
    const to = Math.min(from + RUN, a.length);
    let run = 0;
    for (let i = from; i < to; i += 1) run += a[i]! * b[i]!;
    total += run;
  }
  return total;
}

/** a'a and a'b in one reading: as `dot` gives each. a, b: n each. */
export function squareAndProduct(a: Float64Array, b: Float64Array): readonly [number, number] {
  let square = 0;
  let product = 0;
  for (let from = 0; from < a.length; from += RUN) {
    const to = Math.min(from + RUN, a.length);
    let squareOfRun = 0;
    let productOfRun = 0;
    for (let i = from; i < to; i += 1) {
      squareOfRun += a[i]! * a[i]!;
      productOfRun += a[i]! * b[i]!;
    }
    square += squareOfRun;
    product += productOfRun;
  }
  return [square, product];
}

/** Compensated sum of all values (Neumaier 1974): the error does not grow with n. */
export function sum(values: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean, corrected by the mean of what it leaves; NaN of nothing. */
export function mean(values: Float64Array): number {
  const first = sum(values) / values.length;
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]! - first;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return first + (total + lost) / values.length;
}

/** Sum of squared deviations from `centre`, compensated. */
export function squaresAbout(values: Float64Array, centre: number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const deviation = values[i]! - centre;
    const value = deviation * deviation;
    const next = total + value;
    // What is added is never negative, and more than the total at the beginning only.
    lost += total >= value ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Sum of squares, compensated. */
export function sumOfSquares(values: Float64Array): number {
  return squaresAbout(values, 0);
}

/** From here on a pass over the rows costs more than what is computed from it. */
export const MANY_ROWS = 20_000;
/** Squares between these have lost nothing to the range of a number. */
const [SMALL_SQUARE, LARGE_SQUARE] = [1e-200, 1e200];

/** Euclidean length, safe from overflow. */
export function norm(values: Float64Array): number {
  if (values.length >= MANY_ROWS) {
    const square = dot(values, values);
    if (square >= SMALL_SQUARE && square <= LARGE_SQUARE) return Math.sqrt(square);
  }
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let total = 0;
  for (let from = 0; from < values.length; from += RUN) {
    const to = Math.min(from + RUN, values.length);
    let run = 0;
    for (let i = from; i < to; i += 1) {
      const scaled = values[i]! / largest;
      run += scaled * scaled;
    }
    total += run;
  }
  return largest * Math.sqrt(total);
}

/** target += factor * source, in place, from `start` on. */
export function addScaled(target: Float64Array, factor: number, source: Float64Array, start = 0): void {
  for (let i = start; i < target.length; i += 1) target[i]! += factor * source[i]!;
}
