import { canonicalJson } from '../plan/hash.ts';
import type { SharedGroup, Work } from '../plan/sharing.ts';
import { solutionOf } from './fits.ts';
import { isSharedLeastSquares, MANY_ROWS, type Model, together, union } from './models.ts';
import { sampleKey } from './samples.ts';
import { ofFactor } from './work.ts';

/**
 * Different regressions of one sample: of many rows they have products of columns in common, of few the factors of the columns
 * with which they begin. Groups in which nothing is saved are none.
 */
export function nestedGroups(models: readonly Model[]): readonly SharedGroup[] {
  const solved = new Set<string>();
  const different = models.filter((model) => {
    const solution = solutionOf(model);
    if (!isSharedLeastSquares(model) || solved.has(solution)) return false;
    solved.add(solution);
    return true;
  });
  return together(different, sampleKey).flatMap((group): readonly SharedGroup[] => {
    const { table, effects, rows } = group[0]!;
    const many = rows >= MANY_ROWS;
    const work = many ? ofProducts(group) : ofFactors(group);
    if (work.together === work.alone) return [];
    return [
      {
        kind: many ? 'products' : 'factors',
        table,
        steps: group.map(({ step }) => step.id),
        columns: union(group.map((model) => (many ? model.columns : model.regressors))),
        ...(effects.length > 0 ? { effects } : {}),
        work,
      },
    ];
  });
}

/** Every pair of columns that some model has. */
function ofProducts(group: readonly Model[]): Work {
  const asked = group.map(({ columns }) =>
    columns.flatMap((a, i) => columns.slice(i).map((b) => canonicalJson([a, b].sort()))),
  );
  return { alone: asked.flat().length, together: union(asked).length };
}

/** Every column behind the ones with which some model begins. */
function ofFactors(group: readonly Model[]): Work {
  const places = new Map<string, number>();
  let alone = 0;
  for (const { regressors } of group) {
    regressors.forEach((_, j) => {
      places.set(canonicalJson(regressors.slice(0, j + 1)), ofFactor(j));
      alone += ofFactor(j);
    });
  }
  return { alone, together: [...places.values()].reduce((sum, one) => sum + one, 0) };
}
