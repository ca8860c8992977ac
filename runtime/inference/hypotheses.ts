import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { PlannedHypothesis } from '../../compiler/plan/plan.ts';
import { sameTerm } from '../claims/terms.ts';
import type { Estimated } from '../estimators/estimate.ts';
import { Intractable } from '../linalg/intractable.ts';
import type { HypothesisRecord, Note } from '../results/results.ts';
import { restrictionsOf, withoutRedundant } from './restrictions.ts';
import { waldTest } from './wald-test.ts';

/**
 * A hypothesis on the coefficients of an estimated model. Of a list, columns that the model has dropped are left out with a
 * note, as are restrictions that follow from the others; an equation that names one has no test, nor have restrictions
 * that contradict one another, or whose covariance is singular.
 */
export function testHypothesis(
  hypothesis: PlannedHypothesis,
  model: Estimated,
  spec: ModelSpec,
): HypothesisRecord {
  const { restrictions, dropped } = restrictionsOf(hypothesis, model);
  const why = dropped.map((name) => whyDropped(name, model)).join('; ');
  if (restrictions === null) return untested('hypothesis-dropped-term', why);
  const independent = withoutRedundant(restrictions);
  if (independent === null) return untested('hypothesis-contradiction', CONTRADICTION);
  if (model.onBasis === null) return untested('hypothesis-no-model', 'the model has no standard errors');
  try {
    const found = waldTest(model, model.onBasis, independent, spec, hypothesis.name);
    if (found === 'singular') {
      const singular = singularity(hypothesis, independent.values.length, model);
      return untested('hypothesis-singular', singular);
    }
    if (found === 'no degrees of freedom') return untested('hypothesis-no-degrees', NO_DEGREES);
    const redundant = restrictions.values.length - independent.values.length;
    const message = [why, redundantText(redundant)].filter((text) => text !== '').join('; ');
    return message === '' ? found : { ...found, note: { code: 'fewer-restrictions', message } };
  } catch (error) {
    if (error instanceof Intractable) return untested(error.code, error.message);
    throw error;
  }
}

/** A hypothesis without a test, and why. */
export function untested(code: string, reason: string): HypothesisRecord {
  const note: Note = { code, message: reason };
  return {
    estimate: null,
    std_error: null,
    conf_low: null,
    conf_high: null,
    statistic: null,
    distribution: null,
    df: null,
    df2: null,
    p: null,
    note,
  };
}

function redundantText(redundant: number): string {
  if (redundant === 0) return '';
  const many = redundant === 1 ? 'restriction follows' : 'restrictions follow';
  return `${redundant} ${many} from the others`;
}

function whyDropped(name: string, { record, design }: Estimated): string {
  const dropped = record.collinear.find((one) => sameTerm(one.term, name));
  if (!dropped) {
    const held = design.names.some((column) => sameTerm(column, name));
    return held
      ? `${name} is not estimated`
      : `${name} is no column of this model: a reference level, or one without rows`;
  }
  const { explained_by: by } = dropped;
  return `${name} is dropped as collinear${by.length > 0 ? ` with ${by.join(', ')}` : ''}`;
}

function singularity(
  { terms, equations }: PlannedHypothesis,
  restrictions: number,
  { design }: Estimated,
): string {
  const named = equations.flatMap(({ coefficients }) => coefficients.map(({ name }) => name));
  const what = `the covariance of ${[...new Set([...terms, ...named])].join(', ')} is singular`;
  const few = design.clusters.filter((cluster) => cluster.levels <= restrictions);
  if (few.length === 0) return what;
  const counts = few.map((cluster) => `${cluster.levels} clusters by ${cluster.name}`).join(', ');
  return `${what}: ${counts} for ${restrictions} ${restrictions === 1 ? 'restriction' : 'restrictions'}`;
}

const CONTRADICTION = 'its restrictions contradict one another';
const NO_DEGREES = 'the clusters leave no degrees of freedom for so many restrictions';
