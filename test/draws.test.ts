/**
 * Draw i of a simulation depends on the seed, on what is drawn and on i: the same results for any number of jobs, after
 * a restart from any part of the cache, in any order of the analyses and under any ids.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../runtime/index.ts';
import type { StepCache } from '../runtime/schedule/recall.ts';
import { compileStudy, runOptions, studyFolder } from './study.ts';

const workerUrl = pathToFileURL(resolve(import.meta.dirname, '../dist/worker.js'));

/** Every kind of draw, by the analysis that makes it; where one refers to another, its id is in angle brackets. */
const analyses: Readonly<Record<string, unknown>> = {
  model: { regress: 'm_city ~ g_city + population', vcov: 'HC1' },
  rows: { placebo: '<model>', permute: 'g_city', draws: 300 },
  between: { placebo: '<model>', permute: 'population', within: 'industry', draws: 300 },
  whole: { placebo: '<model>', permute: 'g_city', unit: 'city', draws: 300 },
  mediation: {
    mediate: { outcome: 'm_city', treatment: 'g_city', mediator: 'fai', controls: ['population'] },
    tests: [{ bootstrap: { draws: 300, cluster: 'city', interval: 'bca' } }],
    vcov: 'HC1',
  },
  wild: { regress: 'm_city ~ g_city + population', vcov: { wild: { cluster: 'city', draws: 199 } } },
  webb: {
    regress: 'm_city ~ g_city + population',
    vcov: { wild: { cluster: 'industry', draws: 99, weights: 'webb' } },
  },
  groups: {
    regress: 'm_city ~ g_city + population',
    vcov: 'HC1',
    split: { nascent: 'year <= 2017', forming: 'year >= 2018' },
    compare: { terms: ['g_city'], test: 'permutation', draws: 99 },
  },
  curve: {
    curve: '<model>',
    over: { treatment: ['g_city'], controls: 'subsets', vcov: ['HC1', { cluster: 'city' }] },
    draws: 99,
  },
  bootstrapped: {
    regress: 'm_city ~ g_city + population | year',
    vcov: { bootstrap: { draws: 200, cluster: 'city' } },
  },
};
const ids = Object.keys(analyses);

/** The analyses in an order and under names, by their places in `ids`. */
function study(order: readonly number[], names: readonly string[]) {
  const referring = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll(/<(\w+)>/g, (_, id: string) => names[ids.indexOf(id)]!));
  return compileStudy(
    JSON.stringify({
      study: 'draws',
      seed: 7,
      data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
      analyses: Object.fromEntries(order.map((i) => [names[i]!, referring(analyses[ids[i]!])])),
    }),
    studyFolder,
  );
}

/** What each analysis gave, by its own id, whatever it was called. */
function byId(results: { readonly analyses: object }, names: readonly string[]): Record<string, unknown> {
  let text = JSON.stringify(results.analyses);
  names.forEach((name, i) => {
    text = text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), ids[i]!);
  });
  return JSON.parse(text) as Record<string, unknown>;
}

describe('what is drawn', () => {
  const order = ids.map((_, i) => i);
  /** Names that are in no other text of the results. */
  const ownNames = ids.map((_, i) => `zzq${i}`);
  const scenario = fc.record({
    jobs: fc.integer({ min: 1, max: 3 }),
    order: fc.shuffledSubarray(order, { minLength: 1 }),
    names: fc.shuffledSubarray(ownNames, { minLength: ids.length }),
    kept: fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
  });

  it('depends on neither jobs, cache, order nor names', async () => {
    const kept = new Map<string, unknown>();
    const cache: StepCache = {
      program: '',
      atOnceFrom: 0,
      read: (key) => (kept.has(key) ? { value: kept.get(key) } : null),
      write: (key, value) => kept.set(key, value) !== undefined,
    };
    const first = await run(study(order, ids), { ...runOptions(studyFolder), cache });
    expect(first.failures).toEqual([]);
    const expected = byId(first.results, ids);
    const whole = [...kept];
    await fc.assert(
      fc.asyncProperty(scenario, async ({ jobs, order: taken, names, kept: pattern }) => {
        // The model that others refer to has to be there.
        const plan = study([...new Set([...taken, 0])], names);
        kept.clear();
        whole.forEach(([key, value], i) => {
          if (pattern[i % pattern.length]) kept.set(key, value);
        });
        const options = { ...runOptions(studyFolder), cache, jobs, workerUrl, threadsFrom: 0 };
        const found = byId((await run(plan, options)).results, names);
        expect(Object.keys(found)).toHaveLength(new Set([...taken, 0]).size);
        for (const [id, value] of Object.entries(found)) expect(value).toEqual(expected[id]);
      }),
      { numRuns: 6 },
    );
  });

  it('is something else for another column, and for whole units', async () => {
    const { results } = await run(study(order, ids), runOptions(studyFolder));
    const drawsOf = (id: string) =>
      (results.analyses[id] as unknown as { readonly draws: readonly unknown[] }).draws;
    expect(drawsOf('rows')).not.toEqual(drawsOf('between'));
    expect(drawsOf('rows').slice(0, 300)).not.toEqual(drawsOf('whole'));
  });
});
