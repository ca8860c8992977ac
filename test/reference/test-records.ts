import { betaWeight } from '../../runtime/distributions/beta.ts';
import { gammaWeight } from '../../runtime/distributions/gamma.ts';
import type { DiagnosticRecord } from '../../runtime/results/results.ts';
import { type Account, leaves, RELATIVE } from './account.ts';
import { powerOfTen } from './accuracy.ts';

/** What the tails of the distributions promise, relative; R's are no worse, but for pf in the far tail. */
const OF_TAILS = 1e-10;
/** pf(73.10218991271087, 63, 748) is 1.551625e-276 in R, and 1.551621e-276 by the power series of DLMF 8.17.7. */
const FAR = { below: 1e-250, within: 1e-5 };

/** |dp| <= density |d statistic| + what the tail itself may be off: the density times the statistic, by distribution. */
export function toleranceOfP(
  { statistic, distribution, df, df2 }: DiagnosticRecord,
  p: number | null,
): number {
  if (p === null) return 0;
  const x = statistic!;
  return RELATIVE * slope() + (p < FAR.below ? FAR.within : 2 * OF_TAILS) * p;

  function slope(): number {
    if (distribution === 'chi2') return (df! / 2) * gammaWeight(df! / 2, x / 2);
    if (distribution === 'z') return ((Math.abs(x) * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)) * 2;
    const whole = df! * x + df2!;
    return betaWeight(df! / 2, df2! / 2, (df! * x) / whole, df2! / whole);
  }
}

/** One line of a file of accuracy: e where no statistic of the test is off by more than 10^e. */
export interface TestAccuracy {
  readonly test: string;
  readonly statistic: number;
}

/** The worst relative error of each test's statistic over a reference file, by the names there. */
export function accuracyOfTests(reference: object, { compared }: Account): readonly TestAccuracy[] {
  const worst = new Map<string, number>();
  for (const [path, expected] of leaves(reference)) {
    const name = /(?:^|\.)([\w-]+)(?:\.wald|\.terms\.\w+)?\.statistic$/.exec(path)?.[1];
    const actual = compared.get(path)?.actual;
    if (name === undefined || expected === null || actual == null) continue;
    const error = Math.abs(actual / expected - 1);
    worst.set(name, Math.max(worst.get(name) ?? 0, error));
  }
  return [...worst].map(([test, error]) => ({ test, statistic: powerOfTen(error) }));
}
