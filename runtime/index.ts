import type { Plan } from '../compiler/plan/plan.ts';
import { assemble } from './assemble.ts';
import type { Results } from './results/results.ts';
import type { RunOptions } from './steps/step.ts';
import { type Execution, walk } from './walk.ts';

export type { Execution };

export interface Run extends Omit<Execution, 'outputs'> {
  /** Steps that failed are not in them, nor those that need them. */
  readonly results: Results;
}

/** Runs the plan and puts the outputs together as results. */
export async function run(plan: Plan, options: RunOptions): Promise<Run> {
  const { outputs, ...rest } = await walk(plan, options, releasedModels(plan));
  return { results: assemble(plan, outputs, options.version), ...rest };
}

/** Walks the plan and gives what every step handed on, models whole. */
export function execute(plan: Plan, options: RunOptions): Promise<Execution> {
  return walk(plan, options, new Set());
}

/** Models that no other step needs. */
function releasedModels({ steps }: Plan): ReadonlySet<string> {
  const needed = new Set(steps.flatMap(({ inputs }) => inputs));
  return new Set(steps.filter(({ kind, id }) => kind === 'estimate' && !needed.has(id)).map(({ id }) => id));
}
