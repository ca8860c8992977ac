/** Data under the null, and the studies that test it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Results } from '../../runtime/results/results.ts';
import { drawKey, nextWord, openStream, type RandomStream } from '../../runtime/inference/random.ts';

export interface SizeTest {
  readonly test: string;
  /** Why it may not reject at its level here; null where it is to. */
  readonly unlike: string | null;
  readonly p: (results: Results) => number | null;
}

export interface Design {
  readonly name: string;
  /** How the data are made, as a sentence. */
  readonly says: string;
  /** A folder with a data set of the design, from which the study's columns are known. */
  readonly folder: string;
  readonly study: { readonly seed: number; readonly [key: string]: unknown };
  readonly data: (replication: number) => string;
  readonly tests: readonly SizeTest[];
}

/** Uniform on (0, 1). */
const uniform = (stream: RandomStream): number => (nextWord(stream) + 0.5) / 4294967296;

/** Standard normal: Box and Muller (1958), the first of their two. */
const normal = (stream: RandomStream): number =>
  Math.sqrt(-2 * Math.log(uniform(stream))) * Math.cos(2 * Math.PI * uniform(stream));

const SEED = 987_654_321;

function streamOf(name: string, replication: number): RandomStream {
  return openStream(
    drawKey(20240501, { kind: 'bootstrap', models: [name], of: null, within: null, unit: null }),
    replication,
  );
}

interface Draft extends Omit<Design, 'folder' | 'study' | 'data'> {
  readonly panel: boolean;
  readonly analyses: Readonly<Record<string, unknown>>;
  readonly header: string;
  readonly rows: (stream: RandomStream) => readonly (readonly (number | string)[])[];
}

function design({ panel, analyses, header, rows, ...rest }: Draft): Design {
  const data = (replication: number): string =>
    `${[header, ...rows(streamOf(rest.name, replication)).map((row) => row.join(','))].join('\n')}\n`;
  const folder = mkdtempSync(join(tmpdir(), 'studyc-size-'));
  writeFileSync(join(folder, 'data.csv'), data(0));
  const source = { file: 'data.csv', ...(panel ? { panel: { unit: 'unit', time: 'time' } } : {}) };
  return { ...rest, folder, data, study: { study: 'size', seed: SEED, data: source, analyses } };
}

interface Analysed {
  readonly p?: number | null;
  readonly models: readonly {
    readonly terms: readonly { readonly term: string; readonly p: number | null }[];
  }[];
  readonly compare?: readonly { readonly p: number | null }[];
}

const analysis = (results: Results, id: string): Analysed => results.analyses[id] as unknown as Analysed;
/** Of a test whose assumptions the data do not meet. */
export const CONTRAST = 'for contrast: its assumptions do not hold here';
/** Of a test that is right as the number of clusters grows. */
const FEW = 'asymptotic in the number of clusters, of which the next design has more';

/** Of a statistic that many draws share with the data. */
const TIES = 'the share of four models has few values, and a draw that ties counts as one beyond';

const own = (test: string, id: string, unlike: string | null = null): SizeTest => ({
  ...{ test, unlike },
  p: (results) => analysis(results, id).p ?? null,
});
const ofTerm = (test: string, id: string, unlike: string | null = null): SizeTest => ({
  ...{ test, unlike },
  p: (results) => analysis(results, id).models[0]!.terms.find(({ term }) => term === 'x')?.p ?? null,
});
const compared = (test: string, id: string, unlike: string | null = null): SizeTest => ({
  ...{ test, unlike },
  p: (results) => analysis(results, id).compare?.[0]?.p ?? null,
});

const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

function independentRows(): Design {
  return design({
    name: 'rows',
    says: '60 independent rows: y = z + e, x independent of both, e with a heavy tail; 6 regions that shift x and y alike',
    panel: false,
    header: 'region,z,x,y,shifted_x,shifted_y',
    rows: (stream) =>
      range(60).map((i) => {
        const [z, x, e] = [normal(stream), normal(stream), normal(stream) / Math.sqrt(uniform(stream))];
        const region = i % 6;
        return [`r${region}`, z, x, z + e, x + region, z + e + 2 * region];
      }),
    analyses: {
      model: { regress: 'y ~ x + z', vcov: 'HC1' },
      rows: { placebo: 'model', permute: 'x', draws: 199 },
      shifted: { regress: 'shifted_y ~ shifted_x + z', vcov: 'HC1' },
      within: { placebo: 'shifted', permute: 'shifted_x', within: 'region', draws: 199 },
      anywhere: { placebo: 'shifted', permute: 'shifted_x', draws: 199 },
    },
    tests: [
      own('placebo, all rows', 'rows'),
      own('placebo, within regions', 'within'),
      own('placebo, all rows, where regions shift both', 'anywhere', CONTRAST),
    ],
  });
}

/** x and e of a unit: a level of its own and a course that remembers. */
function course(stream: RandomStream, periods: number): readonly number[] {
  const level = normal(stream);
  let last = normal(stream);
  return range(periods).map(() => {
    last = 0.8 * last + 0.6 * normal(stream);
    return level + last;
  });
}

