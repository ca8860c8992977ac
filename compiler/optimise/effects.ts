import type { SharedGroup } from '../plan/sharing.ts';
import { type Model, sharesColumns, together, union } from './models.ts';
import { sampleKey } from './samples.ts';
import { ofEffects } from './work.ts';

/** Estimators that take effects out of the columns before anything else. */
const linear: ReadonlySet<string> = new Set(['ols', 'iv']);

/**
 * Models of one sample that absorb the same effects: these are taken out of a column that several have once.
 */
export function effectGroups(models: readonly Model[]): readonly SharedGroup[] {
  const absorbing = models.filter(
    (model) => model.effects.length > 0 && linear.has(model.spec.estimator) && sharesColumns(model),
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
