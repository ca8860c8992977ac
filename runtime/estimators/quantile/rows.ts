/** Share of the largest row below which a row counts as a combination of those chosen before. */
const DEPENDENT = 1e-7;

/** The first k rows in the given order that are linearly independent. x: k columns of n, of full rank. */
export function independentRows(x: readonly Float64Array[], order: readonly number[]): readonly number[] {
  const k = x.length;
  const chosen: number[] = [];
  const directions: Float64Array[] = [];
  for (const row of order) {
    if (chosen.length === k) break;
    const rest = Float64Array.from(x, (column) => column[row]!);
    const before = Math.hypot(...rest);
    for (let pass = 0; pass < 2; pass += 1) {
      for (const direction of directions) {
        const share = direction.reduce((total, value, j) => total + value * rest[j]!, 0);
        direction.forEach((value, j) => {
          rest[j]! -= share * value;
        });
      }
    }
    const left = Math.hypot(...rest);
    if (!(left > DEPENDENT * before)) continue;
    directions.push(rest.map((value) => value / left));
    chosen.push(row);
  }
  return chosen;
}

/** Solution b of x_i'b = y_i over the chosen rows, by elimination with partial pivoting. */
export function solveRows(
  x: readonly Float64Array[],
  rows: readonly number[],
  y: Float64Array,
): Float64Array {
  return eliminate(x, rows, [Float64Array.from(rows, (row) => y[row]!)])[0]!;
}

/** Inverse of the k x k matrix of the chosen rows, row-major: column j solves for the j-th unit vector. */
export function inverseOfRows(x: readonly Float64Array[], rows: readonly number[]): Float64Array {
  const k = rows.length;
  const units = rows.map((_, j) => Float64Array.from(rows, (__, i) => Number(i === j)));
  const solved = eliminate(x, rows, units);
  const inverse = new Float64Array(k * k);
  solved.forEach((column, j) => {
    column.forEach((value, i) => {
      inverse[i * k + j] = value;
    });
  });
  return inverse;
}

function eliminate(
  x: readonly Float64Array[],
  rows: readonly number[],
  right: readonly Float64Array[],
): readonly Float64Array[] {
  const k = rows.length;
  const a = rows.map((row) => Float64Array.from(x, (column) => column[row]!));
  for (let j = 0; j < k; j += 1) {
    let pivot = j;
    for (let i = j + 1; i < k; i += 1) if (Math.abs(a[i]![j]!) > Math.abs(a[pivot]![j]!)) pivot = i;
    [a[j], a[pivot]] = [a[pivot]!, a[j]!];
    for (const side of right) [side[j], side[pivot]] = [side[pivot]!, side[j]!];
    for (let i = j + 1; i < k; i += 1) {
      const factor = a[i]![j]! / a[j]![j]!;
      for (let m = j; m < k; m += 1) a[i]![m]! -= factor * a[j]![m]!;
      for (const side of right) side[i]! -= factor * side[j]!;
    }
  }
  for (const side of right) {
    for (let j = k - 1; j >= 0; j -= 1) {
      for (let m = j + 1; m < k; m += 1) side[j]! -= a[j]![m]! * side[m]!;
      side[j]! /= a[j]![j]!;
    }
  }
  return right;
}
