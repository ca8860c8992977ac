/**
 * NIST's Statistical Reference Datasets, every set, through studies: correct digits against the certified values, no fewer
 * than statistics.md asks and no fewer than R's QR (01-nist.R) reaches. Two limits to the comparison with R: the last bits
 * decide beyond thirteen digits, and where the data do not fit into doubles exact arithmetic on the doubles
 * (nist/doubles.py) reaches no more either. nist.json is compared whole, as far as R's own digits go.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { account, differences, leaves, unaccounted } from './account.ts';
import { expectAccuracy } from './accuracy.ts';
import { anovaSet, certified, linearSet, type OfSet, univariateSet } from './nist.ts';

type OfR = Readonly<Record<string, number | null | readonly number[]>>;
type Kind = 'linear' | 'univariate' | 'anova';

const json = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const ofR = json('./nist.json') as Readonly<Record<Kind, Readonly<Record<string, OfR>>>>;
const ofDoubles = json('./nist/doubles.json') as Readonly<
  Record<Kind, Readonly<Record<string, Readonly<Record<string, number | null>>>>>
>;

/** What statistics.md asks ("Accuracy"); SmLs07-09 what R reaches. */
const asked: Readonly<Record<Kind, number>> = { linear: 9, univariate: 13, anova: 13 };
const askedOf: Readonly<Record<string, number>> = {
  Filip: 7,
  NumAcc3: 9,
  NumAcc4: 8,
  AtmWtAg: 9,
  SmLs04: 10,
  SmLs05: 10,
  SmLs06: 10,
  SmLs07: 0,
  SmLs08: 0,
  SmLs09: 0,
};

/** R's digits under the names used here. */
const inR: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  linear: { estimates: 'lre_coef_min', std_errors: 'lre_se_min', sigma: 'lre_sigma' },
  univariate: { mean: 'lre_mean', sd: 'lre_sd', autocorrelation: 'lre_autocorr' },
  anova: { f: 'lre_F' },
};

/** Of digits: whatever a machine's last bits may do where the data leave it to them. */
const LAST_BITS = 0.1;
const BEYOND = 13;

const sets: readonly (readonly [kind: Kind, name: string, run: () => Promise<OfSet>])[] = [
  ...Object.entries(certified.linear).map(([name, set]) => ['linear', name, () => linearSet(set)] as const),
  ...Object.entries(certified.univariate).map(
    ([name, set]) => ['univariate', name, () => univariateSet(set)] as const,
  ),
  ...Object.entries(certified.anova).map(([name, set]) => ['anova', name, () => anovaSet(set)] as const),
];

describe('NIST StRD', () => {
  const found = new Map<string, OfSet>();

  beforeAll(async () => {
    for (const [, name, run] of sets) found.set(name, await run());
  });

  it.each(sets)('%s %s', (kind, name) => {
    const { digits } = found.get(name)!;
    const least = askedOf[name] ?? asked[kind];
    for (const quantity of Object.keys(inR[kind])) {
      const reached = digits[quantity];
      const r = ofR[kind][name]![inR[kind][quantity]!] as number | null;
      if (reached === null || reached === undefined) {
        expect(r, `${quantity}: R has it`).toBeNull();
        continue;
      }
      const ofData = ofDoubles[kind][name]![quantity] ?? BEYOND;
      expect(reached, quantity).toBeGreaterThanOrEqual(Math.min(least, ofData - LAST_BITS));
      expect(reached, `${quantity}: R`).toBeGreaterThanOrEqual(Math.min(r ?? 0, BEYOND, ofData - LAST_BITS));
    }
  });

  it.each(Object.keys(certified.linear))('%s: with the constant absorbed no fewer than R either', (name) => {
    const reached = found.get(name)!.digits['absorbed'];
    if (reached === null || reached === undefined) return expect(name).toMatch(/^NoInt/);
    const ofData = ofDoubles.linear[name]!['estimates']! - LAST_BITS;
    expect(reached).toBeGreaterThanOrEqual(Math.min(7, ofData));
    // The within transformation rounds the columns: what is left beyond ten digits is theirs.
    expect(reached).toBeGreaterThanOrEqual(Math.min(ofR.linear[name]!['lre_coef_min'] as number, 10, ofData));
  });

  it('keeps all eleven columns of Filip', () => {
    expect(found.get('Filip')!.values['k']).toBe(11);
  });

  it('is as accurate as its stored figures say', () => {
    const rows = sets.map(([kind, name]) => {
      const { digits } = found.get(name)!;
      const whole = Object.entries(digits).map(([key, value]) => [key, value && Math.floor(value)]);
      const r = Object.entries(inR[kind]).map(([key, its]) => {
        const value = ofR[kind][name]![its] as number | null;
        return [`${key}_in_r`, value && Math.floor(value)];
      });
      return { kind, name, ...Object.fromEntries([...whole, ...r]) };
    });
    expectAccuracy('nist', rows);
  });

  it('agrees with nist.json, whole, as far as the digits of R go', () => {
    const book = account();
    for (const [kind, name] of sets) {
      const reference = ofR[kind][name]!;
      for (const [key, value] of Object.entries(found.get(name)!.values)) {
        const expected = reference[key];
        // A p is as steep as its exponent; what R leaves of a perfect fit is rounding.
        const steep = key === 'p' ? 1000 : 10;
        const tolerance = (of: number) => Math.abs(of) * steep * 10 ** -leastOf(reference);
        if (isPerfect(name) && key !== 'coef' && key !== 'k') continue;
        if (typeof expected === 'number')
          book.compare(`${kind}.${name}.${key}`, value as number, tolerance(expected));
        else if (Array.isArray(expected))
          expected.forEach((one: number, i) => {
            const own = (value as readonly (number | null)[])[i];
            book.compare(`${kind}.${name}.${key}[${i}]`, own, tolerance(one));
          });
      }
    }
    const all = leaves(ofR);
    expect(differences(all, book.compared)).toEqual([]);
    expect(
      unaccounted(all, book.compared, [
        [/\.lre_\w+$/, 'digits, held against those of studyc one by one above'],
        [/^floors\./, 'of plain QR: statistics.md asks for more'],
        [/\.(default_lm_rank|rank_at_tol_1e_16)$/, "the rank under R's own tolerances"],
        [/\.condition_number$/, 'of the raw columns; `diagnostics` gives that of standardised ones'],
        [/^linear\.Wampler[12]\.(se\[\d\]|sigma|F|r2)$/, 'rounding: the fit is perfect, and said to be'],
        [/^env\./, 'about the making of the reference'],
      ]),
    ).toEqual([]);
  });
});

/** Certified without residuals: standard errors are zero. */
function isPerfect(name: string): boolean {
  return Number(certified.linear[name]?.exact.residual_sd ?? 1) === 0;
}

/** The fewest digits of R's own values: so far its numbers can be compared. */
function leastOf(reference: OfR): number {
  const digits = Object.entries(reference).filter(([key]) => key.startsWith('lre_'));
  return Math.min(13, ...digits.map(([, value]) => (value as number | null) ?? 13));
}
