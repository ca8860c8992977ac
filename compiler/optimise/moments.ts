import type { ModelSpec } from '../plan/model.ts';
import type { Plan } from '../plan/plan.ts';
import type { SharedGroup } from '../plan/sharing.ts';
import { type Model, union } from './models.ts';
import { ofColumns, ofEffects, ofSample, pairs, workOf } from './work.ts';

/** A curve of fewer models is estimated one model at a time. */
const LEAST = 16;

/** Covariances that follow from products of columns, or from sums by cluster. */
const simple: ReadonlySet<string> = new Set(['iid', 'HC0', 'HC1', 'cluster']);

/**
 * The models of all specification curves that are long enough, of each table: least squares with numbers for which the
 * rows are not needed again. Their digits agree with those of models by themselves to rounding.
 */
export function momentGroups(plan: Plan, models: readonly Model[]): readonly SharedGroup[] {
  const wanted = new Set(
    plan.steps.flatMap(({ kind, inputs }) =>
      kind === 'curve' && new Set(inputs).size >= LEAST ? inputs : [],
    ),
  );
  const own = models.filter((model) => wanted.has(model.step.id) && followsFromMoments(model.spec));
  const tables = union([own.map(({ table }) => table)]);
  return tables.map((table): SharedGroup => {
    const group = own.filter((model) => model.table === table);
    const columns = union(group.map((model) => model.columns));
    const effects = union(group.map((model) => model.effects));
    const clusters = union(group.map((model) => model.clusters));
    return {
      kind: 'moments',
      ...{ table, columns },
      steps: group.map(({ step }) => step.id),
      ...(effects.length > 0 ? { effects } : {}),
      ...(clusters.length > 0 ? { clusters } : {}),
      work: {
        alone: group.reduce((total, model) => total + workOf(model), 0),
        together: ofMoments(group),
      },
    };
  });
}

/** Whether a model may be one of them. */
export function followsFromMoments({ estimator, formula, vcov }: ModelSpec): boolean {
  const { instruments, fixed, intercept } = formula;
  const plain = instruments === null && fixed.every((effect) => effect.slopes.length === 0);
  return estimator === 'ols' && plain && (intercept || fixed.length > 0) && simple.has(vcov.type);
}

/** The union of the columns once for each set of effects: products of two, by cluster too, and of four for HC0 and HC1. */
function ofMoments(group: readonly Model[]): number {
  const byEffects = new Map<string, Model[]>();
  for (const model of group) {
    const key = JSON.stringify(model.effects);
    byEffects.set(key, [...(byEffects.get(key) ?? []), model]);
  }
  let work = 0;
  for (const models of byEffects.values()) {
    const columns = union(models.map((one) => one.columns)).length;
    const { effects } = models[0]!;
    const clusters = union(models.map((one) => one.clusters)).length;
    const robust = models.some(({ spec }) => spec.vcov.type.startsWith('HC'));
    const required = union(models.map((one) => one.required));
    work += ofSample({ required, spec: models[0]!.spec }) + ofColumns(columns, effects.length + clusters);
    work += ofEffects(effects.length, columns) + (2 + clusters) * pairs(columns);
    if (robust) work += pairs(pairs(columns)) / 3;
  }
  return Math.round(work);
}
