/**
 * Many models at once against each by itself: every number of the record, 1e-10 relative; estimates, statistics and ends of
 * intervals beside the standard error, which is what a digit of them means where they are near zero.
 */
import { describe, expect, it } from 'vitest';
import { followsFromMoments } from '../../../compiler/optimise/moments.ts';
import type { ModelSpec, VcovSpec } from '../../../compiler/plan/model.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { estimateBatch } from '../../../runtime/estimators/batch/batch.ts';
import type { EstimateRecord, TermRecord } from '../../../runtime/results/results.ts';
import { estimateOn, noise, preparedPanel, specOf, tableOf } from './fixture.ts';

const NEAR = 1e-10;

function batch(table: Table, specs: readonly ModelSpec[]): readonly (EstimateRecord | null)[] {
  return estimateBatch(table, specs, { evaluate: (e) => evaluate(e, table), levels: new Map() });
}

/** Numbers of a record by path, terms apart. */
function numbers(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([key, item]) => numbers(item, `${path}.${key}`));
}

function differences(found: EstimateRecord, expected: EstimateRecord): readonly string[] {
  const { terms: ours, ...rest } = found;
  const { terms: theirs, ...others } = expected;
  const plain = new Map(numbers(rest));
  const off = numbers(others).flatMap(([path, value]) => {
    const own = plain.get(path);
    if (typeof value !== 'number' || typeof own !== 'number')
      return own === value ? [] : [`${path} ${own} ${value}`];
    return Math.abs(own - value) <= NEAR * Math.max(Math.abs(value), 1e-300)
      ? []
      : [`${path} ${own} ${value}`];
  });
  if (plain.size !== numbers(others).length) off.push('other keys');
  return [...off, ...theirs.flatMap((term, i) => termDifferences(ours[i]!, term))];
}

function termDifferences(ours: TermRecord, theirs: TermRecord): readonly string[] {
  const se = theirs.std_error!;
  const scales: readonly (readonly [keyof TermRecord, number])[] = [
    ['estimate', Math.max(se, Math.abs(theirs.estimate!))],
    ['std_error', se],
    ['statistic', Math.max(1, Math.abs(theirs.statistic!))],
    // d log p / dt is about t in the tail.
    ['p', theirs.p! * (1 + theirs.statistic! ** 2)],
    ['conf_low', Math.max(se, Math.abs(theirs.conf_low!))],
    ['conf_high', Math.max(se, Math.abs(theirs.conf_high!))],
  ];
  const names = ours.term === theirs.term && ours.df === theirs.df ? [] : [`${ours.term} ${theirs.term}`];
  const off = scales.filter(([key, scale]) => {
    const [a, b] = [ours[key] as number, theirs[key] as number];
    return !(Math.abs(a - b) <= NEAR * scale);
  });
  return [...names, ...off.map(([key]) => `${theirs.term}.${key} ${ours[key]} ${theirs[key]}`)];
}

const vcovs: readonly VcovSpec[] = [
  { type: 'iid' },
  { type: 'HC0' },
  { type: 'HC1' },
  { type: 'cluster', by: ['city'] },
  { type: 'cluster', by: ['city', 'year'] },
  { type: 'cluster', by: ['industry^year'], combined: [['industry', 'year']] },
];

function subsets(terms: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** terms.length }, (_, subset) =>
    terms.filter((_term, j) => (subset >> j) % 2 === 1),
  );
}

/** Every subset of controls by every covariance. */
function specsOf(
  outcome: string,
  treatment: string,
  controls: readonly string[],
  more: Partial<ModelSpec> & { readonly fixed?: string } = {},
): readonly ModelSpec[] {
  const { fixed, ...rest } = more;
  return subsets(controls).flatMap((chosen) =>
    vcovs.map((vcov) =>
      specOf(`${outcome} ~ ${[treatment, ...chosen].join(' + ')}${fixed ? ` | ${fixed}` : ''}`, {
        vcov,
        ...rest,
      }),
    ),
  );
}

