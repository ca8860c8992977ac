import { expect } from 'vitest';
import { betaWeight } from '../../runtime/distributions/beta.ts';
import { gammaWeight } from '../../runtime/distributions/gamma.ts';
import type { DiagnosticRecord } from '../../runtime/results/results.ts';
import { distance } from '../unit/numerics/fixture.ts';

/** Statistics and measures agree to this, relative. */
export const NEAR = 1e-9;
/** What the tails of the distributions promise, relative; R's are no worse, but for pf in the far tail. */
const OF_TAILS = 1e-10;
/** pf(73.10218991271087, 63, 748) is 1.551625e-276 in R, and 1.551621e-276 by the power series of DLMF 8.17.7. */
const FAR = { below: 1e-250, within: 1e-5 };

export interface ExpectedTest {
  readonly statistic: number;
  readonly df?: number | readonly number[] | null;
  readonly p: number;
}

/** The statistic, its degrees of freedom, and p as far as the statistic settles it. */
export function expectTest(found: DiagnosticRecord, { statistic, df, p }: ExpectedTest): void {
  expect(distance([found.statistic], [statistic])).toBeLessThan(NEAR);
  const dfs = df === undefined || df === null ? [] : [df].flat();
  expect([found.df, found.df2].filter((one) => one !== null)).toEqual(dfs);
  // R's p underflows where ours may keep an order of magnitude.
  if (p === 0) expect(found.p).toBeLessThan(1e-300);
  else expect(Math.abs(found.p! - p)).toBeLessThanOrEqual(toleranceOfP(found, p));
}

/** |dp| <= density |d statistic| + what the tail itself may be off: the density times the statistic, by distribution. */
export function toleranceOfP({ statistic, distribution, df, df2 }: DiagnosticRecord, p: number): number {
  const x = statistic!;
  return NEAR * slope() + (p < FAR.below ? FAR.within : 2 * OF_TAILS) * p;

  function slope(): number {
    if (distribution === 'chi2') return (df! / 2) * gammaWeight(df! / 2, x / 2);
    if (distribution === 'z') return ((Math.abs(x) * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)) * 2;
    const whole = df! * x + df2!;
    return betaWeight(df! / 2, df2! / 2, (df! * x) / whole, df2! / whole);
  }
}
