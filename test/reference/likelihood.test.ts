/**
 * logit, probit and poisson against R's glm, iterated to 1e-15, and sandwich: hmda-logit, recreation-poisson and
 * agglomeration-glm, whole. Estimates to 1e-9 relative; of probit to 1e-7, since each of its iterations gains a digit and
 * R's stops when the deviance stands still, up to 3e-8 from the maximum. Standard errors of these files to 1e-7, since glm
 * computes them with the weights of the iteration before the last. Against glm restarted at its solution they are met to
 * 1e-9 below, and probit, restarted until it moves no more, in absorbed-poisson and margins. What follows from them, to
 * what that allows.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { EstimateRecord } from '../../runtime/results/results.ts';
import { fitted, specOf } from '../unit/numerics/fixture.ts';
import { type Account, account, leaves, relative } from './account.ts';
import { agglomeration, hmda, recreation } from './likelihood-data.ts';
import { analysesOf, compareModel as compareLinear, type Entry } from './models.ts';
import { runStudy } from './studies.ts';
import { asksWhole } from './whole.ts';

interface Vcov {
  readonly se: readonly number[];
  readonly stat: readonly number[];
  readonly p: readonly number[];
  readonly ci95_low: readonly number[];
  readonly ci95_high: readonly number[];
  readonly wald: { readonly chi2: number | null; readonly df: number; readonly p: number | null };
}

interface Model {
  readonly id: string;
  readonly formula: string;
  readonly estimator: string;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly loglik: number;
  readonly mcfadden_r2: number;
  readonly aic: number;
  readonly bic: number;
  readonly lr_chi2: { readonly chi2: number };
  readonly average_marginal_effects?: Readonly<Record<string, number>>;
  readonly vcov: Readonly<Record<string, Vcov>>;
}

const estimators: Readonly<Record<string, string>> = {
  'binomial logit': 'logit',
  'binomial probit': 'probit',
  'poisson log': 'poisson',
};

const vcovs: Readonly<Record<string, (cluster: string) => ModelSpec['vcov']>> = {
  classical: () => ({ type: 'iid' }),
  robust: () => ({ type: 'HC1' }),
  HC0: () => ({ type: 'HC0' }),
  cluster: (by) => ({ type: 'cluster', by: [by] }),
};

function compareModel(book: Account, path: string, model: Model, data: Table, cluster: string): void {
  const estimator = estimators[model.estimator]!;
  for (const kind of Object.keys(model.vcov)) {
    const vcov = vcovs[kind]!(cluster);
    const { record } = fitted(data, specOf(model.formula, { estimator, vcov }));
    if (kind === 'classical') compareMeasures(book, path, model, record);
    compareVcov(book, `${path}.vcov.${kind}`, model, record, kind);
  }
}

function compareMeasures(book: Account, path: string, model: Model, record: EstimateRecord): void {
  const { fit } = record;
  expect(record.terms.map((term) => term.term)).toEqual(model.terms);
  const compare = (key: string, actual: number, tolerance: number): void =>
    book.compare(`${path}.${key}`, actual, tolerance);
  compare('n', record.n, 0);
  compare('k', record.conventions.k, 0);
  model.coef.forEach((value, i) => {
    compare(`coef[${i}]`, record.terms[i]!.estimate!, ofEstimate(model, value));
  });
  compare('loglik', fit.log_lik!, relative(model.loglik));
  compare('mcfadden_r2', fit.pseudo_r2!, relative(model.mcfadden_r2));
  compare('aic', fit.aic!, relative(model.aic));
  compare('bic', fit.bic!, relative(model.bic));
  const effects = model.average_marginal_effects ?? {};
  for (const [term, value] of Object.entries(effects)) {
    if (DISCRETE.test(term)) continue;
    const row = record.derived.margins!.terms.find((one) => one.term === term);
    compare(`average_marginal_effects.${term}`, row!.estimate!, ofEstimate(model, value));
  }
  // What follows from the likelihood and McFadden's R2.
  const empty = fit.log_lik! / (1 - fit.pseudo_r2!);
  compare('loglik_null', empty, relative(model.loglik));
  compare('lr_chi2.chi2', 2 * (fit.log_lik! - empty), relative(model.loglik));
  compare('lr_chi2.df', record.terms.length - 1, 0);
}

/** Relative, of standard errors. */
const OF_ERRORS = 1e-7;

/** What an estimate may be off, absolute. */
function ofEstimate({ estimator }: Model, value: number): number {
  return estimator === 'binomial probit' ? OF_ERRORS * Math.abs(value) : relative(value);
}

