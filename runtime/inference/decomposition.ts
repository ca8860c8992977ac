import { invariant } from '../../compiler/plan/invariant.ts';
import type { EstimateRecord, Note } from '../results/results.ts';

/** The models of a mediation on the same rows. */
export interface Decomposed {
  readonly total: EstimateRecord;
  readonly direct: EstimateRecord;
  readonly mediators: readonly { readonly name: string; readonly model: EstimateRecord }[];
}

/** What c - (c' + a b) may be at most, relative to the sizes of its parts. */
const IDENTITY = 1e-8;

/**
 * For least squares on the same rows and controls every coefficient of the total model, the constant's too, is that of
 * the direct model plus the sum over mediators of its coefficient there times b. Where collinear columns were dropped
 * the models may hold different controls: then what the identity misses is a note, otherwise it is a bug of ours.
 */
export function identityNotes({ total, direct, mediators }: Decomposed): Note[] {
  const all = [total, direct, ...mediators.map(({ model }) => model)];
  invariant(
    all.every((model) => model.n === total.n),
    'the models of a mediation use the same rows',
  );
  if (all.some((model) => model.estimator !== 'ols')) return [];
  const missed = total.terms.flatMap(({ term }) => {
    const parts = [
      estimateOf(direct, term),
      ...mediators.map(({ name, model }) => estimateOf(model, term) * estimateOf(direct, name)),
    ];
    const gap = parts.reduce((rest, part) => rest - part, estimateOf(total, term));
    const scale = parts.reduce((size, part) => size + Math.abs(part), Math.abs(estimateOf(total, term)));
    return Math.abs(gap) <= IDENTITY * scale ? [] : [{ term, gap }];
  });
  if (missed.length === 0) return [];
  const terms = missed.map(({ term }) => term).join(', ');
  invariant(
    all.some((model) => model.collinear.length > 0),
    `c = c' + a b within ${IDENTITY} (${terms})`,
  );
  const message = `c differs from c' + a b by ${missed[0]!.gap} for ${terms}: collinear controls were dropped from the models, not the same from each`;
  return [{ code: 'decomposition-fails', message, values: { names: missed.map(({ term }) => term) } }];
}

/** 0 where the model lacks the term, which is what a coefficient that is not there amounts to. */
function estimateOf(model: EstimateRecord, term: string): number {
  return model.terms.find((one) => one.term === term)?.estimate ?? 0;
}
