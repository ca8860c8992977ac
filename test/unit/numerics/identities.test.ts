/**
 * Identities between estimators, covariances and ways to write the same model, on made-up panels with condition numbers
 * below 1e3: both sides are within some 1e-13 of the truth, so 1e-10 relative leaves room for the worst draw. Estimates
 * are compared on the scale of their standard errors. Likelihoods are iterated to 1e-15 of the deviance, which leaves
 * 1e-8 of a coefficient at worst.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { conventions } from '../../../runtime/conventions/index.ts';
import { boundsOfLevels } from '../../../runtime/estimators/counts.ts';
import type { Estimated } from '../../../runtime/estimators/estimate.ts';
import { factorise } from '../../../runtime/linalg/qr.ts';
import { distance, estimateOn, fitted, specOf, tableOf, termOf } from './fixture.ts';
import { balancedCells, type Cells, cells, numbers, panelOf } from './made-up.ts';

const TOLERANCE = 1e-10;
const OF_LIKELIHOODS = 1e-8;

const runs = { numRuns: 12, seed: 20261124 };
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const check = (property: (seed: number) => void): void => fc.assert(fc.property(seeds, property), runs);

function expectEqual(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number = TOLERANCE,
): void {
  expect(distance(actual, expected, 1)).toBeLessThan(tolerance);
}

const numeric = (made: Cells, name: string): number[] => made[name]!.map(Number);
const estimateIn = ({ record }: Estimated, term: string): number =>
  record.terms.find((row) => row.term === term)!.estimate!;
const errorIn = (estimation: Estimated, term: string): number => numbers(estimation, term)[1]!;

describe('a model written in two ways', () => {
  it.each(['iid', 'HC1', 'HC3'])('a shifted regressor changes the constant alone (%s)', (type) => {
    check((seed) => {
      const made = cells(seed);
      const shift = 2 ** (seed % 12);
      const shifted = { ...made, x: numeric(made, 'x').map((value) => value + shift) };
      const spec = specOf('y ~ x + w', { vcov: { type } });
      const [one, other] = [fitted(tableOf(made), spec), fitted(tableOf(shifted), spec)];
      expectEqual(numbers(other, 'x'), numbers(one, 'x'));
      expectEqual(numbers(other, 'w'), numbers(one, 'w'));
      const moved = estimateIn(one, '(Intercept)') - shift * estimateIn(one, 'x');
      expectEqual([estimateIn(other, '(Intercept)') / shift], [moved / shift]);
    });
  });

  it.each([
    ['one effect, weights', 'y ~ x + w | unit', 'y ~ x + w + factor(unit)', 'weight'],
    ['two effects, weights', 'y ~ x + w | unit + time', 'y ~ x + w + factor(unit) + factor(time)', 'weight'],
    [
      'three effects',
      'y ~ x + w | unit + time + third',
      'y ~ x + w + factor(unit) + factor(time) + factor(third)',
      undefined,
    ],
    [
      'three effects, weights',
      'y ~ x + w | unit + time + third',
      'y ~ x + w + factor(unit) + factor(time) + factor(third)',
      'weight',
    ],
  ] as const)('absorbed effects are dummies: %s', (_, absorbed, dummies, weights) => {
    check((seed) => {
      // Neither factors nor degrees of freedom: the count of a third effect is a bound.
      for (const vcov of [{ type: 'HC0' }, { type: 'cluster', by: ['g'] }, { type: 'HC3' }]) {
        const more = { vcov, conventions: 'plm', ...(weights && { weights }) };
        const one = fitted(panelOf(seed), specOf(absorbed, more));
        const other = fitted(panelOf(seed), specOf(dummies, more));
        for (const term of ['x', 'w']) expectEqual(numbers(one, term), numbers(other, term));
        expectEqual([one.record.fit.rss!, one.record.fit.r2!], [other.record.fit.rss!, other.record.fit.r2!]);
      }
    });
  });

  it('weights have no unit', () => {
    check((seed) => {
      const made = cells(seed);
      const heavy = { ...made, weight: numeric(made, 'weight').map((value) => 1000 * value) };
      for (const name of ['stata', 'lm']) {
        for (const type of ['iid', 'HC1', 'HC2', 'HC3']) {
          const spec = specOf('y ~ x + w', { vcov: { type }, conventions: name, weights: 'weight' });
          const [one, other] = [fitted(tableOf(made), spec), fitted(tableOf(heavy), spec)];
          for (const term of ['x', 'w', '(Intercept)']) expectEqual(numbers(other, term), numbers(one, term));
          expectEqual([other.record.fit.r2!, other.record.fit.f!], [one.record.fit.r2!, one.record.fit.f!]);
        }
      }
    });
  });

  it('equal weights are none', () => {
    check((seed) => {
      const made = cells(seed);
      const equal = { ...made, weight: made['y']!.map(() => 3) };
      for (const formula of ['y ~ x + w', 'y ~ x + w | unit + time']) {
        const one = fitted(tableOf(equal), specOf(formula));
        const other = fitted(tableOf(equal), specOf(formula, { weights: 'weight' }));
        expectEqual(numbers(other, 'x'), numbers(one, 'x'));
      }
    });
  });
});

describe('mediation', () => {
  it.each(['', ' | unit', ' | unit + time'])("c = c' + ab, for every control too%s", (effects) => {
    check((seed) => {
      const made = cells(seed);
      const m = numeric(made, 'y').map((value, i) => Math.sin(3 * value) + 0.4 * Number(made['x']![i]));
      const table = tableOf({ ...made, m });
      const of = (formula: string) => fitted(table, specOf(`${formula}${effects}`));
      const [total, mediator, direct] = [of('y ~ x + w'), of('m ~ x + w'), of('y ~ m + x + w')];
      const b = estimateIn(direct, 'm');
      for (const term of ['x', 'w', '(Intercept)']) {
        const sum = estimateIn(direct, term) + b * estimateIn(mediator, term);
        expectEqual([sum / errorIn(total, term)], [estimateIn(total, term) / errorIn(total, term)]);
      }
    });
  });
});

describe('covariances', () => {
  const vcovs = (one: ModelSpec['vcov'], other: ModelSpec['vcov'], formula: string, seed: number) =>
    [one, other].map((vcov) =>
      fitted(
        tableOf(cells(seed), { unit: 'unit', time: 'time' }),
        specOf(formula, { vcov, conventions: 'plm' }),
      ),
    ) as [Estimated, Estimated];

  it.each([
    ['CR2 of clusters of one row is HC2', { type: 'cr2', by: ['row'] }, { type: 'HC2' }],
    ['CR3 of clusters of one row is HC3', { type: 'cr3', by: ['row'] }, { type: 'HC3' }],
    ['Newey-West without a lag is HC0', { type: 'newey-west', lag: 0 }, { type: 'HC0' }],
    [
      'Driscoll-Kraay without a lag clusters by time',
      { type: 'driscoll-kraay', lag: 0 },
      { type: 'cluster', by: ['time'] },
    ],
    [
      'a second dimension of single rows adds nothing',
      { type: 'cluster', by: ['g', 'row'] },
      { type: 'cluster', by: ['g'] },
    ],
    [
      'a dimension within which the other is nested adds nothing',
      { type: 'cluster', by: ['g', 'unit'] },
      { type: 'cluster', by: ['g'] },
    ],
  ] as const)('%s', (_, one, other) => {
    check((seed) => {
      for (const formula of ['y ~ x + w', 'y ~ x + w | half']) {
        const [left, right] = vcovs(one, other, formula, seed);
        for (const term of ['x', 'w']) expectEqual([errorIn(left, term)], [errorIn(right, term)]);
      }
    });
  });
});

describe('estimators of a panel', () => {
  const run = (made: Cells, formula: string, more: Partial<ModelSpec> = {}) =>
    fitted(
      tableOf(made, { unit: 'unit', time: 'time' }),
      specOf(formula, { vcov: { type: 'iid' }, ...more }),
    );

  it('random effects of a balanced panel lie between least squares and fixed effects', () => {
    check((seed) => {
      const made = balancedCells(seed, 6);
      const ols = estimateIn(run(made, 'y ~ x'), 'x');
      const within = estimateIn(run(made, 'y ~ x | unit'), 'x');
      const random = estimateIn(run(made, 'y ~ x', { estimator: 'random', conventions: 'plm' }), 'x');
      const [low, high] = [Math.min(ols, within), Math.max(ols, within)];
      expect(random).toBeGreaterThanOrEqual(low - TOLERANCE);
      expect(random).toBeLessThanOrEqual(high + TOLERANCE);
    });
  });

  it('between is least squares on the means of the units', () => {
    check((seed) => {
      const made = cells(seed);
      const units = [...new Set(numeric(made, 'unit'))];
      const mean = (name: string, unit: number): number => {
        const own = numeric(made, name).filter((_, i) => made['unit']![i] === unit);
        return own.reduce((total, value) => total + value, 0) / own.length;
      };
      const means = Object.fromEntries(
        ['y', 'x', 'w', 'unit', 'time'].map((name) => [name, units.map((unit) => mean(name, unit))]),
      );
      const between = run(made, 'y ~ x + w', { estimator: 'between', conventions: 'plm' });
      const ols = run(means, 'y ~ x + w', { conventions: 'plm' });
      for (const term of ['x', 'w', '(Intercept)']) expectEqual(numbers(between, term), numbers(ols, term));
    });
  });

  it.each([
    ['stata', 'without a constant: effects of the unit', 'y ~ x + w | unit'],
    ['plm', 'with one: of unit and time', 'y ~ x + w | unit + time'],
  ])('first differences of two periods are fixed effects (%s, %s)', (name, _, absorbed) => {
    check((seed) => {
      const made = balancedCells(seed, 2);
      const differences = run(made, 'y ~ x + w', { estimator: 'first-difference', conventions: name });
      const within = run(made, absorbed, { conventions: 'plm' });
      for (const term of ['x', 'w']) expectEqual(numbers(differences, term), numbers(within, term));
    });
  });

  it('instruments that are the regressors themselves: least squares', () => {
    check((seed) => {
      const made = cells(seed);
      const table = tableOf({ ...made, z: made['x']! });
      const spec = specOf('y ~ w');
      const formula = {
        ...spec.formula,
        instruments: { endogenous: [termOf('x')], instruments: [termOf('z')] },
      };
      for (const vcov of [{ type: 'iid' }, { type: 'HC1' }, { type: 'cluster', by: ['g'] }]) {
        const iv = fitted(table, { ...spec, formula, estimator: 'iv', vcov });
        const ols = fitted(table, specOf('y ~ x + w', { vcov }));
        for (const term of ['x', 'w', '(Intercept)']) expectEqual(numbers(iv, term), numbers(ols, term));
      }
    });
  });
});

describe('likelihoods', () => {
  it.each(['logit', 'probit'])('%s of the opposite: the opposite', (estimator) => {
    check((seed) => {
      const made = cells(seed);
      const y = numeric(made, 'y').map((value) => Number(value > 0));
      fc.pre(y.includes(0) && y.includes(1));
      const of = (outcome: readonly number[], type: string) =>
        estimateOn(tableOf({ ...made, y: outcome }), specOf('y ~ x + w', { estimator, vcov: { type } }));
      for (const type of ['iid', 'HC0']) {
        const [one, other] = [
          of(y, type),
          of(
            y.map((value) => 1 - value),
            type,
          ),
        ];
        // Separated draws have no estimates on either side.
        expect(other.kind).toBe(one.kind);
        if (one.kind !== 'estimated' || other.kind !== 'estimated') continue;
        for (const term of ['x', 'w', '(Intercept)']) {
          const [t, se] = numbers(one, term);
          expectEqual(numbers(other, term), [-t!, se!], OF_LIKELIHOODS);
        }
        expectEqual([other.record.fit.log_lik!], [one.record.fit.log_lik!], OF_LIKELIHOODS);
      }
    });
  });

  it('Poisson of k times the outcome: the same slopes, log k in the constant', () => {
    check((seed) => {
      const made = cells(seed);
      const y = numeric(made, 'y').map((value) => Math.floor(Math.exp(value / 2)));
      const of = (outcome: readonly number[], type: string) =>
        fitted(
          tableOf({ ...made, y: outcome }),
          specOf('y ~ x + w', { estimator: 'poisson', vcov: { type } }),
        );
      const times = 8;
      const [one, other] = ['HC0', 'HC0'].map((type, i) =>
        of(
          y.map((value) => value * (i === 0 ? 1 : times)),
          type,
        ),
      ) as [Estimated, Estimated];
      for (const term of ['x', 'w']) expectEqual(numbers(other, term), numbers(one, term), OF_LIKELIHOODS);
      const moved = estimateIn(other, '(Intercept)') - Math.log(times);
      expectEqual([moved], [estimateIn(one, '(Intercept)')], OF_LIKELIHOODS);
    });
  });
});

describe('what is counted', () => {
  it('the independent levels of three effects lie between the stated bounds', () => {
    check((seed) => {
      const { design } = fitted(panelOf(seed, seed % 2 === 0), specOf('y ~ x | unit + time + third'));
      const dummies = design.fixed.flatMap(({ codes, levels }) =>
        Array.from({ length: levels }, (_, level) =>
          Float64Array.from(codes, (code) => Number(code === level)),
        ),
      );
      const rank = factorise(dummies).kept.length;
      const { least, counted } = boundsOfLevels(design.fixed);
      expect(rank).toBeGreaterThanOrEqual(least);
      expect(rank).toBeLessThanOrEqual(counted);
    });
  });

  const everyVcov: readonly ModelSpec['vcov'][] = [
    { type: 'iid' },
    { type: 'HC1' },
    { type: 'cluster', by: ['unit'] },
  ];

  it.each(conventions.map(({ name }) => name))('q, K, G and df stand with every model: %s', (name) => {
    const table = tableOf(cells(7), { unit: 'unit', time: 'time' });
    let defined = 0;
    for (const formula of ['y ~ x + w', 'y ~ x + w | unit']) {
      for (const vcov of everyVcov) {
        const found = estimateOn(table, specOf(formula, { vcov, conventions: name }));
        if (found.kind !== 'estimated') {
          expect(found.record.notes.map((note) => note.code)).toEqual(['undefined-convention']);
          continue;
        }
        defined += 1;
        const { q, k, df } = found.record.conventions;
        expect(q).toBeGreaterThan(0);
        expect(k).toBeGreaterThan(1);
        if (name === 'statsmodels' && vcov.type !== 'iid') expect(df).toBeNull();
        else expect(df).toBeGreaterThan(0);
        expect(found.record.clusters).toEqual(vcov.type === 'cluster' ? { unit: 12 } : null);
      }
    }
    expect(defined).toBeGreaterThan(1);
  });
});
