/** A run with a cache: the same results, and of the steps none that an earlier run finished. */
import { describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { pack, unpack } from '../../../runtime/schedule/plain-values.ts';
import type { StepCache } from '../../../runtime/schedule/recall.ts';
import type { FileContent } from '../../../runtime/sources/files.ts';
import { readSource } from '../../../runtime/sources/files.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

const levels = { advanced: 'Advanced', equipment: 'Equipment', 'new-industrialisation': 'New' };
const spec = {
  study: 'cached',
  seed: 7,
  data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
  prepare: [{ derive: { share: 'm_city / g_city' } }],
  variables: { industry: { levels } },
  analyses: {
    summary: { describe: ['share', 'population'] },
    model: { regress: 'share ~ g_city + population + industry', vcov: 'HC1', diagnostics: ['vif'] },
    other: { regress: 'share ~ population', vcov: 'HC1' },
    placebo: { placebo: 'model', permute: 'population', draws: 300 },
  },
  tables: { main: { of: 'model' } },
  claims: { H: { says: 'down', holds: 'model.g_city.estimate < 0' } },
};
type Analyses = Readonly<Record<string, unknown>>;

/** A cache in memory. */
function memory() {
  const kept = new Map<string, unknown>();
  const cache: StepCache = {
    program: 'one',
    atOnceFrom: 0,
    read: (key) => (kept.has(key) ? { value: unpack(pack(kept.get(key))!) } : null),
    write: (key, value) => kept.set(key, value) !== undefined,
  };
  return { kept, cache };
}

interface Ran {
  /** The steps that were run: tables by kind, models by reference, others by analysis. */
  readonly ran: readonly string[];
  readonly text: string;
}

async function ranOf(study: object, cache?: StepCache, altered?: Uint8Array): Promise<Ran> {
  const readFile = (path: string) => {
    const content = readSource(studyFolder, path);
    return altered && content.kind === 'file' ? asIf(content, altered) : content;
  };
  const options = { ...runOptions(studyFolder), readFile, ...(cache ? { cache } : {}) };
  const plan = compileStudy(JSON.stringify(study), studyFolder);
  const { results, failures, ran, settle } = await run(plan, options);
  settle();
  expect(failures).toEqual([]);
  const nameOf = (id: string): string => {
    const step = plan.steps.find((one) => one.id === id)!;
    const models = plan.analyses.flatMap((analysis) => analysis.models);
    const owner = plan.analyses.find(({ steps }) => Object.values(steps).includes(id));
    const model = models.find((one) => one.step === id);
    return model?.ref.replace(/\.\d+$/, '') ?? owner?.id ?? step.kind;
  };
  return { ran: ran.map(nameOf), text: JSON.stringify(results) };
}

const asIf = (content: FileContent, bytes: Uint8Array): FileContent => ({
  ...content,
  bytes,
  sha256: 'altered',
});

/** The study's data with one cell of a column another. */
function withCell(column: string): Uint8Array {
  const content = readSource(studyFolder, spec.data.file);
  if (content.kind !== 'file') throw new Error(content.message);
  const lines = Buffer.from(content.bytes).toString('utf8').split('\n');
  const at = lines[0]!.trimEnd().split(',').indexOf(column);
  const cells = lines[7]!.split(',');
  cells[at] = `9${cells[at]}`;
  return Buffer.from(lines.with(7, cells.join(',')).join('\n'));
}

/** What runs of a study of which `spec` was run before; the results have to be those of a run without a cache. */
async function ranAfter(study: object, altered?: Uint8Array): Promise<readonly string[]> {
  const { cache } = memory();
  await ranOf(spec, cache);
  const { ran, text } = await ranOf(study, cache, altered);
  expect(text).toBe((await ranOf(study, undefined, altered)).text);
  expect((await ranOf(study, cache, altered)).ran).toEqual([]);
  return ran;
}

const withAnalyses = (analyses: Analyses) => ({ ...spec, analyses: { ...spec.analyses, ...analyses } });
const all = ['read', 'prepare', 'summary', 'model', 'other', 'diagnose', 'placebo'];

describe('a run with a cache', () => {
  it('gives the same results cold, warm and without one, and warm computes nothing', async () => {
    const { cache } = memory();
    const without = await ranOf(spec);
    expect([...without.ran].sort()).toEqual([...all].sort());
    expect(await ranOf(spec, cache)).toEqual(without);
    expect(await ranOf(spec, cache)).toEqual({ ...without, ran: [] });
  });

  const { summary, ...rest } = spec.analyses;
  const { variables } = spec;
  for (const [what, study] of [
    ['a title', { ...spec, title: 'Another' }],
    ['a label', { ...spec, variables: { ...variables, population: { label: 'Inhabitants' } } }],
    ['a label of a level', { ...spec, variables: { industry: { levels: { ...levels, advanced: 'A' } } } }],
    ['digits of a table', { ...spec, tables: { main: { of: 'model', digits: 2, title: 'T' } } }],
    [
      'a claim',
      { ...spec, claims: { I: { says: 'up', holds: 'model.g_city.estimate > 0', expect: false } } },
    ],
    ['the language', { ...spec, language: 'zh' }],
    ['formats and style', { ...spec, output: { formats: ['md'] } }],
    ['the name of an analysis', { ...spec, analyses: { ...rest, described: summary } }],
    ['an analysis that is gone', { ...spec, analyses: { model: rest.model } }],
  ] as const) {
    it(`runs nothing after ${what} has changed`, async () => {
      expect(await ranAfter(study)).toEqual([]);
    });
  }

  it('runs the model of which the formula has changed, and what needs it', async () => {
    const regress = 'share ~ g_city + population';
    expect(await ranAfter(withAnalyses({ other: { regress, vcov: 'HC1' } }))).toEqual([
      ...['read', 'prepare', 'other'],
    ]);
    expect(await ranAfter(withAnalyses({ model: { ...spec.analyses.model, regress } }))).toEqual([
      ...['read', 'prepare', 'model', 'diagnose', 'placebo'],
    ]);
  });

  it('runs no other model where a formula asks for a column that was not read, or no more for one that was', async () => {
    expect(await ranAfter(withAnalyses({ other: { regress: 'share ~ fai', vcov: 'HC1' } }))).toEqual([
      ...['read', 'prepare', 'other'],
    ]);
    const without = { other: { regress: 'log(share) ~ 1', vcov: 'HC1' } };
    const analyses = { model: spec.analyses.model, ...without };
    expect(await ranAfter({ ...spec, analyses })).toEqual(['read', 'prepare', 'other']);
  });

  it('runs what looks at a cell that has changed, and only reads again where nothing does', async () => {
    expect(await ranAfter(spec, withCell('fai'))).toEqual(['read']);
    expect([...(await ranAfter(spec, withCell('population')))].sort()).toEqual([...all].sort());
    // `share` is made of it: the preparation runs again, and so does all that stands on `share`.
    expect([...(await ranAfter(spec, withCell('g_city')))].sort()).toEqual([...all].sort());
    const alone = withAnalyses({ alone: { regress: 'population ~ employees', vcov: 'HC1' } });
    const { cache } = memory();
    await ranOf(alone, cache);
    const { ran } = await ranOf(alone, cache, withCell('employees'));
    expect(ran).toEqual(['read', 'prepare', 'alone']);
  });

  it('runs draws alone after another seed, and what groups by levels after another order of these', async () => {
    expect(await ranAfter({ ...spec, seed: 8 })).toEqual(['read', 'prepare', 'model', 'placebo']);
    const turned = { levels: Object.fromEntries(Object.entries(levels).reverse()) };
    expect(await ranAfter({ ...spec, variables: { industry: turned } })).toEqual([
      ...['read', 'prepare', 'model', 'diagnose', 'placebo'],
    ]);
  });

  it('runs all under another program', async () => {
    const { cache } = memory();
    await ranOf(spec, cache);
    expect([...(await ranOf(spec, { ...cache, program: 'two' })).ran].sort()).toEqual([...all].sort());
  });

  it('does again what is missing, and what that needs, and keeps only the former', async () => {
    const { kept, cache } = memory();
    const { text: without } = await ranOf(spec, cache);
    const whole = kept.size;
    for (const gone of [...kept.keys()]) {
      kept.delete(gone);
      expect((await ranOf(spec, cache)).text).toBe(without);
      expect(kept.size).toBe(whole);
    }
  });

  it('draws a bootstrapped model once, also where another step needs it whole', async () => {
    const { kept, cache } = memory();
    const model = { regress: 'share ~ g_city', vcov: { bootstrap: { draws: 100, interval: 'bca' } } };
    const [study, tested] = [{}, { hypotheses: { H: ['g_city'] } }].map((more) => ({
      ...spec,
      ...{ analyses: { model: { ...model, ...more } } },
    }));
    await ranOf(study!, cache);
    const drawn = () => [...kept.values()].filter((value) => value instanceof Float64Array);
    expect(drawn().map(({ length }) => length)).toEqual([200, 616]);
    const first = drawn();
    expect((await ranOf(tested!, cache)).text).toBe((await ranOf(tested!)).text);
    // The same objects: they were found, not made and kept again.
    expect(drawn().map((one, i) => one === first[i])).toEqual([true, true]);
  });

  it('takes models that were computed together with others only with all of these', async () => {
    const { cache } = memory();
    const over = { treatment: ['g_city'], controls: 'subsets' };
    const regress = 'share ~ g_city + population + employees + rd + vht';
    const first = { model: { regress, vcov: 'HC1' }, first: { curve: 'model', over } };
    const second = {
      other: { regress: regress.replace('share', 'log(share)'), vcov: 'HC1' },
      second: { curve: 'other', over },
    };
    const [one, two] = [first, { ...first, ...second }].map((analyses) => ({ ...spec, analyses }));
    await ranOf(one!, cache);
    expect((await ranOf(one!, cache)).ran).toEqual([]);
    const both = await ranOf(two!, cache);
    expect(both.text).toBe((await ranOf(two!)).text);
    const names = new Set(['read', 'prepare', 'model', 'first', 'other', 'second']);
    expect(new Set(both.ran)).toEqual(names);
    expect((await ranOf(two!, cache)).ran).toEqual([]);
    expect((await ranOf(one!, cache)).ran).toEqual([]);
  });

  it('keeps quick steps when it is over, and nothing before', async () => {
    const { kept, cache } = memory();
    const options = { ...runOptions(studyFolder), cache: { ...cache, atOnceFrom: Number.POSITIVE_INFINITY } };
    const plan = compileStudy(JSON.stringify(spec), studyFolder);
    const { settle } = await run(plan, options);
    expect(kept.size).toBe(0);
    settle();
    expect(kept.size).toBe(plan.steps.length);
  });
});
