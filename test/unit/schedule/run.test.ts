/** A run with a cold cache, a warm one, a part of one and none: the same results, and nothing done twice. */
import { describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { pack, unpack } from '../../../runtime/schedule/plain-values.ts';
import type { StepCache } from '../../../runtime/schedule/recall.ts';
import { readSource } from '../../../runtime/sources/files.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

const spec = {
  study: 'cached',
  seed: 7,
  data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
  prepare: [{ derive: { share: 'm_city / g_city' } }],
  variables: { industry: { levels: { advanced: 'Advanced', equipment: 'Equipment' } } },
  analyses: {
    summary: { describe: ['share', 'population'] },
    model: { regress: 'share ~ g_city + population + industry', vcov: 'HC1', diagnostics: ['vif'] },
    placebo: { placebo: 'model', permute: 'population', draws: 300 },
  },
};
type Spec = typeof spec;

/** A cache in memory that writes down what is asked of it. */
function memory() {
  const kept = new Map<string, unknown>();
  const log: string[] = [];
  const cache: StepCache = {
    program: 'one',
    worthFrom: 0,
    read(key) {
      log.push(kept.has(key) ? 'hit' : 'miss');
      return kept.has(key) ? { value: unpack(pack(kept.get(key))!) } : null;
    },
    write(key, value) {
      log.push('write');
      kept.set(key, value);
      return true;
    },
  };
  const asked = (): string[] => log.splice(0);
  return { kept, asked, cache };
}

async function resultsOf(study: Spec, cache?: StepCache, altered?: Uint8Array): Promise<string> {
  const readFile = (path: string) => {
    const content = readSource(studyFolder, path);
    return altered && content.kind === 'file' ? { ...content, bytes: altered, sha256: 'altered' } : content;
  };
  const options = { ...runOptions(studyFolder), readFile, ...(cache ? { cache } : {}) };
  const { results, failures } = await run(compileStudy(JSON.stringify(study), studyFolder), options);
  expect(failures).toEqual([]);
  return JSON.stringify(results);
}

const steps = compileStudy(JSON.stringify(spec), studyFolder).steps.length;
const all = (word: string): string[] => Array.from({ length: steps }, () => word);

describe('a run with a cache', () => {
  it('gives the same results cold, warm and without one, and warm computes nothing', async () => {
    const { asked, cache } = memory();
    const without = await resultsOf(spec);
    expect(await resultsOf(spec, cache)).toBe(without);
    expect(asked()).toEqual([...all('miss'), ...all('write')]);
    expect(await resultsOf(spec, cache)).toBe(without);
    expect(asked()).toEqual(all('hit'));
  });

  it('does again what is missing, and what that needs, and writes only the former', async () => {
    const { kept, asked, cache } = memory();
    const without = await resultsOf(spec, cache);
    for (const gone of [...kept.keys()]) {
      kept.delete(gone);
      asked();
      expect(await resultsOf(spec, cache)).toBe(without);
      expect(asked().filter((word) => word === 'write')).toHaveLength(1);
    }
  });

  it('draws a bootstrapped model once, also where another step needs it whole', async () => {
    const { kept, asked, cache } = memory();
    const model = { regress: 'share ~ g_city', vcov: { bootstrap: { draws: 100, interval: 'bca' } } };
    const study = { ...spec, analyses: { model } } as unknown as Spec;
    const tested = {
      ...spec,
      analyses: { model: { ...model, hypotheses: { H: ['g_city'] } } },
    } as unknown as Spec;
    const without = await resultsOf(tested);
    await resultsOf(study, cache);
    expect(
      [...kept.values()].filter((value) => value instanceof Float64Array).map(({ length }) => length),
    ).toEqual([200, 616]);
    asked();
    expect(await resultsOf(tested, cache)).toBe(without);
    // Read, prepared, estimated and the hypothesis; then moves and jackknife.
    expect(asked()).toEqual(['hit', 'hit', 'hit', 'miss', 'hit', 'hit', 'write']);
  });

  it('takes nothing from models that were computed together with others', async () => {
    const { asked, cache } = memory();
    const over = { treatment: ['g_city'], controls: 'subsets' };
    const regress = 'share ~ g_city + population + employees + rd + vht';
    const first = { model: { regress, vcov: 'HC1' }, first: { curve: 'model', over } };
    const second = {
      other: { regress: regress.replace('share', 'log(share)'), vcov: 'HC1' },
      second: { curve: 'other', over },
    };
    const one = { ...spec, analyses: first } as unknown as Spec;
    const two = { ...spec, analyses: { ...first, ...second } } as unknown as Spec;
    await resultsOf(one, cache);
    asked();
    expect(await resultsOf(two, cache)).toBe(await resultsOf(two));
    // The table and what prepares it; neither curve.
    expect(asked().filter((word) => word === 'hit')).toHaveLength(2);
  });

  it('asks for other entries where the data, the program or the order of levels is another', async () => {
    const { asked, cache } = memory();
    await resultsOf(spec, cache);
    asked();
    await resultsOf(spec, { ...cache, program: 'two' });
    expect(asked()).not.toContain('hit');
    const turned = { levels: { equipment: 'Equipment', advanced: 'Advanced' } };
    const reordered = { ...spec, variables: { industry: turned } } as unknown as Spec;
    expect(await resultsOf(reordered, cache)).toBe(await resultsOf(reordered));
    expect(asked()).not.toContain('hit');
    const content = readSource(studyFolder, spec.data.file);
    if (content.kind !== 'file') throw new Error(content.message);
    const altered = Buffer.from(Buffer.from(content.bytes).toString('utf8').replace(/,(\d)/, ',9$1'));
    expect(await resultsOf(spec, cache, altered)).toBe(await resultsOf(spec, undefined, altered));
    expect(asked()).not.toContain('hit');
  });

  it('keeps labels out of it, and takes up an analysis under another name', async () => {
    const { asked, cache } = memory();
    await resultsOf(spec, cache);
    asked();
    const { summary, ...rest } = spec.analyses;
    const renamed = {
      ...spec,
      title: 'Another',
      analyses: { ...rest, described: summary },
    } as unknown as Spec;
    expect(await resultsOf(renamed, cache)).toBe(await resultsOf(renamed));
    expect(asked()).toEqual(all('hit'));
  });

  it('keeps no step that takes less time than is worth a file', async () => {
    const { asked, cache } = memory();
    await resultsOf(spec, { ...cache, worthFrom: Number.POSITIVE_INFINITY });
    expect(asked()).toEqual(all('miss'));
  });
});
