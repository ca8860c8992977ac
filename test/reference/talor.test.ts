/**
 * Mediation against R on the data that Hayes's textbook works through: talor-mediation.json, whole. Stored resamples
 * give R's bootstrap to 1e-9; own draws lie within their Monte Carlo error.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe } from 'vitest';
import { assemble } from '../../runtime/assemble.ts';
import type { Estimation } from '../../runtime/estimators/estimate.ts';
import { summariseIndirect } from '../../runtime/inference/bootstrap-effects.ts';
import { drawIndirect, indirectEffects, leaveOneOut } from '../../runtime/inference/bootstrap-indirect.ts';
import { isFailure } from '../../runtime/inference/failure.ts';
import { indirectDraws, indirectProblem } from '../../runtime/inference/indirect-problem.ts';
import { type Execution, execute } from '../../runtime/index.ts';
import type {
  BootstrapRecord,
  MediateParallelRecord,
  MediateRecord,
  PathRecord,
  Results,
} from '../../runtime/results/results.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { compileStudy, runOptions } from '../study.ts';
import { account, relative } from './account.ts';
import {
  compareEffects,
  comparePath,
  compareTest,
  type ReferencePath,
  type ReferenceTest,
} from './mediation.ts';
import { type Excuses, asksWhole } from './whole.ts';

interface Simple {
  readonly vcov: string;
  readonly y: string;
  readonly x: string;
  readonly mediator: string;
  readonly controls: readonly string[];
  readonly c: ReferencePath;
  readonly a: ReferencePath;
  readonly b: ReferencePath;
  readonly c_prime: ReferencePath;
  readonly sobel: ReferenceTest;
  readonly aroian: ReferenceTest;
  readonly goodman: ReferenceTest;
}

interface Bootstrap {
  readonly n: number;
  readonly mean: number;
  readonly se: number;
  readonly percentile95: readonly [number, number];
  readonly bca95: readonly [number, number];
  readonly z0: number;
  readonly acceleration: number;
  readonly first5?: readonly number[];
}

interface Reference {
  readonly published: Readonly<Record<'a' | 'b' | 'c_prime' | 'indirect', number>>;
  readonly simple: readonly Simple[];
  readonly with_controls: readonly Simple[];
  readonly import_mediator: readonly Simple[];
  readonly parallel_two_mediators: Readonly<Record<string, number>>;
  readonly lavaan_ml: Readonly<Record<'a' | 'b' | 'cp' | 'ab' | 'tot', { readonly est: number }>>;
  readonly bootstrap: Readonly<Record<'exact' | 'mc_20000', Bootstrap>>;
}

const folder = import.meta.dirname;
const stored = <T>(file: string): T => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as T;
const reference = stored<Reference>('talor-mediation.json');
const kinds = ['simple', 'with_controls', 'import_mediator'] as const;
const tests = ['sobel', 'aroian', 'goodman'] as const;
const DRAWS = 5000;

const variables = { outcome: 'reaction', treatment: 'cond', mediator: 'pmi' };
const bootstrap = (interval: 'percentile' | 'bca') => ({
  mediate: variables,
  tests: [{ bootstrap: { draws: DRAWS, interval } }],
  vcov: 'iid',
});

/** One analysis a mediation of the reference. R's percentiles are of type 7, and so are studyc's under fixest. */
const study = {
  ...{ study: 'talor', seed: 11, conventions: 'fixest', data: { file: 'talor.csv' } },
  analyses: {
    ...Object.fromEntries(
      kinds.flatMap((kind) =>
        reference[kind].map(({ y, x, mediator, controls, vcov }, i) => [
          `${kind}_${i}`,
          {
            mediate: { outcome: y, treatment: x, mediator, ...(controls.length > 0 ? { controls } : {}) },
            ...{ tests, vcov: vcov === 'classical' ? 'iid' : vcov },
          },
        ]),
      ),
    ),
    parallel: { mediate: { ...variables, mediator: ['pmi', 'import'] }, tests: ['sobel'], vcov: 'iid' },
    percentile: bootstrap('percentile'),
    bca: bootstrap('bca'),
  },
};

const book = account();

const excuses: Excuses = [
  [/^bootstrap\.mc_20000\.n$/, 'ours are 5,000'],
  [/bias_corrected95/, 'an interval that bca corrects further'],
  [/^lavaan_ml\..*\.(se|z|p)$/, 'maximum likelihood divides by n, least squares by its degrees of freedom'],
];

describe('talor-mediation.json', () => {
  beforeAll(async () => {
    const plan = compileStudy(JSON.stringify(study), folder);
    const execution = await execute(plan, runOptions(folder));
    const { analyses } = assemble(plan, execution.outputs, '0.0.0');
    for (const kind of kinds) {
      for (const [i, expected] of reference[kind].entries())
        compareOne(`${kind}[${i}]`, expected, analyses[`${kind}_${i}`] as MediateRecord);
    }
    comparePublished(analyses['simple_0'] as MediateRecord);
    compareParallel(analyses['parallel'] as MediateParallelRecord);
    compareStored(plan, execution);
    compareOwn(analyses);
  });

  asksWhole('talor-mediation', reference, book, excuses);
});

