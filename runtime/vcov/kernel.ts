import { invariant } from '../../compiler/plan/invariant.ts';
import type { Codes } from '../design/design.ts';
import { dot } from '../linalg/sums.ts';
import type { CovarianceInput } from './vcov.ts';

/** Units and periods, without which nothing is a lag of anything: whoever asks has seen that they are there. */
export function panelOf({ units, periods }: CovarianceInput): {
  readonly units: Codes;
  readonly periods: Codes;
} {
  invariant(units && periods, 'units and periods of a panel');
  return { units, periods };
}

export function lagOf({ spec }: CovarianceInput): number {
  invariant(spec.lag !== undefined, 'a lag, which the schema asks for');
  return spec.lag;
}

/**
 * Sum of w_d (s_t s_r' + s_r s_t') over pairs of one series at distance d <= lag, each s_t s_t' once: k x k, row-major,
 * with Bartlett's w_d = 1 - d / (lag + 1), which keeps it positive semi-definite where no period is missing.
 * scores: k columns; order: rows by series and then time; place: the period of each row; series: that of each row.
 * Linear in the rows. Newey & West (1987).
 */
export function bartlettMeat(
  scores: readonly Float64Array[],
  rows: {
    readonly order: Int32Array;
    readonly series: (row: number) => number;
    readonly place: (row: number) => number;
  },
  lag: number,
): Float64Array {
  const k = scores.length;
  const smoothed = scores.map((column) => smooth(column, rows, lag));
  const meat = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = dot(scores[i]!, smoothed[j]!) + dot(scores[j]!, smoothed[i]!);
      meat[i * k + j] = value;
      meat[j * k + i] = value;
    }
  }
  return meat;
}

/** z_t = s_t / 2 + sum of w_d s_(t - d): the meat is then s z' + z s'. */
function smooth(
  column: Float64Array,
  { order, series, place }: Parameters<typeof bartlettMeat>[1],
  lag: number,
): Float64Array {
  const out = new Float64Array(column.length);
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at]!;
    let total = column[row]! / 2;
    for (let back = at - 1; back >= 0; back -= 1) {
      const earlier = order[back]!;
      const distance = place(row) - place(earlier);
      if (series(earlier) !== series(row) || distance > lag) break;
      total += (1 - distance / (lag + 1)) * column[earlier]!;
    }
    out[row] = total;
  }
  return out;
}
