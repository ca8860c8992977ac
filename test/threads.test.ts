/** Draws in threads: the same results for any number of jobs, and threads that really did work. */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../runtime/index.ts';
import { compileStudy, runOptions, studyFolder } from './study.ts';

const spec = {
  study: 'threads',
  seed: 7,
  data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
  analyses: {
    model: { regress: 'm_city ~ g_city + population', vcov: 'HC1' },
    placebo: { placebo: 'model', permute: 'g_city', draws: 20000 },
    mediation: {
      mediate: { outcome: 'm_city', treatment: 'g_city', mediator: 'fai', controls: ['population'] },
      tests: ['sobel', { bootstrap: { draws: 20000 } }],
      vcov: 'HC1',
    },
  },
};

const workerUrl = pathToFileURL(resolve(import.meta.dirname, '../dist/worker.js'));

describe('draws in threads', () => {
  const plan = compileStudy(JSON.stringify(spec), studyFolder);
  const withJobs = (jobs: number) => run(plan, { ...runOptions(studyFolder), jobs, workerUrl });

  it('1, 2 and 3 jobs give the same results, and with 2 and 3 every thread did its share', async () => {
    const [one, two, three] = [await withJobs(1), await withJobs(2), await withJobs(3)];
    expect(JSON.stringify(two.results)).toBe(JSON.stringify(one.results));
    expect(JSON.stringify(three.results)).toBe(JSON.stringify(one.results));
    expect(busy(one.threads)).toEqual([0]);
    expect(busy(two.threads)).toEqual([1, 2]);
    expect(busy(three.threads)).toEqual([1, 2, 3]);
  });

  it('a placebo of a thousand draws on 308 rows starts none', async () => {
    const small = {
      ...spec,
      analyses: { ...spec.analyses, placebo: { ...spec.analyses.placebo, draws: 1000 } },
    };
    const { mediation: _, ...analyses } = small.analyses;
    const { threads } = await run(compileStudy(JSON.stringify({ ...small, analyses }), studyFolder), {
      ...runOptions(studyFolder),
      jobs: 2,
      workerUrl,
    });
    expect(busy(threads)).toEqual([0]);
  });
});

/** Numbers of the threads that computed at least one block; 0 is the calling thread. */
function busy(threads: readonly { readonly worker: number; readonly blocks: number }[]): number[] {
  return [...new Set(threads.filter((thread) => thread.blocks > 0).map((thread) => thread.worker))].sort();
}
