import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { PlannedHypothesis } from '../../compiler/plan/plan.ts';
import { sameTerm } from '../claims/terms.ts';
import type { Estimated } from '../estimators/estimate.ts';
import { Intractable } from '../linalg/intractable.ts';
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
  const { restrictions, names, dropped } = restrictionsOf(hypothesis, model);
  const why = dropped.map((name) => whyDropped(name, model)).join('; ');
  if (restrictions === null) return untested(why);
  if (model.onBasis === null) return untested('the model has no standard errors');
  try {
    const found = waldTest(model, model.onBasis, restrictions, spec);
    if (found === null) return untested(singular(hypothesis, names.length, model));
    return dropped.length === 0 ? found : { ...found, note: { code: 'fewer-restrictions', message: why } };
  } catch (error) {
    if (error instanceof Intractable) return untested(error.message);
    throw error;
  }
}

/** A hypothesis without a test, and why. */
export function untested(reason: string): HypothesisRecord {
  const note: Note = { code: 'untested-hypothesis', message: reason };
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
  /** Null where nothing is left to test. */
  readonly restrictions: Restrictions | null;
  /** The coefficients that are tested. */
  readonly names: readonly string[];
  /** Coefficients that the model does not have. */
  readonly dropped: readonly string[];
}

function restrictionsOf(hypothesis: PlannedHypothesis, model: Estimated): Stated {
  const { terms } = model.fit.report;
  const positionOf = (name: string): number => terms.findIndex((term) => sameTerm(term, name));
  const wanted =
    hypothesis.kind === 'zero'
      ? [...new Set(hypothesis.terms.flatMap((term) => columnsOf(term, model)))]
      : hypothesis.coefficients.map(({ name }) => name);
  const names = wanted.filter((name) => positionOf(name) >= 0);
  const dropped = wanted.filter((name) => positionOf(name) < 0);
  if (hypothesis.kind === 'zero') {
    const rows = new Float64Array(names.length * terms.length);
    names.forEach((name, i) => {
      rows[i * terms.length + positionOf(name)] = 1;
    });
    const restrictions = names.length > 0 ? { rows, values: new Float64Array(names.length) } : null;
    return { restrictions, names, dropped };
  }
  if (dropped.length > 0) return { restrictions: null, names, dropped };
  const rows = new Float64Array(terms.length);
  for (const { name, weight } of hypothesis.coefficients) rows[positionOf(name)] = weight;
  return { restrictions: { rows, values: Float64Array.of(hypothesis.value) }, names, dropped };
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
    return held ? `${name} is not estimated` : `${name} has no column in the rows of this model`;
  }
  const { explained_by: by } = dropped;
  return `${name} is dropped as collinear${by.length > 0 ? ` with ${by.join(', ')}` : ''}`;
}

function singular(hypothesis: PlannedHypothesis, columns: number, { design }: Estimated): string {
  const zero = hypothesis.kind === 'zero';
  const names = zero ? hypothesis.terms : hypothesis.coefficients.map(({ name }) => name);
  const what = `the covariance of ${names.join(', ')} is singular`;
  const few = zero ? design.clusters.filter((cluster) => cluster.levels <= columns) : [];
  if (few.length === 0) return what;
  const counts = few.map((cluster) => `${cluster.levels} clusters by ${cluster.name}`).join(', ');
  return `${what}: ${counts} for ${columns} ${columns === 1 ? 'restriction' : 'restrictions'}`;
}
