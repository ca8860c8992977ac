/**
 * A plan whose steps share what they have in common gives the results of one that estimates every model by itself: the same
 * bytes, but for models that follow from moments (curves of 16 and more), which agree to rounding.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../runtime/index.ts';
import { compileStudy, runOptions } from './study.ts';
import { noise } from './unit/numerics/fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'studyc-sharing-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A panel with gaps in some columns, columns that repeat others, unequal units and units of one row. */
function writePanel(file: string, units: number, periods: number): void {
  const next = noise(5);
  const lines = ['id,t,kind,y,z,a,b,c,d,twice,w'];
  for (let unit = 0; unit < units; unit += 1) {
    const own = next();
    for (let t = 0; t < (unit % 9 === 0 ? 1 : periods - (unit % 3)); t += 1) {
      const [a, b, c, d] = [next() + own, next(), next(), next() + 0.3 * t];
      const y = 0.4 * a - 0.2 * b + own + 0.1 * t + next();
      const z = y > 0.3 ? 1 : 0;
      const gap = (value: number, every: number): string =>
        (unit * 7 + t * 3) % every === 0 ? '' : value.toFixed(4);
      const cells = [y.toFixed(4), z, a.toFixed(4), gap(b, 11), gap(c, 17), d.toFixed(4)];
      const twice = (2 * Number(a.toFixed(4))).toFixed(4);
      lines.push(
        [`u${unit}`, t, `k${unit % 4}`, ...cells, twice, (1 + ((unit + t) % 3)).toFixed(1)].join(','),
      );
    }
  }
  writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
}
writePanel('small.csv', 40, 8);
writePanel('large.csv', 3000, 9);

async function bothWays(analyses: object, file = 'small.csv') {
  const plan = compileStudy(
    JSON.stringify({
      study: 'sharing',
      seed: 3,
      data: { file, panel: { unit: 'id', time: 't' } },
      analyses,
    }),
    folder,
  );
  const resultsOf = async (one: typeof plan) => {
    const { results, failures } = await run(one, runOptions(folder));
    return JSON.stringify({ results, failures });
  };
  return { plan, shared: await resultsOf(plan), alone: await resultsOf({ ...plan, sharing: null }) };
}

const regressors = fc.subarray(
  ['a', 'b', 'c', 'd', 'I(a)', 'twice', 'factor(kind)', 'l(a, 1)', 'a:b', 'log(d^2)'],
  {
    minLength: 2,
    maxLength: 5,
  },
);
const family = fc.constantFrom('csw', 'sw', 'csw0', 'mvsw');
const analysis = fc.record({
  outcome: fc.constantFrom('y', 'y, d', 'exp(y/4)'),
  regressors,
  family,
  first: fc.constantFrom('', 'a + ', 'c + '),
  effects: fc.constantFrom('', '', ' | id', ' | id + t', ' | kind^t', ' | id[d]', ' | id + t + kind'),
  vcov: fc.constantFrom(
    ...['iid', 'HC1', 'HC3'],
    { cluster: 'id' },
    { cluster: ['id', 't'] },
    { wild: { cluster: 'kind', draws: 19 } },
  ),
  conventions: fc.constantFrom('stata', 'fixest', 'lm'),
  more: fc.constantFrom(...[{}, {}, { weights: 'w' }, { where: 't > 1' }, { common_sample: true }], {
    split: 'kind',
  }),
});
type Analysis = typeof analysis extends fc.Arbitrary<infer T> ? T : never;

function written({
  outcome,
  regressors: list,
  family: form,
  first,
  effects,
  more,
  ...rest
}: Analysis): object {
  const left = outcome.includes(',') ? `c(${outcome})` : outcome;
  return { regress: `${left} ~ ${first}${form}(${list.join(', ')})${effects}`, ...rest, ...more };
}

describe('sharing changes no byte', () => {
  it('of stepwise models, splits, effects, clusters and gaps', async () => {
    let compiled = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(analysis, { minLength: 1, maxLength: 3 }), async (list) => {
        const analyses = Object.fromEntries(list.map((one, i) => [`m${i}`, written(one)]));
        let both: Awaited<ReturnType<typeof bothWays>>;
        try {
          both = await bothWays(analyses);
        } catch (error) {
          // Combinations that the check refuses, as a wild bootstrap of two effects, are none of the matter.
          if (error instanceof Error && /^\d+:\d+ /.test(error.message)) return;
          throw error;
        }
        compiled += 1;
        expect(both.shared).toBe(both.alone);
      }),
      { numRuns: 40, seed: 8 },
    );
    expect(compiled).toBeGreaterThan(20);
  });

  it('of other estimators, mediation, placebos, tests and comparisons', async () => {
    const { shared, alone, plan } = await bothWays({
      likelihood: { regress: 'z ~ csw(a, b, c)', estimator: 'logit', vcov: 'iid' },
      instrumented: { regress: ['y ~ d | id | a ~ b', 'y ~ d | id | a ~ b + c'], vcov: { cluster: 'id' } },
      units: { regress: 'y ~ csw(a, b)', estimator: 'random', vcov: { cluster: 'id' } },
      again: { regress: 'y ~ csw(a, b)', vcov: 'HC1', diagnostics: ['vif', 'reset'] },
      placebo: { placebo: 'again.2', permute: 'a', draws: 50 },
      paths: {
        mediate: { outcome: 'y', treatment: 'a', mediator: 'b', controls: ['d'] },
        tests: ['sobel', { bootstrap: { draws: 50, cluster: 'id' } }],
        vcov: 'HC1',
      },
      groups: {
        regress: 'y ~ a + b',
        vcov: 'HC1',
        split: { early: 't < 4', late: 't >= 4' },
        compare: { terms: ['a'], test: 'chow' },
      },
    });
    expect(plan.sharing!.groups.length).toBeGreaterThan(4);
    expect(shared).toBe(alone);
  });

  it('of tens of thousands of rows', async () => {
    const { shared, alone } = await bothWays(
      {
        first: { regress: 'y ~ csw(a, b, c, d) | id + t', vcov: { cluster: 'id' } },
        second: { regress: 'y ~ csw(a, b, c, d) | id + t', vcov: 'HC1' },
        third: { regress: 'c(y, d) ~ a + sw(b, c)', vcov: 'HC1' },
        fourth: { regress: ['y ~ d', 'y ~ I(d)'], vcov: 'HC1' },
      },
      'large.csv',
    );
    expect(shared).toBe(alone);
  });
});

describe('moments', () => {
  it('of a curve of 32 models give its estimates and standard errors to 1e-11', async () => {
    const { shared, alone, plan } = await bothWays({
      main: { regress: 'y ~ a + b + c + d', vcov: 'HC1' },
      curve: {
        curve: 'main.1',
        over: { treatment: ['a'], controls: 'subsets', vcov: ['HC1', { cluster: 'id' }], fixed: [[], 'id'] },
      },
    });
    expect(plan.sharing!.groups.map(({ kind }) => kind)).toContain('moments');
    const [mine, theirs] = [termsOf(shared), termsOf(alone)];
    expect(mine).toHaveLength(theirs.length);
    mine.forEach((value, i) => {
      expect(Math.abs(value - theirs[i]!)).toBeLessThanOrEqual(1e-11 * Math.abs(theirs[i]!) + 1e-15);
    });
  });
});

/** Estimates and standard errors of all models, in their order. */
function termsOf(text: string): readonly number[] {
  const found: number[] = [];
  JSON.parse(text, (key, value: unknown) => {
    if ((key === 'estimate' || key === 'std_error') && typeof value === 'number') found.push(value);
    return value;
  });
  return found;
}
