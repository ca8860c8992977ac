import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { ModelEntry } from '../checked.ts';
import type { CheckContext } from '../context.ts';
import { estimatorFacts, estimatorOf } from '../estimators.ts';
import { conjunctsOf, narrowed } from '../narrowing.ts';

/** An outcome of logit or probit that is sure to have other values than 0 and 1: the estimation will refuse it. */
export function binaryOutcome(context: CheckContext): readonly Diagnostic[] {
  const models = [...context.index.models.values()].flat();
  return models.flatMap((model) => {
    const estimator = estimatorOf(model);
    if (!estimatorFacts(estimator)?.binary) return [];
    const other = otherValue(model, context);
    if (other === null) return [];
    const payload = { outcome: model.outcome, value: other, estimator };
    return [diagnostic('binary-outcome', model.span, payload)];
  });
}

/** A value of the outcome beside 0 and 1 in the sample, as far as that is known; null else. */
function otherValue({ formula, where }: ModelEntry, { scope }: CheckContext): string | null {
  const { outcome } = formula;
  const fact = outcome.kind === 'name' ? scope.columns.get(outcome.name) : undefined;
  // Where rows were dropped, a level may occur no more.
  if (!fact?.levels || fact.type !== 'number' || scope.sample.rows === null) return null;
  const { levels } = narrowed(fact, where.flatMap(conjunctsOf));
  return levels?.find((level) => level !== '0' && level !== '1') ?? null;
}
