import { beyondSums } from '../../compiler/plan/sums.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { PlanStep } from '../../compiler/plan/plan.ts';
import type { Relation } from '../engines/duckdb/relation.ts';
import { rowSums } from '../engines/duckdb/row-sums.ts';
import { sampledRelation } from '../engines/duckdb/sample.ts';
import { engines } from '../engines/index.ts';
import { nodesOf } from '../engines/memory/walk.ts';
import type { Estimation } from '../estimators/estimate.ts';
import { estimateFromSums } from '../estimators/sums/estimate.ts';
import { staysInEngine } from './engine-table.ts';
import { StepError, type StepContext } from './step.ts';

/** A model on a table whose columns stay in DuckDB. */
export async function estimateInDuckDb(spec: ModelSpec, relation: Relation): Promise<Estimation> {
  const isText = (name: string): boolean => relation.columns.get(name)?.kind === 'text';
  const beyond = beyondSums(spec, engines[0]!.sums, { isText, nodes: nodesOf });
  if (beyond !== null) throw new StepError(withoutColumns(beyond));
  const sampled = await sampledRelation(relation, spec);
  try {
    const k = spec.formula.terms.length + (spec.formula.intercept ? 1 : 0);
    const { record: sample, clusters, units, periods } = sampled;
    return await estimateFromSums(spec, { sample, clusters, units, periods }, rowSums(sampled, k));
  } finally {
    await sampled.release();
  }
}

/** Throws where a step needs columns of a table of which only sums come back, or of a model on one. */
export function refuseWithoutColumns({ kind, inputs }: PlanStep, context: StepContext): void {
  const { plan } = context;
  const away = (id: string): boolean => staysInEngine(context.table(id));
  for (const id of inputs) {
    const input = plan.steps.find((step) => step.id === id);
    const makesTable = input?.kind === 'read' || input?.kind === 'prepare';
    if (makesTable && kind !== 'estimate' && kind !== 'prepare' && away(id)) {
      throw new StepError(withoutColumns(kind));
    }
    if (input?.kind === 'estimate' && kind !== 'hypotheses' && away(input.inputs[0]!)) {
      throw new StepError(withoutColumns(kind));
    }
  }
}

/** Why a step cannot be done on a table of which only sums come back. */
function withoutColumns(what: string) {
  return {
    code: 'engine-without-columns',
    message: `${what} needs columns in memory, and those of this table stay in DuckDB: only sums come back`,
    hint: 'linear models without effects, under iid, HC0, HC1 or one dimension of clusters, are estimated from sums; filter the rows for anything else, or leave sums out',
  };
}
