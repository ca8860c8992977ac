import { canonicalJson } from '../plan/hash.ts';
import type { SharedGroup } from '../plan/sharing.ts';
import { isSharedLeastSquares, MANY_ROWS, type Model, together } from './models.ts';
import { ofFit } from './work.ts';

/** Least squares of one equation on one sample under several covariances, or at several levels: solved once. */
export function fitGroups(models: readonly Model[]): readonly SharedGroup[] {
  return together(models.filter(isSharedLeastSquares), solutionOf).map((group): SharedGroup => {
    const [first] = group;
    return {
      kind: 'fit',
      table: first!.table,
      steps: group.map(({ step }) => step.id),
      columns: first!.columns,
      work: { alone: group.length * ofFit(first!), together: ofFit(first!) },
    };
  });
}

/** Of many rows without effects the scores of some covariances are summed beside the residuals: a solution of its own. */
const ofScores: ReadonlySet<string> = new Set(['HC0', 'HC1']);

/** Equal for models that have one solution. */
export function solutionOf({ table, spec, effects, rows }: Model): string {
  const { vcov, level, ...rest } = spec;
  return canonicalJson([table, rest, rows >= MANY_ROWS && effects.length === 0 && ofScores.has(vcov.type)]);
}
