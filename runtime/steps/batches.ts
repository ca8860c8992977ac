import { invariant } from '../../compiler/plan/invariant.ts';
import type { Plan, PlanStep } from '../../compiler/plan/plan.ts';
import type { Table } from '../engines/memory/table.ts';
import { estimateBatch } from '../estimators/batch/batch.ts';
import type { Estimated, EstimateOptions, Estimation } from '../estimators/estimate.ts';
import type { EstimateRecord } from '../results/results.ts';

type Step = PlanStep<'estimate'>;

/**
 * Estimate steps that are estimated together from moments, by the table that they stand on, as the plan states. A function of
 * the plan alone, whatever an earlier run kept: records of a batch agree with those of single models to rounding, not to the
 * last digit.
 */
export interface Batches {
  /** The steps of the batch that a step belongs to, in the order of the plan; null where it is estimated by itself. */
  readonly members: (id: string) => readonly string[] | null;
  /** The record of a step that belongs to one, its whole batch estimated with the first of them; null for other steps. */
  readonly record: (step: Step, table: Table, options: EstimateOptions) => EstimateRecord | null;
}

export function batchesOf(plan: Plan): Batches {
  const groups = (plan.sharing?.groups ?? []).filter(({ kind }) => kind === 'moments');
  const wanted = new Set(groups.flatMap(({ steps }) => steps));
  const steps = plan.steps.filter((step): step is Step => step.kind === 'estimate' && wanted.has(step.id));
  const batches = new Map<string, readonly Step[]>();
  const members = new Map<string, readonly string[]>();
  for (const table of new Set(steps.map(({ inputs }) => inputs[0]!))) {
    const batch = steps.filter(({ inputs }) => inputs[0] === table);
    const ids = batch.map(({ id }) => id);
    for (const id of ids) {
      batches.set(id, batch);
      members.set(id, ids);
    }
  }
  const records = new Map<string, EstimateRecord | null>();
  return {
    members: (id) => members.get(id) ?? null,
    record(step, table, options) {
      const batch = batches.get(step.id);
      if (batch === undefined) return null;
      if (!records.has(step.id)) {
        const found = estimateBatch(
          table,
          batch.map((one) => one.parameters),
          options,
        );
        batch.forEach((one, i) => {
          records.set(one.id, found[i]!);
        });
      }
      return records.get(step.id)!;
    },
  };
}

/** An estimation of which the record is there; the rest is computed when something asks for it. */
export class Deferred implements Estimated {
  readonly kind = 'estimated';
  #whole: Estimated | null = null;

  constructor(
    readonly record: EstimateRecord,
    readonly estimate: () => Estimation,
  ) {}

  get design(): Estimated['design'] {
    return this.#estimated.design;
  }

  get fit(): Estimated['fit'] {
    return this.#estimated.fit;
  }

  get profile(): Estimated['profile'] {
    return this.#estimated.profile;
  }

  get covariance(): Estimated['covariance'] {
    return this.#estimated.covariance;
  }

  get smallSample(): Estimated['smallSample'] {
    return this.#estimated.smallSample;
  }

  get vcov(): Estimated['vcov'] {
    return this.#estimated.vcov;
  }

  get onBasis(): Estimated['onBasis'] {
    return this.#estimated.onBasis;
  }

  get #estimated(): Estimated {
    if (this.#whole === null) {
      const whole = this.estimate();
      invariant(whole.kind === 'estimated', 'an estimation, since its batch had one');
      this.#whole = whole;
    }
    return this.#whole;
  }
}
