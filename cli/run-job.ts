import type { Plan } from '../compiler/plan/plan.ts';
import type { Results } from '../runtime/results/results.ts';
import type { HeldTable } from '../runtime/sources/held-table.ts';
import type { Progress, StepFailure } from '../runtime/steps/step.ts';

/** To the thread that runs a plan: what to run, as plain data. */
export interface RunJob {
  readonly plan: Plan;
  /** The study's folder. */
  readonly folder: string;
  /** Data files may lie outside of it. */
  readonly outside: boolean;
  readonly jobs: number;
  readonly cache: boolean;
  /** Whether anybody looks at the progress. */
  readonly progress: boolean;
  /** What the check parsed of the data files. */
  readonly held: readonly HeldTable[];
}

/** From it, as it goes. */
export type RunMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** Finished steps that the next run need not compute. */
  | { readonly kind: 'kept'; readonly steps: number }
  /** Why no cache is used although one was asked for. */
  | { readonly kind: 'no-cache'; readonly reason: string }
  | {
      readonly kind: 'done';
      readonly results: Results;
      readonly failures: readonly StepFailure[];
      readonly ran: number;
    }
  /** After the results: nothing more is written; `refused`: why something could not be, as Node's code. */
  | { readonly kind: 'settled'; readonly refused: string | null };
