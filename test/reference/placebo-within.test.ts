/**
 * Placebo permutations within cities and within years against R (14-placebo-within.R): placebo-within.json, whole. With the
 * stored permutations every draw's estimate to 1e-9 of the largest one, t to 1e-9 of the largest, p to what t allows, and the
 * permutation p exactly. Own draws, through a study: within four standard errors of the difference of two simulations.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { combinedCodes } from '../../runtime/design/codes.ts';
import { isFailure } from '../../runtime/inference/failure.ts';
import { drawPlacebo } from '../../runtime/inference/placebo.ts';
import { placeboProblem } from '../../runtime/inference/placebo-problem.ts';
import { summarisePlacebo } from '../../runtime/inference/placebo-summary.ts';
import type { PlaceboRecord, PlaceboResult } from '../../runtime/results/results.ts';
import { fitted, preparedPanel, specOf } from '../unit/numerics/fixture.ts';
import { account, differences, leaves, RELATIVE, relative, toleranceOfT, unaccounted } from './account.ts';
import { preparation, type Spec, study, termOf } from './studies.ts';

interface Expected {
  readonly real: Readonly<Record<'estimate' | 'statistic' | 'p', number>>;
  readonly exact: Readonly<Record<'estimate' | 'statistic' | 'p', readonly number[]>> & Shares;
  readonly own: Readonly<Record<'n' | 'mean' | 'sd' | 'share_p_below_5' | 'share_p_above_10', number>> &
    Shares;
}

type Shares = Readonly<Record<'p_statistic' | 'p_estimate', number>>;
type Scheme = 'city' | 'year';
type Model = 'pooled' | 'two_way';

const stored = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
const reference = stored('./placebo-within.json') as Readonly<
  Record<Scheme, Readonly<Record<Model, Expected>>>
>;
const permutations = stored('./placebo-within-permutations.json') as Readonly<Record<Scheme, number[][]>>;

const schemes = ['city', 'year'] as const;
const models = ['pooled', 'two_way'] as const;
const statistics = ['statistic', 'estimate'] as const;

const formulas = {
  pooled: 'AGG ~ GRA + TIN + POS + NUE',
  two_way: 'AGG ~ GRA + TIN + POS + NUE | city + year',
} as const;

const table = preparedPanel();
const specs: Readonly<Record<Model, ModelSpec>> = {
  pooled: specOf(formulas.pooled, { vcov: { type: 'iid' } }),
  two_way: specOf(formulas.two_way, { vcov: { type: 'cluster', by: ['city'] }, conventions: 'fixest' }),
};

/** The stored permutations, through the function that draws use. */
function given(scheme: Scheme, model: Model, statistic: 'statistic' | 'estimate'): PlaceboResult {
  const spec = specs[model];
  const { design, smallSample, record } = fitted(table, spec);
  const draws = permutations[scheme];
  const problem = placeboProblem({
    parameters: { permute: 'GRA', draws: draws.length, within: scheme, unit: null, statistic, seed: 1 },
    formula: spec.formula,
    design,
    collinear: [],
    vcov: spec.vcov,
    small: smallSample,
    model: '',
    within: combinedCodes(table, [scheme], design.rows),
    unit: null,
    given: Int32Array.from(draws.flat().map((row) => row - 1)),
  });
  if (isFailure(problem)) throw new Error(problem.note.message);
  const values = drawPlacebo(problem.draws, 0, draws.length);
  const actual = termOf(record, 'GRA');
  return summarisePlacebo(values, { actual, within: scheme, unit: null, statistic, notes: problem.notes });
}

const book = account();

function compareGiven(scheme: Scheme, model: Model): void {
  const { real, exact } = reference[scheme][model];
  const at = `${scheme}.${model}`;
  const result = given(scheme, model, 'statistic');
  const { actual } = result;
  const df = actual.df!;
  book.compare(`${at}.real.estimate`, actual.estimate, relative(real.estimate));
  book.compare(`${at}.real.statistic`, actual.statistic, 2 * relative(real.statistic));
  book.compare(`${at}.real.p`, actual.p, 2 * toleranceOfT(real.p, real.statistic, df));
  for (const kind of statistics) {
    // Differences near zero: they are compared on the scale of all of them.
    const scale = Math.max(...exact[kind].map(Math.abs));
    exact[kind].forEach((_, i) => {
      book.compare(`${at}.exact.${kind}[${i}]`, result.draws[i]![kind], RELATIVE * scale);
    });
    const { p } = kind === 'statistic' ? result : given(scheme, model, kind);
    book.compare(`${at}.exact.p_${kind}`, p, 1e-14);
  }
  // A t near zero is off by RELATIVE of the largest one, and p then by no more than twice that.
  const off = 2 * RELATIVE * Math.max(...exact.statistic.map(Math.abs));
  exact.p.forEach((p, i) => {
    const allowed = off + toleranceOfT(p, exact.statistic[i]!, df);
    book.compare(`${at}.exact.p[${i}]`, result.draws[i]!.p, allowed);
  });
}

const OWN = 2000;

const analyses: Readonly<Record<string, Spec>> = {
  pooled: { regress: formulas.pooled, vcov: 'iid' },
  two_way: { regress: formulas.two_way, vcov: { cluster: 'city' }, conventions: 'fixest' },
  ...Object.fromEntries(
    models.flatMap((model) =>
      schemes.flatMap((within) =>
        statistics.map((statistic) => [
          `${model}_${within}_${statistic}`,
          {
            placebo: model,
            permute: 'GRA',
            draws: OWN,
            within,
            ...(statistic === 'estimate' && { statistic }),
          },
        ]),
      ),
    ),
  ),
};

/** Two independent simulations: 4 standard errors of their difference. A share near zero is counted in whole draws. */
function compareOwn(scheme: Scheme, model: Model, record: (name: string) => PlaceboRecord): void {
  const { own } = reference[scheme][model];
  const at = `${scheme}.${model}.own`;
  const error = 4 * Math.sqrt(1 / own.n + 1 / OWN);
  const ofShare = (share: number): number => error * Math.sqrt(share * (1 - share)) + 2 / OWN;
  const { summary } = record(`${model}_${scheme}_statistic`);
  book.compare(`${at}.mean`, summary.mean, error * own.sd);
  book.compare(`${at}.sd`, summary.sd, (error * own.sd) / Math.SQRT2);
  book.compare(`${at}.share_p_below_5`, summary.share_p_below_5, ofShare(own.share_p_below_5));
  book.compare(`${at}.share_p_above_10`, summary.share_p_above_10, ofShare(own.share_p_above_10));
  for (const kind of statistics) {
    const { p } = record(`${model}_${scheme}_${kind}`);
    book.compare(`${at}.p_${kind}`, p, ofShare(own[`p_${kind}`]));
  }
}

describe('placebo-within.json', () => {
  beforeAll(async () => {
    const { results } = await study('agglomeration.csv', preparation({}), analyses);
    for (const scheme of schemes) {
      for (const model of models) {
        compareGiven(scheme, model);
        compareOwn(scheme, model, (name) => results.analyses[name] as PlaceboRecord);
      }
    }
  }, 60_000);

  it('has no number that is off', () => {
    expect(differences(leaves(reference), book.compared)).toEqual([]);
  });

  it('is accounted for, number by number', () => {
    const excused = [
      [/^env\./, 'about the making of the reference'],
      [/\.own\.n$/, 'how often R drew, which the tolerances take into account'],
    ] as const;
    expect(unaccounted(leaves(reference), book.compared, excused)).toEqual([]);
  });
});
