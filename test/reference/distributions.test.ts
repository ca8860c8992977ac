/**
 * Distribution functions against R 4.2.2 (02-distributions.R): distributions.json, whole, and beside them those of jstat,
 * the library that was weighed against own code: where it loses the tail, a p-value would be wrong.
 *
 * Tolerance 1e-12 relative: R itself states 1e-13 in the ordinary range; an exponent of 690 (a tail of 1e-300) rounded
 * to 2^-53 costs 690 * 1.1e-16 = 8e-14, a few such roundings stay below 1e-12. Below 1e-300 doubles lose digits
 * (the file prints 0 there): only the order of magnitude is asserted.
 * Quantiles of F: R forms 1 / q - 1 from a beta quantile q near 1, which costs 2^-52 / (f d1 / d2) relative; that is
 * added, and our own value is checked against the tail (round trip, 1e-12).
 */
import { readFileSync } from 'node:fs';
import jstat from 'jstat';
import { describe, expect, it } from 'vitest';
import * as own from '../../runtime/distributions/index.ts';
import { account, differences, leaves, unaccounted } from './account.ts';
import { expectAccuracy, powerOfTen } from './accuracy.ts';

const { jStat } = jstat;
const reference = JSON.parse(
  readFileSync(new URL('./distributions.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

type Row = (column: string) => number;

interface Distribution {
  readonly block: string;
  readonly column: string;
  readonly name: string;
  readonly ours: (row: Row) => number;
  readonly jstat: (row: Row) => number;
  /** The relative error of R's own value, where it is not rounding. */
  readonly ofR?: (row: Row) => number;
}

const RELATIVE = 1e-12;

const functions: readonly Distribution[] = [
  {
    block: 'normal',
    column: 'cdf',
    name: 'normal, lower tail',
    ours: (r) => own.normalLower(r('z')),
    jstat: (r) => jStat.normal.cdf(r('z'), 0, 1),
  },
  {
    block: 'normal',
    column: 'sf',
    name: 'normal, upper tail',
    ours: (r) => own.normalUpper(r('z')),
    jstat: (r) => jStat.normal.cdf(-r('z'), 0, 1),
  },
  {
    block: 'normal',
    column: 'two_sided_p',
    name: 'normal, both tails',
    ours: (r) => own.normalTwoSided(r('z')),
    jstat: (r) => 2 * jStat.normal.cdf(-Math.abs(r('z')), 0, 1),
  },
  {
    block: 'normal_quantile',
    column: 'q',
    name: 'normal, quantile',
    ours: (r) => own.normalQuantile(r('p')),
    jstat: (r) => jStat.normal.inv(r('p'), 0, 1),
  },
  {
    block: 't',
    column: 'two_sided_p',
    name: 't, both tails',
    ours: (r) => own.studentTail(r('t'), r('df')),
    jstat: (r) => 2 * jStat.studentt.cdf(-Math.abs(r('t')), r('df')),
  },
  {
    block: 't',
    column: 'sf',
    name: 't, upper tail',
    ours: (r) => own.studentUpper(r('t'), r('df')),
    jstat: (r) => jStat.studentt.cdf(-r('t'), r('df')),
  },
  {
    block: 't_quantile',
    column: 'q',
    name: 't, quantile',
    ours: (r) => own.studentQuantile(r('p'), r('df')),
    jstat: (r) => jStat.studentt.inv(r('p'), r('df')),
  },
  {
    block: 'f',
    column: 'sf',
    name: 'F, upper tail',
    ours: (r) => own.fTail(r('F'), r('df1'), r('df2')),
    jstat: (r) => 1 - jStat.centralF.cdf(r('F'), r('df1'), r('df2')),
  },
  {
    block: 'f',
    column: 'cdf',
    name: 'F, lower tail',
    ours: (r) => own.fLower(r('F'), r('df1'), r('df2')),
    jstat: (r) => jStat.centralF.cdf(r('F'), r('df1'), r('df2')),
  },
  {
    block: 'f_quantile',
    column: 'q',
    name: 'F, quantile',
    ours: (r) => own.fQuantile(r('p'), r('df1'), r('df2')),
    jstat: (r) => jStat.centralF.inv(r('p'), r('df1'), r('df2')),
    ofR: (r) => 2 ** -52 / (r('q') * (r('df1') / r('df2'))),
  },
  {
    block: 'chi2',
    column: 'sf',
    name: 'chi-squared, upper tail',
    ours: (r) => own.chiSquaredTail(r('x'), r('df')),
    jstat: (r) => 1 - jStat.chisquare.cdf(r('x'), r('df')),
  },
  {
    block: 'chi2',
    column: 'cdf',
    name: 'chi-squared, lower tail',
    ours: (r) => own.chiSquaredLower(r('x'), r('df')),
    jstat: (r) => jStat.chisquare.cdf(r('x'), r('df')),
  },
  {
    block: 'chi2_quantile',
    column: 'q',
    name: 'chi-squared, quantile',
    ours: (r) => own.chiSquaredQuantile(r('p'), r('df')),
    jstat: (r) => jStat.chisquare.inv(r('p'), r('df')),
  },
  {
    block: 'beta_inc',
    column: 'cdf',
    name: 'incomplete beta, lower',
    ours: (r) => own.betaRegularized(r('x'), r('a'), r('b')),
    jstat: (r) => jStat.beta.cdf(r('x'), r('a'), r('b')),
  },
  {
    block: 'beta_inc',
    column: 'sf',
    name: 'incomplete beta, upper',
    ours: (r) => own.betaRegularizedUpper(r('x'), r('a'), r('b')),
    jstat: (r) => 1 - jStat.beta.cdf(r('x'), r('a'), r('b')),
  },
  {
    block: 'lgamma',
    column: 'y',
    name: 'logarithm of gamma',
    ours: (r) => own.logGamma(r('x')),
    jstat: (r) => jStat.gammaln(r('x')),
  },
];

/** Below, doubles lose digits one after the other, and the file prints 0. */
const UNDERFLOWS = 1e-300;

const rowAt =
  (block: string, i: number): Row =>
  (column) =>
    reference[block]![column]![i]!;

type Zone = (wanted: number, row: Row, block: string) => boolean;

const everywhere: Zone = (wanted) => Math.abs(wanted) >= UNDERFLOWS;

/** No stars depend on rarer events: tails from 1e-4 on, and the quantiles of such. */
const everyday: Zone = (wanted, row, block) => {
  const p = 'p' in reference[block]! ? row('p') : wanted;
  return p >= 1e-4 && (!('p' in reference[block]!) || p <= 1 - 1e-4);
};

/** Worst relative error of all values in a zone; 1 where nothing of a value is right, or there is none. */
function worst(of: Distribution, compute: (row: Row) => number, zone: Zone): number {
  const { block, column, ofR = () => 0 } = of;
  return reference[block]![column]!.reduce((most, wanted, i) => {
    const row = rowAt(block, i);
    if (!zone(wanted, row, block) || wanted === 0) return most;
    const error = Math.abs(compute(row) / wanted - 1) - ofR(row);
    return Math.max(most, Number.isFinite(error) ? Math.min(error, 1) : 1);
  }, 0);
}

describe('distributions.json', () => {
  it('is met, value by value, and accounted for', () => {
    const book = account();
    for (const { block, column, ours, ofR = () => 0 } of functions) {
      reference[block]![column]!.forEach((wanted, i) => {
        const row = rowAt(block, i);
        const small = Math.abs(wanted) < UNDERFLOWS;
        book.compare(
          `${block}.${column}[${i}]`,
          ours(row),
          small ? UNDERFLOWS : (RELATIVE + ofR(row)) * Math.abs(wanted),
        );
      });
    }
    const all = leaves(reference);
    expect(differences(all, book.compared)).toEqual([]);
    expect(
      unaccounted(all, book.compared, [
        [/^normal\.pdf\[\d+\]$/, 'no result is a density'],
        [
          /^(normal\.z|t\.(t|df)|f\.(F|df1|df2)|chi2\.(x|df)|beta_inc\.(x|a|b)|lgamma\.x|\w+_quantile\.(p|df1?|df2))\[\d+\]$/,
          'an argument',
        ],
        [/^binomial_two_sided$/, 'no test of shares'],
      ]),
    ).toEqual([]);
  });

  it('quantiles of F lead back', () => {
    const { p, df1, df2 } = reference['f_quantile']!;
    p!.forEach((wanted, i) => {
      const [d1, d2] = [df1![i]!, df2![i]!];
      const back = own.fLower(own.fQuantile(wanted, d1, d2), d1, d2);
      expect(Math.abs(back / wanted - 1)).toBeLessThan(RELATIVE);
    });
  });

  it('is as accurate as its stored figures say, and so is jstat', () => {
    const rows = functions.map((one) => ({
      name: one.name,
      values: reference[one.block]![one.column]!.length,
      studyc: powerOfTen(worst(one, one.ours, everywhere)),
      jstat: powerOfTen(worst(one, one.jstat, everywhere)),
      jstat_everyday: powerOfTen(worst(one, one.jstat, everyday)),
    }));
    expectAccuracy('distributions', rows);
  });
});
