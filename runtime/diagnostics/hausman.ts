import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Estimated } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import { INTERCEPT, termName } from '../design/names.ts';
import { symmetricEigen } from '../linalg/eigen.ts';
import { block } from '../linalg/matrix.ts';
import type { DiagnosticRecord, Note } from '../results/results.ts';
import { chiSquared, type ModelTest, noTest, type TestInput } from './diagnostic.ts';
import { again, dummiesOf, effectOf, effectsBut, keysOf } from './panel-models.ts';

/** An eigenvalue below this share of the largest is rounding. */
const SINGULAR = 1e-13;

/** Fixed and random effects of the unit on the same rows; other effects of the model are dummies in both. */
export function fixedAndRandom(
  input: TestInput,
): { readonly fixed: Estimated; readonly random: Estimated } | Failure {
  const keys = keysOf(input);
  if ('kind' in keys) return keys;
  const dummies = dummiesOf(input, effectsBut(input.spec, [keys.unit]));
  if ('kind' in dummies) return dummies;
  const fixed = again(input, 'ols', [effectOf(keys.unit)], dummies);
  if (fixed.kind === 'failure') return fixed;
  const random = again(input, 'random', [], dummies);
  return random.kind === 'failure' ? random : { fixed, random };
}

/** Hausman (1978): the difference of the slopes by the difference of their covariances, each with its own variance. */
export const hausman: ModelTest = {
  declaration: {
    name: 'hausman',
    doc: 'Hausman: fixed against random effects of the unit, by the difference of their covariances.',
    of: ['ols', 'random'],
    needs: ['panel'],
  },
  run: (input) => {
    const pair = fixedAndRandom(input);
    if ('kind' in pair) return pair;
    return compare(pair.fixed, pair.random, ownSlopes(pair.fixed, input.spec));
  },
};

/** Slopes of the model's own terms: effects that it absorbs stay effects, though they are dummies here. */
export function ownSlopes(model: Estimated, { formula }: ModelSpec): readonly string[] {
  const own = new Set(formula.terms.map(termName));
  return slopeNames(model).filter((name) => own.has(model.design.termOf?.get(name) ?? name));
}

function compare(fixed: Estimated, random: Estimated, own: readonly string[]): DiagnosticRecord | Failure {
  const both = slopeNames(random);
  const names = own.filter((name) => both.includes(name));
  const m = names.length;
  if (m === 0) return noTest('fixed and random effects have no slope in common');
  const [within, between] = [reportedOf(fixed, names), reportedOf(random, names)];
  if (within === null || between === null) return noTest('a covariance of the two estimators does not exist');
  const difference = within.estimates.map((value, i) => value - between.estimates[i]!);
  const { values, vectors } = symmetricEigen(
    within.vcov.map((value, i) => value - between.vcov[i]!),
    m,
  );
  const largest = Math.max(...values.map(Math.abs));
  if (values.some((value) => Math.abs(value) <= SINGULAR * largest)) {
    return noTest('the difference of the two covariances is singular; hausman-auxiliary does not need it');
  }
  const form = values.reduce((total, value, j) => {
    const along = difference.reduce((sum, one, i) => sum + one * vectors[i * m + j]!, 0);
    return total + (along * along) / value;
  }, 0);
  const record = chiSquared(Math.abs(form), m);
  return values.some((value) => value < 0) ? { ...record, note: indefinite(form) } : record;
}

/** A difference of covariances that is no covariance: plm gives the absolute value all the same. */
function indefinite(form: number): Note {
  const sign = form < 0 ? ', and the statistic is the absolute value of a negative number' : '';
  return {
    code: 'hausman-indefinite',
    message: `the difference of the two covariances is not positive definite${sign}; prefer hausman-auxiliary or hausman-robust`,
  };
}

function slopeNames({ fit }: Estimated): readonly string[] {
  return fit.report.terms.filter((term) => term !== INTERCEPT);
}

/** Estimates and covariance of the named slopes. */
function reportedOf({ fit, vcov }: Estimated, names: readonly string[]) {
  const { terms, estimates } = fit.report;
  const at = names.map((name) => terms.indexOf(name));
  if (vcov === null) return null;
  return { estimates: Float64Array.from(at, (i) => estimates[i]!), vcov: block(vcov, terms.length, at) };
}
