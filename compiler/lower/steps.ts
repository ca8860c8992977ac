import { stepId } from '../plan/hash.ts';
import type { PlanStep, StepKind, StepParameters } from '../plan/plan.ts';
import type { Span } from '../plan/span.ts';

/** The steps collected so far, in an order in which inputs come first. Equal steps are one step. */
export interface StepBook {
  readonly add: <K extends StepKind>(
    kind: K,
    parameters: StepParameters[K],
    inputs: readonly string[],
    span: Span,
  ) => string;
  readonly list: () => readonly PlanStep[];
}

export function stepBook(): StepBook {
  const steps = new Map<string, PlanStep>();
  return {
    add(kind, parameters, inputs, span) {
      const id = stepId(kind, parameters, inputs);
      if (!steps.has(id)) steps.set(id, { id, kind, inputs, parameters, span });
      return id;
    },
    list: () => [...steps.values()],
  };
}
