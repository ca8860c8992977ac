import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import type { CheckContext, Rule } from '../context.ts';
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
  identicalModels,
  differentSamples,
  fewClusters,
];

/**
 * The warnings of a study beside what is already reported. Where an analysis has an error its risks wait, and so does
 * one at a place within which something else is wrong: it may be no more than the consequence.
 */
export function warnings(context: CheckContext, reported: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = starts(reported.filter((one) => one.severity === 'error'));
  const others = starts(reported);
  const spoilt = context.spec.analyses.filter(({ span }) => anyWithin(span, errors)).map(({ span }) => span);
  return risks
    .flatMap((rule) => rule(context))
    .filter(({ span }) => !anyWithin(span, others))
    .filter(({ span }) => !spoilt.some((one) => one.start <= span.start && span.end <= one.end));
}

function starts(diagnostics: readonly Diagnostic[]): readonly Span[] {
  return diagnostics.map(({ span }) => span).sort((a, b) => a.start - b.start);
}

/** Whether one of the spans, which are sorted, begins and ends within another; found by halving. */
function anyWithin({ start, end }: Span, sorted: readonly Span[]): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < sorted.length && sorted[i]!.start < end; i += 1)
    if (sorted[i]!.end <= end) return true;
  return false;
}
