import type { SharedGroup } from '../plan/sharing.ts';
import { type Model, together, union } from './models.ts';
import { sampleKey } from './samples.ts';
import { ofEffects } from './work.ts';

/** Estimators that take effects out of the columns before anything else. */
const linear: ReadonlySet<string> = new Set(['ols', 'iv']);

/**
 * Models of one sample that absorb the same effects: a column that several have is taken out of them once. Under weights,
 * and beside slopes that vary with the effects, each model does so by itself.
 */
export function effectGroups(models: readonly Model[]): readonly SharedGroup[] {
  const absorbing = models.filter(
    ({ effects, spec }) =>
      effects.length > 0 &&
      linear.has(spec.estimator) &&
      spec.weights === undefined &&
      spec.formula.fixed.every(({ slopes }) => slopes.length === 0),
  );
  return together(absorbing, sampleKey).map((group): SharedGroup => {
    const { table, effects } = group[0]!;
    const columns = union(group.map((model) => model.columns));
    const asked = group.reduce((total, model) => total + model.columns.length, 0);
    return {
      kind: 'effects',
      ...{ table, columns, effects },
      steps: group.map(({ step }) => step.id),
      work: {
        alone: ofEffects(effects.length, asked),
        together: ofEffects(effects.length, columns.length),
      },
    };
  });
}
