import { canonicalJson } from '../plan/hash.ts';
import type { SharedGroup } from '../plan/sharing.ts';
import { type Model, together, union } from './models.ts';
import { ofColumns, ofSample } from './work.ts';

/** What decides about rows, gaps apart. Conventions: whether singletons of the effects are dropped, and how weights scale. */
export function sampleKey({ table, spec }: Model): string {
  const { where, weights = null, formula, conventions } = spec;
  return canonicalJson([table, where, weights, formula.fixed, conventions]);
}

/**
 * Models of one table with equal conditions, weights and effects. They have the same rows if they need the same columns, or
 * if those that only some need have no gaps of their own: the rows decide.
 */
export function sampleGroups(models: readonly Model[]): readonly SharedGroup[] {
  return together(models, sampleKey).map((group): SharedGroup => {
    const needed = union(group.map(({ required }) => required));
    const byAll = needed.filter((name) => group.every(({ required }) => required.includes(name)));
    const different = new Map(group.map((model) => [canonicalJson(model.required), model]));
    const idsOf = ({ effects, clusters }: Model): readonly string[] => [...effects, ...clusters];
    return {
      kind: 'sample',
      table: group[0]!.table,
      steps: group.map(({ step }) => step.id),
      columns: byAll,
      someNeed: needed.filter((name) => !byAll.includes(name)),
      work: {
        alone: sum(group, (model) => ofSample(model) + ofColumns(model.columns.length, idsOf(model).length)),
        together:
          sum([...different.values()], ofSample) +
          ofColumns(union(group.map(({ columns }) => columns)).length, union(group.map(idsOf)).length),
      },
    };
  });
}

function sum(models: readonly Model[], of: (model: Model) => number): number {
  return models.reduce((total, model) => total + of(model), 0);
}
