import { describe, expect, it } from 'vitest';
import { profileFor } from '../../../runtime/conventions/index.ts';
import type { ParameterCounts } from '../../../runtime/estimators/estimator.ts';
import { estimateOn, fitted, noise, specOf, tableOf } from './fixture.ts';

const counts: ParameterCounts = {
  n: 659,
  slopes: 3,
  constant: 1,
  fixed: [],
  clusters: [6],
  likelihood: true,
};

describe('small samples of likelihoods', () => {
  it.each([
    ['stata', 'iid', 1],
    ['stata', 'HC1', 659 / 658],
    ['stata', 'cluster', 6 / 5],
    ['lm', 'HC1', 659 / 655],
    ['lm', 'cluster', 6 / 5],
    // fixest 0.14.2, fepois on recreation.csv: squared standard errors over those of glm and sandwich.
    ['fixest', 'iid', 658 / 655],
    ['fixest', 'HC1', 659 / 655],
    ['fixest', 'cluster', (658 / 655) * (6 / 5)],
  ] as const)('%s, %s', (name, family, q) => {
    const small = profileFor(name, false)!.smallSample(family, counts);
    expect(small.q).toBeCloseTo(q, 13);
    expect(small).toMatchObject({ k: 4, df: null });
  });
});

const draw = noise(7);
const x = Array.from({ length: 60 }, draw);
const z = Array.from({ length: 60 }, draw);
const refusalOf = (
  columns: Record<string, number[]>,
  estimator: string,
  formula = 'y ~ x + z',
): { code: string; message: string } => {
  const estimation = estimateOn(tableOf(columns), specOf(formula, { estimator }));
  expect(estimation.kind).toBe('not-estimated');
  expect(estimation.record.terms.every((term) => term.estimate === null)).toBe(true);
  return estimation.record.notes[0]!;
};

describe('outcomes that a likelihood cannot have', () => {
  it.each(['logit', 'probit'])('%s names values that are not 0 or 1', (estimator) => {
    const note = refusalOf({ y: x.map((_, i) => i % 3), x, z }, estimator);
    expect(note.code).toBe('not-binary');
    expect(note.message).toContain('holds 2;');
  });

  it('poisson names negative values', () => {
    const note = refusalOf({ y: x.map((_, i) => (i % 4) - 1), x, z }, 'poisson');
    expect(note).toMatchObject({ code: 'negative-outcome' });
    expect(note.message).toContain('holds -1');
  });

  it('an outcome that never varies', () => {
    expect(refusalOf({ y: x.map(() => 1), x, z }, 'logit').code).toBe('constant-outcome');
    expect(refusalOf({ y: x.map(() => 0), x, z }, 'poisson').code).toBe('constant-outcome');
  });
});

describe('perfect-separation', () => {
  it.each(['logit', 'probit'])('%s: complete, by one regressor', (estimator) => {
    const note = refusalOf({ y: x.map((value) => Number(value > 0.3)), x, z }, estimator);
    expect(note.code).toBe('perfect-separation');
    expect(note.message).toMatch(/perfectly in every row/);
    expect(note.message).toContain('x');
  });

  it.each(['logit', 'probit'])('%s: in some rows, by a dummy, which is named', (estimator) => {
    const group = x.map((_, i) => Number(i % 10 === 0));
    const y = x.map((value, i) => (group[i] === 1 ? 1 : Number(value + z[i]! + draw() > 0)));
    const note = refusalOf({ y, x, z, group }, estimator, 'y ~ x + z + group');
    expect(note).toMatchObject({
      code: 'perfect-separation',
      message: 'group predicts y perfectly in 6 of 60 rows: no finite estimates exist',
    });
  });

  it('does not take a strong effect for one', () => {
    const y = x.map((value, i) => (i % 20 === 0 ? Number(value <= 0) : Number(value > 0)));
    const { record } = fitted(tableOf({ y, x, z }), specOf('y ~ x + z', { estimator: 'logit' }));
    expect(record.terms.every((term) => term.std_error! > 0 && Number.isFinite(term.std_error))).toBe(true);
  });

  it('poisson leaves out zeros that a dummy predicts, and says so', () => {
    const group = x.map((_, i) => Number(i % 10 === 0));
    const y = x.map((value, i) => (group[i] === 1 ? 0 : Math.floor(Math.exp(value / 2 + 0.5) + (i % 3))));
    const all = fitted(tableOf({ y, x, z, group }), specOf('y ~ x + z + group', { estimator: 'poisson' }));
    const keep = y.map((_, i) => i).filter((i) => group[i] === 0);
    const pick = (values: number[]): number[] => keep.map((i) => values[i]!);
    const some = fitted(
      tableOf({ y: pick(y), x: pick(x), z: pick(z) }),
      specOf('y ~ x + z', { estimator: 'poisson' }),
    );
    expect(all.record.n).toBe(54);
    expect(all.record.sample.used).toBe(54);
    expect(all.record.terms).toEqual(some.record.terms);
    expect(all.record.notes.map((note) => note.message)).toEqual([
      '6 rows with y = 0 are left out: group predicts them perfectly',
      'group is left out: all zero',
    ]);
  });
});
