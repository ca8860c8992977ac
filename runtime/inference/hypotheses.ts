import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { PlannedHypothesis } from '../../compiler/plan/plan.ts';
import { sameTerm } from '../claims/terms.ts';
import type { Estimated } from '../estimators/estimate.ts';
import { Intractable } from '../linalg/intractable.ts';
import { factorise } from '../linalg/qr.ts';
import type { HypothesisRecord, Note } from '../results/results.ts';
import { type Restrictions, waldTest } from './wald-test.ts';

/**
 * A hypothesis on the coefficients of an estimated model. Of a list, columns that the model has dropped are left out with a
 * note; an equation that names one has no test, nor have restrictions whose covariance is singular.
 */
export function testHypothesis(
  hypothesis: PlannedHypothesis,
  model: Estimated,
  spec: ModelSpec,
): HypothesisRecord {
  const { restrictions, dropped } = restrictionsOf(hypothesis, model);
  const why = dropped.map((name) => whyDropped(name, model)).join('; ');
  if (restrictions === null) return untested('hypothesis-dropped-term', why);
  if (!areIndependent(restrictions)) return untested('hypothesis-dependent', DEPENDENT);
  if (model.onBasis === null) return untested('hypothesis-no-model', 'the model has no standard errors');
  try {
    const found = waldTest(model, model.onBasis, restrictions, spec, hypothesis.name);
    if (found === 'singular') {
      const singular = singularity(hypothesis, restrictions.values.length, model);
      return untested('hypothesis-singular', singular);
    }
    if (found === 'no degrees of freedom') return untested('hypothesis-no-degrees', NO_DEGREES);
    return dropped.length === 0 ? found : { ...found, note: { code: 'fewer-restrictions', message: why } };
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

interface Stated {
  /** Null where nothing is left to test, or an equation names what the model does not have. */
  readonly restrictions: Restrictions | null;
  /** Coefficients that the model does not have. */
  readonly dropped: readonly string[];
}

function restrictionsOf({ terms, equations }: PlannedHypothesis, model: Estimated): Stated {
  const reported = model.fit.report.terms;
  const positionOf = (name: string): number => reported.findIndex((term) => sameTerm(term, name));
  const has = (name: string): boolean => positionOf(name) >= 0;
  const columns = [...new Set(terms.flatMap((term) => columnsOf(term, model)))];
  const named = equations.flatMap(({ coefficients }) => coefficients.map(({ name }) => name));
  const dropped = [...new Set([...columns, ...named])].filter((name) => !has(name));
  const zero = columns.filter(has).map((name) => ({ coefficients: [{ name, weight: 1 }], value: 0 }));
  const all = [...zero, ...equations];
  if (all.length === 0 || !named.every(has)) return { restrictions: null, dropped };
  const rows = new Float64Array(all.length * reported.length);
  all.forEach(({ coefficients }, i) => {
    for (const { name, weight } of coefficients) rows[i * reported.length + positionOf(name)]! += weight;
  });
  return { restrictions: { rows, values: Float64Array.from(all, ({ value }) => value) }, dropped };
}

/** Whether no restriction follows from the others, or contradicts them. */
function areIndependent({ rows, values }: Restrictions): boolean {
  const [m, k] = [values.length, rows.length / values.length];
  const columns = Array.from({ length: m }, (_, i) => rows.slice(i * k, (i + 1) * k));
  return factorise(columns).kept.length === m;
}

/** The columns that a term was coded into; a name that is no term is one column. */
function columnsOf(term: string, { design }: Estimated): readonly string[] {
  const coded = design.names.filter((name) => design.termOf?.get(name) === term);
  return coded.length > 0 ? coded : [term];
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

const DEPENDENT = 'its restrictions follow from one another, or contradict';
const NO_DEGREES = 'the clusters leave no degrees of freedom for so many restrictions';
