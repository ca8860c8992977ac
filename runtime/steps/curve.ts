import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { PlanStep } from '../../compiler/plan/plan.ts';
import { columnOf, combinedCodes, isMissing } from '../design/codes.ts';
import { curveEstimates, type CurvePoint, curveResult } from '../inference/curve.ts';
import { curveWork } from '../inference/curve-draws.ts';
import { jointTest } from '../inference/curve-joint.ts';
import { curveProblem, type FollowedModel } from '../inference/curve-problem.ts';
import { isFailure } from '../inference/failure.ts';
import type { CurveJoint, Note } from '../results/results.ts';
import { curveKernel } from '../schedule/kernels.ts';
import { runDraws } from '../schedule/pool.ts';
import { labelOf, poolOptions, type StepContext, type StepRunner } from './step.ts';

/** The summary of a specification curve over its estimated models, and its joint test where draws are asked for. */
export const runCurve: StepRunner<'curve'> = async (step, context) => {
  const { terms } = step.parameters;
  const different = differentModels(step);
  const points = different.map(({ id, term }): CurvePoint => {
    const { record } = context.input(id, 'estimate');
    return { term: record.terms.find((one) => one.term === term), level: record.level };
  });
  const repeated = terms.length - different.length;
  const tested = await joint(step, different, points, context);
  return curveResult(points, { terms, repeated, ...tested });
};

interface Followed {
  readonly id: string;
  readonly term: string;
}

/** Each model with the term that is followed in it, once, in the order of the combinations. */
function differentModels({ inputs, parameters }: PlanStep<'curve'>): readonly Followed[] {
  const found = new Map<string, Followed>();
  inputs.forEach((id, i) => {
    const term = parameters.terms[i]!;
    if (!found.has(`${id} ${term}`)) found.set(`${id} ${term}`, { id, term });
  });
  return [...found.values()];
}

interface Tested {
  readonly joint: CurveJoint | null;
  readonly notes: readonly Note[];
}

async function joint(
  step: PlanStep<'curve'>,
  different: readonly Followed[],
  points: readonly CurvePoint[],
  context: StepContext,
): Promise<Tested> {
  const { draws, seed } = step.parameters;
  if (draws === null) return { joint: null, notes: [] };
  invariant(seed !== null, 'a seed, since the check asks for one where something is drawn');
  const models = different.flatMap(({ id, term }, i): readonly FollowedModel[] => {
    const estimation = context.input(id, 'estimate');
    const known = points[i]!.term;
    if (estimation.kind === 'not-estimated' || !known || known.estimate === null || known.p === null)
      return [];
    const planned = context.plan.steps.find((one) => one.id === id);
    invariant(planned, 'the step of a model');
    return [{ spec: planned.parameters as ModelSpec, estimation, term }];
  });
  if (models.length === 0) {
    const message = 'no joint test: no model has an estimate and its p';
    return { joint: null, notes: [{ code: 'curve-no-joint', message }] };
  }
  const table = context.table(context.plan.table);
  const problem = curveProblem({
    models,
    seed,
    time: table.panel?.time ?? null,
    codes: (column, rows) =>
      rows.some((row) => isMissing(columnOf(table, column), row))
        ? null
        : combinedCodes(table, [column], rows),
  });
  if (isFailure(problem)) return { joint: null, notes: [problem.note] };
  const { values, threads } = await runDraws(
    curveKernel,
    problem.draws,
    draws,
    poolOptions(context, labelOf(step, context.plan), curveWork(problem.draws)),
  );
  for (const one of threads) context.threads.push(one);
  const permuted = { terms: [...new Set(models.map((one) => one.term))], unit: problem.unit };
  return { joint: jointTest(curveEstimates(points), values, permuted), notes: problem.notes };
}