function compareOne(path: string, expected: Simple, actual: MediateRecord): void {
  const paths = { c: actual.total, a: actual.a, b: actual.b, c_prime: actual.direct } as const;
  const models = { c: 0, a: 1, b: 2, c_prime: 2 } as const;
  for (const key of ['c', 'a', 'b', 'c_prime'] as const) {
    const record: PathRecord = paths[key];
    comparePath(book, `${path}.${key}`, expected[key], record, actual.models[models[key]]!.conventions.df!);
  }
  compareEffects(book, path, expected as never, actual);
  for (const test of tests)
    compareTest(book, `${path}.${test}`, expected[test], actual.indirect[test]!, actual.indirect.estimate);
}

/** The book prints three decimals; lavaan stops at the maximum that least squares reaches in one step. */
function comparePublished({ a, b, direct, total, indirect }: MediateRecord): void {
  const printed = 5e-4;
  const ours = {
    a: a.estimate,
    b: b.estimate,
    cp: direct.estimate,
    ab: indirect.estimate,
    tot: total.estimate,
  };
  const { published, lavaan_ml } = reference;
  const names = { a: 'a', b: 'b', c_prime: 'cp', indirect: 'ab' } as const;
  for (const [key, name] of Object.entries(names)) book.compare(`published.${key}`, ours[name], printed);
  for (const [key, value] of Object.entries(ours))
    book.compare(`lavaan_ml.${key}.est`, value, relative(lavaan_ml[key as keyof typeof ours].est));
  if (Object.keys(published).length !== 5) throw new Error('a source and four numbers are published');
}

function compareParallel({ a, b, direct, indirect }: MediateParallelRecord): void {
  const expected = reference.parallel_two_mediators;
  const actual: Readonly<Record<string, number>> = {
    ...{
      a1: a['pmi']!.estimate,
      a2: a['import']!.estimate,
      b1: b['pmi']!.estimate,
      b2: b['import']!.estimate,
    },
    ...{ c_prime: direct.estimate, ind1: indirect['pmi']!.estimate, ind2: indirect['import']!.estimate },
  };
  for (const [key, value] of Object.entries(actual))
    book.compare(`parallel_two_mediators.${key}`, value, 2 * relative(expected[key]!));
}

/** The resamples that R drew. */
function compareStored(plan: Plan, execution: Execution): void {
  const rows = stored<{ readonly rows: readonly (readonly number[])[] }>('talor-bootstrap-indices.json').rows;
  const ref = plan.analyses
    .flatMap(({ models }) => models)
    .find((model) => model.ref === 'percentile.direct')!;
  const direct = execution.outputs.get(ref.step) as Estimation;
  if (direct.kind !== 'estimated') throw new Error('the direct model has estimates');
  const problem = indirectProblem({
    ...{ fit: direct.fit, treatment: 'cond', mediators: ['pmi'], cluster: null, fixed: [] },
  });
  if (isFailure(problem)) throw new Error(problem.note.message);
  const given = Int32Array.from(rows.flatMap((draw) => draw.map((row) => row - 1)));
  const values = drawIndirect(indirectDraws(problem, { given }), 0, rows.length);
  const whole = indirectEffects(problem, new Float64Array(problem.units).fill(1));
  const at = (jackknife: Float64Array | null): BootstrapRecord =>
    summariseIndirect(values, {
      ...{ mediators: ['pmi'], cluster: null, units: problem.units, level: 0.95, percentile: 7 },
      ...{ whole, jackknife },
    })['pmi']!;
  const expected = reference.bootstrap.exact;
  compareIntervals('bootstrap.exact', expected, at(null), at(leaveOneOut(problem)), (value) =>
    relative(value),
  );
  book.compare('bootstrap.exact.n', at(null).draws, 0);
  for (const [i, value] of expected.first5!.entries())
    book.compare(`bootstrap.exact.first5[${i}]`, values[2 * i], relative(value));
}

/**
 * Own draws. The reference allows 0.02 on every bound of 5,000 draws; mean and standard error are allowed four
 * standard deviations of their difference between 5,000 and 20,000 draws, and so is z0,
 * the normal quantile of a share near a half: its standard deviation is 1.2533 over the root of the draws.
 */
function compareOwn(analyses: Results['analyses']): void {
  const of = (id: string): BootstrapRecord => (analyses[id] as MediateRecord).indirect.bootstrap!;
  const expected = reference.bootstrap.mc_20000;
  const spread = 4 * Math.sqrt(1 / DRAWS + 1 / expected.n);
  compareIntervals('bootstrap.mc_20000', expected, of('percentile'), of('bca'), (_, what) => {
    if (what === 'bound') return 0.02;
    if (what === 'z0') return spread * 1.2533;
    return spread * expected.se;
  });
}

type Measure = 'mean' | 'se' | 'bound' | 'z0';

function compareIntervals(
  path: string,
  expected: Bootstrap,
  percentile: BootstrapRecord,
  bca: BootstrapRecord,
  tolerance: (value: number, what: Measure) => number,
): void {
  book.compare(`${path}.mean`, percentile.mean, tolerance(expected.mean, 'mean'));
  book.compare(`${path}.se`, percentile.std_error, tolerance(expected.se, 'se'));
  for (const [key, record] of [
    ['percentile95', percentile],
    ['bca95', bca],
  ] as const) {
    book.compare(`${path}.${key}[0]`, record.conf_low, tolerance(expected[key][0], 'bound'));
    book.compare(`${path}.${key}[1]`, record.conf_high, tolerance(expected[key][1], 'bound'));
  }
  book.compare(`${path}.z0`, bca.bias, tolerance(expected.z0, 'z0'));
  book.compare(`${path}.acceleration`, bca.acceleration, relative(expected.acceleration));
}