function fewUnits(): Design {
  return design({
    name: 'units',
    says: '14 units of 6 years; x and e have a level of the unit and remember last year, and are independent of one another',
    panel: true,
    header: 'unit,time,x,y',
    rows: (stream) =>
      range(14).flatMap((unit) => {
        const [x, e] = [course(stream, 6), course(stream, 6)];
        return range(6).map((time) => [`u${unit}`, 2000 + time, x[time]!, e[time]!]);
      }),
    analyses: {
      clustered: { regress: 'y ~ x', vcov: { cluster: 'unit' } },
      robust: { regress: 'y ~ x', vcov: 'HC1' },
      wild: { regress: 'y ~ x', vcov: { wild: { cluster: 'unit', draws: 399 } } },
      webb: { regress: 'y ~ x', vcov: { wild: { cluster: 'unit', draws: 399, weights: 'webb' } } },
      whole: { placebo: 'clustered', permute: 'x', unit: 'unit', draws: 199 },
      rows: { placebo: 'robust', permute: 'x', draws: 199 },
    },
    tests: [
      own('placebo, whole units', 'whole'),
      own('placebo, all rows', 'rows', CONTRAST),
      ofTerm('wild cluster bootstrap, Rademacher', 'wild'),
      ofTerm("wild cluster bootstrap, Webb's weights", 'webb'),
      ofTerm('t, HC1', 'robust', CONTRAST),
    ],
  });
}

function twoGroups(): Design {
  const groups = { split: 'side' };
  const compare = (test: string, more: object = {}) => ({ compare: { terms: ['x'], test, ...more } });
  const model = { regress: 'y ~ x + z', vcov: 'HC1', ...groups };
  return design({
    name: 'groups',
    says: 'two groups of 150 rows with the same coefficients: y = x + z + e, the variance of e twice as large where x is large',
    panel: false,
    header: 'side,x,z,y',
    rows: (stream) =>
      range(300).map((i) => {
        const [x, z, e] = [normal(stream), normal(stream), normal(stream)];
        return [i % 2 === 0 ? 'a' : 'b', x, z, x + z + e * (x > 0 ? Math.SQRT2 : 1)];
      }),
    analyses: {
      suest: { ...model, ...compare('suest') },
      chow: { ...model, ...compare('chow') },
      permutation: { ...model, ...compare('permutation', { draws: 199 }) },
    },
    tests: [
      compared('comparison, suest, HC1', 'suest'),
      compared('comparison, chow, HC1', 'chow'),
      compared('comparison, permutation of groups', 'permutation'),
    ],
  });
}

/** Rows of units that take turns in two groups: y = x + e. */
function unitsInGroups(stream: RandomStream, units: number): readonly (readonly (number | string)[])[] {
  return range(units).flatMap((unit) => {
    const [x, e] = [course(stream, 4), course(stream, 4)];
    const side = unit % 2 === 0 ? 'a' : 'b';
    return range(4).map((time) => [`u${unit}`, 2000 + time, side, x[time]!, x[time]! + e[time]!]);
  });
}

function groupsOfUnits(): Design {
  const compare = (test: string, more: object = {}) => ({ compare: { terms: ['x'], test, ...more } });
  const model = (vcov: unknown) => ({ regress: 'y ~ x', vcov, split: 'side' });
  return design({
    name: 'groups of units',
    says: 'two groups of 50 units of 4 years with the same coefficients; x and e remember last year and have a level of the unit',
    panel: true,
    header: 'unit,time,side,x,y',
    rows: (stream) => unitsInGroups(stream, 100),
    analyses: {
      suest: { ...model({ cluster: 'unit' }), ...compare('suest') },
      chow: { ...model({ cluster: 'unit' }), ...compare('chow') },
      adjusted: { ...model({ cr2: 'unit' }), ...compare('chow') },
      units: { ...model({ cluster: 'unit' }), ...compare('permutation', { draws: 199, unit: 'unit' }) },
      robust: { ...model('HC1'), ...compare('suest') },
    },
    tests: [
      compared('comparison, suest, clustered by unit', 'suest', FEW),
      compared('comparison, chow, clustered by unit', 'chow', FEW),
      compared('comparison, chow, CR2 by unit', 'adjusted'),
      compared('comparison, permutation of whole units', 'units'),
      compared('comparison, suest, HC1', 'robust', CONTRAST),
    ],
  });
}

function groupsOfManyUnits(): Design {
  const model = { regress: 'y ~ x', vcov: { cluster: 'unit' }, split: 'side' };
  return design({
    name: 'many units',
    says: 'the same with two groups of 300 units',
    panel: true,
    header: 'unit,time,side,x,y',
    rows: (stream) => unitsInGroups(stream, 600),
    analyses: {
      suest: { ...model, compare: { terms: ['x'], test: 'suest' } },
      chow: { ...model, compare: { terms: ['x'], test: 'chow' } },
    },
    tests: [
      compared('comparison, suest, clustered by unit', 'suest'),
      compared('comparison, chow, clustered by unit', 'chow'),
    ],
  });
}

function curves(): Design {
  const joint = (
    statistic: 'median' | 'share' | 'stouffer',
    test: string,
    unlike: string | null = null,
  ): SizeTest => ({
    ...{ test, unlike },
    p: (results) =>
      (results.analyses['curve'] as unknown as { joint: Record<string, { p: number }> | null }).joint?.[
        statistic
      ]?.p ?? null,
  });
  return design({
    name: 'curves',
    says: '60 independent rows: y = z + w + e, x independent of all; a curve over the subsets of z and w',
    panel: false,
    header: 'x,z,w,y',
    rows: (stream) =>
      range(60).map(() => {
        const [x, z, w, e] = [normal(stream), normal(stream), normal(stream), normal(stream)];
        return [x, z, w, z + w + e];
      }),
    analyses: {
      model: { regress: 'y ~ x + z + w', vcov: 'HC1' },
      curve: { curve: 'model', over: { treatment: ['x'], controls: 'subsets' }, draws: 199 },
    },
    tests: [
      joint('median', 'specification curve, median estimate'),
      joint('share', 'specification curve, share of significant models', TIES),
      joint('stouffer', "specification curve, Stouffer's Z"),
    ],
  });
}

export function designs(): readonly Design[] {
  return [independentRows(), fewUnits(), twoGroups(), groupsOfUnits(), groupsOfManyUnits(), curves()];
}
