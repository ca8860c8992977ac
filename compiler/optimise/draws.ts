import type { Plan, PlanStep, StepKind } from '../plan/plan.ts';
import type { SharedGroup, Work } from '../plan/sharing.ts';
import { type Model, union } from './models.ts';
import { ofCovariance, ofEffects, pairs, workOf } from './work.ts';

/**
 * Draws that need no regression each. Permutations: the outcome and the permuted column are residualised on all others once,
 * a draw is then a regression on one column. Bootstraps: cross-products of what is drawn as a whole are taken once, a draw
 * weighs them.
 */
export function drawGroups(plan: Plan, models: readonly Model[]): readonly SharedGroup[] {
  const byStep = new Map(models.map((model) => [model.step.id, model]));
  const own = models.flatMap((model) => ofVcov(model));
  return [...own, ...plan.steps.flatMap((step) => ofStep(step, byStep))];
}

function ofStep(step: PlanStep, byStep: ReadonlyMap<string, Model>): readonly SharedGroup[] {
  const models = [...new Set(step.inputs)].flatMap((id) => byStep.get(id) ?? []);
  if (models.length === 0) return [];
  if (isKind(step, 'placebo')) return [group(step, models, step.parameters.draws, permutations)];
  if (isKind(step, 'curve') && step.parameters.draws !== null)
    return [group(step, models, step.parameters.draws, permutations)];
  if (isKind(step, 'mediate') || isKind(step, 'mediate-parallel')) {
    const { bootstrap } = step.parameters;
    if (!bootstrap) return [];
    const clusters = bootstrap.cluster === null ? [] : [bootstrap.cluster];
    return [group(step, models, bootstrap.draws, products(clusters), clusters)];
  }
  return [];
}

/** Least squares and likelihoods under a covariance of draws. */
function ofVcov(model: Model): readonly SharedGroup[] {
  const { draws, type } = model.spec.vcov;
  if (draws === undefined || !['ols', 'between', 'first-difference'].includes(model.spec.estimator))
    return [];
  const clusters = type === 'wild' || model.clusters.length > 0 ? model.clusters : [];
  return [group(model.step, [model], draws, products(clusters), clusters)];
}

function group(
  { id }: PlanStep,
  models: readonly Model[],
  draws: number,
  workOfDraws: (models: readonly Model[], draws: number) => Work,
  clusters: readonly string[] = [],
): SharedGroup {
  const effects = union(models.map((model) => model.effects));
  return {
    kind: 'draws',
    table: models[0]!.table,
    steps: [id],
    columns: union(models.map((model) => model.columns)),
    ...(effects.length > 0 ? { effects } : {}),
    ...(clusters.length > 0 ? { clusters } : {}),
    draws,
    work: workOfDraws(models, draws),
  };
}

const sum = (models: readonly Model[], of: (model: Model) => number): number =>
  models.reduce((total, model) => total + of(model), 0);

/** Each draw residualises one column and forms one score; the outcome is residualised once. */
function permutations(models: readonly Model[], draws: number): Work {
  const one = (model: Model): number => {
    const { regressors, effects } = model;
    const score = ofCovariance({ ...model, regressors: regressors.slice(0, 1) });
    return ofEffects(effects.length, 1) + 2 * regressors.length + 2 + score;
  };
  return { alone: draws * sum(models, workOf), together: (draws + 1) * sum(models, one) };
}

/** Products of pairs once; without clusters rows are drawn, and each draw weighs the products of all rows. */
function products(clusters: readonly string[]) {
  return (models: readonly Model[], draws: number): Work => {
    const one = pairs(union(models.map(({ columns }) => columns)).length + 1);
    return {
      alone: draws * sum(models, workOf),
      together: clusters.length > 0 ? one : (draws + 1) * one,
    };
  };
}

function isKind<K extends StepKind>(step: PlanStep, kind: K): step is PlanStep<K> {
  return step.kind === kind;
}
