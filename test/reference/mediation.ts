import type { IndirectTestRecord, MediateRecord, PathRecord } from '../../runtime/results/results.ts';
import { type Account, relative, toleranceOfT, toleranceOfZ } from './account.ts';
import type { Ran, Spec } from './studies.ts';

const effects: Readonly<Record<string, readonly string[]>> = { ols: [], fe: ['city'], fe2: ['city', 'year'] };
const vcovs: Readonly<Record<string, Spec | string>> = {
  classical: 'iid',
  HC1: 'HC1',
  cluster: { cluster: 'city' },
};
const paths = { c: 'total', a: 'a', b: 'b', c_prime: 'direct' } as const;
const tests = ['sobel', 'aroian', 'goodman'] as const;

export interface ReferencePath {
  readonly est: readonly number[];
  readonly se: readonly number[];
  readonly stat: readonly number[];
  readonly p: readonly number[];
}

export interface ReferenceTest {
  readonly se: readonly (number | null)[];
  readonly z: readonly (number | null)[];
  readonly p: readonly (number | null)[];
  readonly ci95: readonly (number | null)[];
}

type Reference = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function kinds(reference: Reference): (readonly [model: string, vcov: string])[] {
  return Object.keys(effects).flatMap((model) =>
    Object.keys(reference[model]!).map((vcov) => [model, vcov] as const),
  );
}

export function mediationAnalyses(reference: Reference): Record<string, Spec> {
  return Object.fromEntries(
    kinds(reference).map(([model, vcov]) => [
      `mediation_${model}_${vcov}`,
      {
        mediate: {
          ...{ outcome: 'AGG', treatment: 'TIN', mediator: 'AI', controls: ['POS', 'NUE', 'GRA'] },
          ...(effects[model]!.length > 0 ? { fixed: effects[model] } : {}),
        },
        tests,
        vcov: vcovs[vcov],
      },
    ]),
  );
}

export function compareMediation(book: Account, reference: Reference, ran: Ran): void {
  for (const [model, vcov] of kinds(reference)) {
    const actual = ran.results.analyses[`mediation_${model}_${vcov}`] as MediateRecord;
    const expected = reference[model]![vcov]!;
    const path = `mediation.${model}.${vcov}`;
    for (const [key, name] of Object.entries(paths)) {
      const df = actual.models[key === 'a' ? 1 : key === 'c' ? 0 : 2]!.conventions.df!;
      comparePath(
        book,
        `${path}.${key}`,
        expected[key] as ReferencePath,
        actual[name as keyof MediateRecord] as PathRecord,
        df,
      );
    }
    compareEffects(book, path, expected, actual);
    for (const test of tests) {
      const estimate = actual.indirect.estimate;
      compareTest(book, `${path}.${test}`, expected[test] as ReferenceTest, actual.indirect[test]!, estimate);
    }
  }
}

export function comparePath(
  book: Account,
  path: string,
  expected: ReferencePath,
  actual: PathRecord,
  df: number,
): void {
  book.compare(`${path}.est[0]`, actual.estimate, relative(expected.est[0]!));
  book.compare(`${path}.se[0]`, actual.std_error, relative(expected.se[0]!));
  book.compare(`${path}.stat[0]`, actual.statistic, 2 * relative(expected.stat[0]!));
  book.compare(`${path}.p[0]`, actual.p, toleranceOfT(expected.p[0]!, expected.stat[0]!, df));
}

/** Sums and quotients of two numbers of relative error e are off by at most 3 e here: all parts have one sign. */
export function compareEffects(
  book: Account,
  path: string,
  expected: Readonly<Record<string, unknown>>,
  actual: MediateRecord,
): void {
  const numbers: Readonly<Record<string, number | null>> = {
    indirect: actual.indirect.estimate,
    total: actual.total.estimate,
    direct: actual.direct.estimate,
    proportion_mediated: actual.share,
    ratio_indirect_direct: actual.ratio,
  };
  for (const [key, value] of Object.entries(numbers)) {
    if (expected[key] === undefined) continue;
    book.compare(`${path}.${key}[0]`, value, 3 * relative((expected[key] as number[])[0]!));
  }
}

/** Goodman's variance is a difference; its digits are those of the standard error that is left. */
export function compareTest(
  book: Account,
  path: string,
  expected: ReferenceTest,
  actual: IndirectTestRecord,
  estimate: number,
): void {
  const [se, z, p] = [expected.se[0] ?? null, expected.z[0] ?? null, expected.p[0] ?? null];
  const bound = Math.abs(estimate) + 2 * Math.abs(se ?? 0);
  book.compare(`${path}.se[0]`, actual.std_error, 5 * relative(se));
  book.compare(`${path}.z[0]`, actual.z, 5 * relative(z));
  book.compare(`${path}.p[0]`, actual.p, 5 * toleranceOfZ(p, z ?? 0));
  book.compare(`${path}.ci95[0]`, actual.conf_low, 5 * relative(bound));
  book.compare(`${path}.ci95[1]`, actual.conf_high, 5 * relative(bound));
}