function expectSame(table: Table, specs: readonly ModelSpec[]): void {
  const records = batch(table, specs);
  const off = specs.flatMap((spec, i) => {
    const record = records[i];
    if (!record) return [`no record of ${i}`];
    return differences(record, estimateOn(table, spec).record).map((one) => `${i}: ${one}`);
  });
  expect(off).toEqual([]);
}

const panel = preparedPanel();
const controls = ['POS', 'NUE', 'GRA'];

describe('a batch', () => {
  it.each([undefined, 'city', 'city + year', 'industry^year'])(
    'agrees with single models, effects %s',
    (fixed) => {
      expectSame(panel, [
        ...specsOf('AGG', 'TIN', controls, { ...(fixed ? { fixed } : {}) }),
        ...specsOf('AI', 'RD', ['POS'], { ...(fixed ? { fixed } : {}) }),
      ]);
    },
  );

  it.each(['regress', 'reghdfe', 'fixest', 'lm', 'plm', 'statsmodels'])(
    'and under conventions %s',
    (conventions) => {
      const specs = specsOf('AGG', 'TIN', ['POS', 'NUE'], { conventions });
      expectSame(
        panel,
        specs.filter((spec, i) => batch(panel, specs)[i] !== null || spec.vcov.type === 'HC1'),
      );
    },
  );

  it('with missing cells: models that need the same columns with any are one group', () => {
    const next = noise(3);
    const n = 400;
    const cells = (gaps: number) =>
      Array.from({ length: n }, (_, i) => (gaps > 0 && i % gaps === 0 ? null : next()));
    const [x, z, u] = [cells(0), cells(7), cells(11)];
    const y = x.map((value, i) => value! + (z[i] ?? 0) + next() * (1 + Math.abs(value!)));
    const weight = Array.from({ length: n }, (_, i) => (i % 13 === 0 ? 0 : 1 + (i % 5)));
    const city = Array.from({ length: n }, (_, i) => `c${i % 37}`);
    const year = Array.from({ length: n }, (_, i) => Math.floor(i / 37));
    const industry = Array.from({ length: n }, (_, i) => `i${i % 3}`);
    const table = tableOf(
      { y, x, z, u, w: cells(0), weight, city, year, industry },
      { unit: 'city', time: 'year' },
    );
    expectSame(table, specsOf('y', 'x', ['z', 'u', 'w']));
    expectSame(table, specsOf('y', 'x', ['z', 'w'], { weights: 'weight', fixed: 'city' }));
  });

  it('leaves to single models what it cannot do to all digits', () => {
    const next = noise(5);
    const x = Array.from({ length: 100 }, () => next());
    const table = tableOf({
      ...{
        x,
        y: x.map((value) => value + next()),
        twice: x.map((value) => 2 * value),
        z: x.map(() => next()),
      },
      ...{
        exact: x.map((value) => 3 * value - 1),
        far: x.map((value) => 1e9 + value),
        g: x.map((_, i) => (i % 2 ? 'a' : 'b')),
      },
    });
    const of = (...formulas: readonly string[]) =>
      batch(
        table,
        formulas.map((formula) => specOf(formula)),
      );
    const alone = [null, null, null, null];
    expect(of('y ~ x', 'y ~ twice', 'y ~ x + twice', 'y ~ z')).toEqual(alone);
    expect(of('exact ~ x', 'exact ~ x + z', 'exact ~ 1 + x', 'exact ~ z + x')).toEqual(alone);
    expect(of('y ~ far', 'y ~ far + z', 'y ~ z', 'y ~ z + far')).toEqual(alone);
    expect(of('y ~ g', 'y ~ g + x', 'y ~ x', 'y ~ x + g')).toEqual(alone);
    expect(of('y ~ x', 'y ~ z')).toEqual([null, null]);
  });

  it('is for least squares without draws or leverages', () => {
    const spec = specOf('y ~ x');
    expect(followsFromMoments(spec)).toBe(true);
    for (const other of [{ estimator: 'logit' }, { vcov: { type: 'HC3' } }, { vcov: { type: 'wild' } }])
      expect(followsFromMoments({ ...spec, ...other })).toBe(false);
  });
});
