import { canonicalJson } from '../plan/hash.ts';
import type { SharedGroup } from '../plan/sharing.ts';
import { type Model, together } from './models.ts';
import { ofFit } from './work.ts';

/** Least squares of one equation on one sample under several covariances, or at several levels: solved once. */
export function fitGroups(models: readonly Model[]): readonly SharedGroup[] {
  const ordinary = models.filter(({ spec }) => spec.estimator === 'ols' && spec.weights === undefined);
  const equation = ({ table, spec }: Model): string => {
    const { vcov, level, ...rest } = spec;
    return canonicalJson([table, rest]);
  };
  return together(ordinary, equation).map((group): SharedGroup => {
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