function compareVcov(book: Account, path: string, model: Model, record: EstimateRecord, kind: string): void {
  const expected = model.vcov[kind]!;
  book.compare(`${path}.df`, record.conventions.df, 0);
  record.terms.forEach((term, i) => {
    const margin = (expected.ci95_high[i]! - expected.ci95_low[i]!) / 2;
    const ofInterval = margin * OF_ERRORS + ofEstimate(model, term.estimate!);
    const tolerance = OF_ERRORS + ofEstimate(model, 1);
    const [se, stat, p] = [expected.se[i]!, expected.stat[i]!, expected.p[i]!];
    book.compare(`${path}.se[${i}]`, term.std_error, OF_ERRORS * se);
    book.compare(`${path}.stat[${i}]`, term.statistic, tolerance * Math.abs(stat));
    // The elasticity of p in z is about z^2.
    book.compare(`${path}.p[${i}]`, term.p, OF_ERRORS * (2 + stat * stat) * p);
    book.compare(`${path}.ci95_low[${i}]`, term.conf_low, ofInterval);
    book.compare(`${path}.ci95_high[${i}]`, term.conf_high, ofInterval);
  });
  const { chi2, df, p } = expected.wald;
  // A test that does not exist has no degrees of freedom either; the reference prints those it would have had.
  const exists = record.fit.chi2 !== undefined && record.fit.chi2 !== null;
  book.compare(`${path}.wald.chi2`, record.fit.chi2, chi2 === null ? 0 : 2 * OF_ERRORS * chi2);
  book.compare(`${path}.wald.df`, exists ? record.fit.chi2_df : df, 0);
  book.compare(`${path}.wald.p`, record.fit.chi2_p, p === null ? 0 : OF_ERRORS * (2 + (chi2 ?? 0)) * p);
}

/** Variables that are 0 or 1. */
const DISCRETE = /(^|average_marginal_effects\.)(black|hi|selfemp1|single1|factor\(mhist\)\d)$/;

const notOffered: readonly (readonly [RegExp, string])[] = [
  [/\.(deviance|null_deviance)$/, 'log_lik says the same'],
  [/\.lr_chi2\.p$/, 'the Wald test of all slopes is given'],
  [/\.odds_ratios\./, 'exp of the estimates'],
  [DISCRETE, 'the derivative by a 0/1 variable or level; the discrete change is given'],
  [/\.(share_correct_0_5|pearson_chi2|dispersion)$/, 'no part of a regression table'],
];

/** The linear probability model, by a study on the file itself. */
async function compareLeastSquares(book: Account, path: string, model: Entry['model']): Promise<void> {
  const entry = { path, name: model.id, model };
  const ran = await runStudy(import.meta.dirname, {
    study: 'lpm',
    data: { file: 'hmda.csv' },
    prepare: [{ derive: { y: "if(deny == 'yes', 1, 0)", black: "if(afam == 'yes', 1, 0)" } }],
    analyses: analysesOf(entry),
  });
  compareLinear(book, entry, ran);
}

const files: readonly (readonly [name: string, data: () => Table, cluster: string])[] = [
  ['hmda-logit', hmda, ''],
  ['recreation-poisson', recreation, 'quality'],
  ['agglomeration-glm', agglomeration, 'city'],
];

describe.each(files)('%s.json', (name, data, cluster) => {
  const reference = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
  const book = account();

  beforeAll(async () => {
    const on = data();
    for (const [i, model] of (reference.models as Model[]).entries()) {
      const path = `models[${i}]`;
      if (model.estimator in estimators) compareModel(book, path, model, on, cluster);
      else await compareLeastSquares(book, path, reference.models[i]);
    }
  });

  const held = leaves(reference).map(([path]) => path);
  const excused = notOffered.filter(([pattern]) => held.some((path) => pattern.test(path)));
  asksWhole(name, reference, book, excused);
});

/** glm started again at its own solution, where its weights are those of the solution (08-likelihood-errors.R). */
describe('likelihood-errors.json', () => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
  const restarted = read('likelihood-errors').models as readonly { id: string; se: readonly number[] }[];
  const models = files.flatMap(([name, data]) =>
    (read(name).models as Model[]).map((model) => ({ model, data })),
  );

  it.each(restarted.map((one) => [one.id, one.se] as const))('standard errors of %s to 1e-9', (id, se) => {
    const { model, data } = models.find((one) => one.model.id === id)!;
    const estimator = estimators[model.estimator]!;
    const { record } = fitted(data(), specOf(model.formula, { estimator, vcov: { type: 'iid' } }));
    const off = record.terms.map((term, i) => Math.abs(term.std_error! / se[i]! - 1));
    expect(off.length).toBe(se.length);
    expect(Math.max(...off)).toBeLessThan(1e-9);
  });
});
