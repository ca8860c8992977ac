import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { CheckContext, Rule } from '../context.ts';
import { countWithin, inOrder, within } from '../places.ts';
import { binaryOutcome } from './binary-outcome.ts';
import { differentSamples } from './different-samples.ts';
import { fewClusters } from './few-clusters.ts';
import { groupConditions } from './group-conditions.ts';
import { identicalModels } from './identical-models.ts';
import { mediatorControls } from './mediator-controls.ts';
import { regressors } from './regressors.ts';
import { timeSteps } from './time-steps.ts';

/**
 * What is legal but risky: warnings, one file a rule. Each speaks only where the facts of the file prove it, so that a
 * warning is worth reading; nothing is said of what a step has changed beyond knowledge.
 */
const risks: readonly Rule[] = [
  timeSteps,
  groupConditions,
  mediatorControls,
  regressors,
  binaryOutcome,
  identicalModels,
  differentSamples,
  fewClusters,
];

/**
 * The warnings of a study beside what is already reported. Where an analysis has an error its risks wait, and so does
 * one at a place within which something else is wrong: it may be no more than the consequence.
 */
export function warnings(context: CheckContext, reported: readonly Diagnostic[]): readonly Diagnostic[] {
  const found = risks.flatMap((rule) => rule(context));
  const errors = inOrder(reported.flatMap((one) => (one.severity === 'error' ? one.span : [])));
  const others = inOrder(reported.map((one) => one.span));
  const places = inOrder(found.map((one) => one.span));
  const waiting = new Set(
    context.spec.analyses
      .filter(({ span }) => countWithin(span, errors) > 0)
      .flatMap(({ span }) => within(span, places)),
  );
  return found.filter(({ span }) => !waiting.has(span) && countWithin(span, others) === 0);
}
