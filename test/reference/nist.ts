/**
 * The sets of NIST's Statistical Reference Datasets (StRD), each through a study of its own, and how many digits of each
 * certified value studyc meets.
 */
import { readFileSync } from 'node:fs';
import type { BinaryOperator, Expression } from '../../compiler/plan/expression.ts';
import { evaluate } from '../../runtime/engines/memory/evaluate.ts';
import type { DescribeRecord, ModelRecord } from '../../runtime/results/results.ts';
import { call, name } from '../unit/numerics/fixture.ts';
import { type Ran, runStudy, type Spec } from './studies.ts';
import { readCells, table } from './tables.ts';

/** Certified values as NIST prints them; `exact`: the same in rational arithmetic (nist/exact.py), 26 digits. */
interface Regression {
  readonly file: string;
  readonly difficulty: string;
  readonly model: string;
  readonly exact: {
    readonly coef: readonly string[];
    readonly sd: readonly string[];
    readonly residual_sd: string;
    readonly r2: string;
    readonly F: string | null;
  };
}

interface Univariate {
  readonly file: string;
  readonly difficulty: string | null;
  readonly mean: string;
  readonly sd: string;
  readonly autocorr_lag1: string;
}

interface Anova {
  readonly file: string;
  readonly difficulty: string;
  readonly model: string;
  readonly ss_between: string;
  readonly ss_within: string;
  readonly F: string;
}

export interface Certified {
  readonly linear: Readonly<Record<string, Regression>>;
  readonly univariate: Readonly<Record<string, Univariate>>;
  readonly anova: Readonly<Record<string, Anova>>;
}

export const certified = JSON.parse(
  readFileSync(new URL('./nist/certified.json', import.meta.url), 'utf8'),
) as Certified;

/** NIST prints fifteen digits. */
const MOST_DIGITS = 15;

/**
 * Correct digits: the negative decimal logarithm of the relative error (NIST's LRE); of the error itself where zero is
 * certified.
 */
function digits(found: number | null | undefined, value: string): number {
  if (found === null || found === undefined) return 0;
  const wanted = Number(value);
  const error = Math.abs(found - wanted) / (Math.abs(wanted) || 1);
  return error === 0 ? MOST_DIGITS : Math.min(MOST_DIGITS, Math.max(0, -Math.log10(error)));
}

const least = (values: readonly number[]): number => Math.min(...values);

/** What studyc says of a set, under the names of nist.json, and how many digits of that are certified ones. */
export interface OfSet {
  readonly values: Readonly<Record<string, number | null | readonly (number | null)[]>>;
  /** Of coefficients and standard errors the fewest of any; null where zero is certified. */
  readonly digits: Readonly<Record<string, number | null>>;
}

async function modelOf(file: string, regress: string, conventions = 'lm'): Promise<ModelRecord> {
  const ran = await runNist(file, { model: { regress, vcov: 'iid', conventions } });
  return ran.model('model.1');
}

function runNist(file: string, analyses: Readonly<Record<string, Spec>>): Promise<Ran> {
  const prepare = [{ derive: { everywhere: '1' } }];
  const spec = { study: 'nist', data: { file: file.replace('nist/', '') }, prepare, analyses };
  return runStudy(`${import.meta.dirname}/nist`, spec);
}

/** `absorbed`: the estimates again with the constant as an effect, whose absorption rounds the columns. */
export async function linearSet({ file, model, exact }: Regression): Promise<OfSet> {
  const { terms, fit, conventions } = await modelOf(file, model);
  const hasConstant = terms[0]!.term === '(Intercept)';
  const absorbed = hasConstant ? await modelOf(file, `${model} | everywhere`, 'stata') : null;
  const perfect = Number(exact.residual_sd) === 0;
  const [coef, se] = [terms.map((term) => term.estimate), terms.map((term) => term.std_error)];
  return {
    values: { k: conventions.k, coef, se, sigma: fit.sigma, r2: fit.r2, F: fit.f },
    digits: {
      estimates: least(exact.coef.map((value, i) => digits(coef[i], value))),
      absorbed: absorbed && least(exact.coef.map((value, i) => digits(absorbed.terms[i]?.estimate, value))),
      std_errors: perfect ? null : least(exact.sd.map((value, i) => digits(se[i], value))),
      sigma: perfect ? null : digits(fit.sigma, exact.residual_sd),
      r2: digits(fit.r2, exact.r2),
      f: exact.F === null || fit.f === null ? null : digits(fit.f, exact.F),
    },
  };
}

/** The autocorrelation is computed by the expression language: no analysis gives it. */
export async function univariateSet(set: Univariate): Promise<OfSet> {
  const { file, mean, sd, autocorr_lag1 } = set;
  const { results } = await runNist(file, { it: { describe: ['y'], statistics: ['mean', 'sd'] } });
  const row = (results.analyses['it'] as DescribeRecord).rows[0]!;
  const found = {
    mean: row['mean'] as number,
    sd: row['sd'] as number,
    autocorr_lag1: autocorrelation(file),
  };
  return {
    values: found,
    digits: {
      mean: digits(found.mean, mean),
      sd: digits(found.sd, sd),
      autocorrelation: digits(found.autocorr_lag1, autocorr_lag1),
    },
  };
}

/** sum(d * lag(d)) / sum(d^2) with d = y - mean(y). */
function autocorrelation(file: string): number {
  const { y } = readCells(file);
  const data = table(
    { y: y!, series: y!.map(() => 1), at: y!.map((_, i) => i) },
    { unit: 'series', time: 'at' },
  );
  const of = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
    kind: 'binary',
    operator,
    left,
    right,
  });
  const d = of('-', name('y'), call('mean', name('y')));
  const product = call('sum', of('*', d, call('lag', d)));
  const column = evaluate(of('/', product, call('sum', of('*', d, d))), data);
  return column.kind === 'number' ? column.values[0]! : Number.NaN;
}

/** One-way analysis of variance: the F of all dummies of the treatment. */
export async function anovaSet({ file, model, F }: Anova): Promise<OfSet> {
  const { fit } = await modelOf(file, model);
  const between = fit.tss! - fit.rss!;
  return {
    values: { F: fit.f, p: fit.f_p, ss_between: between, ss_within: fit.rss },
    digits: { f: digits(fit.f, F) },
  };
}
