import { invariant } from '../../compiler/plan/invariant.ts';
import type { Plan, PrepareParameters, ReadParameters, StepKind } from '../../compiler/plan/plan.ts';
import { columnsInMemory } from '../engines/duckdb/columns.ts';
import { checkRelationPanel } from '../engines/duckdb/panel.ts';
import { sqlVerbs } from '../engines/duckdb/prepare.ts';
import type { Relation } from '../engines/duckdb/relation.ts';
import type { Table } from '../engines/memory/table.ts';
import type { DataRecord, PrepareRecord } from '../results/results.ts';
import { isSourceFailure, type SourceFailure } from '../sources/failure.ts';
import { StepError, type StepContext, type TableOutput } from './step.ts';

/** Bytes of columns that come back from an engine: of ten columns, 25 million rows. */
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

/** Reads a file by its engine: the columns stay there, but those that a step in memory asks for. */
export async function readByEngine(
  id: string,
  parameters: ReadParameters,
  { plan, options, duckdb }: StepContext,
): Promise<TableOutput<DataRecord>> {
  const { file, columns, panel } = parameters;
  invariant(options.engineFiles, 'files for an engine, where a plan has one');
  const relation = orFail(await duckdb.read(parameters, options.engineFiles));
  const located = orFail(options.engineFiles.locate(file));
  const keys = panel && orFail(await checkRelationPanel(relation));
  const record: DataRecord = {
    file,
    sha256: located.sha256,
    rows: relation.rows,
    columns: columns.length,
    panel: keys?.record ?? null,
    notes: keys?.notes ?? [],
  };
  return { table: await inMemory(id, relation, plan), relation, record };
}

/** One verb on a table in DuckDB. */
export async function prepareByEngine(
  id: string,
  { verb, options }: PrepareParameters,
  relation: Relation,
  { plan }: StepContext,
): Promise<TableOutput<PrepareRecord>> {
  const run = sqlVerbs.get(verb);
  invariant(run, `a verb ${verb} in DuckDB, since the check asks for one`);
  const result = await run(relation, options);
  if (result.kind === 'failure') throw new StepError(result);
  return {
    table: await inMemory(id, result.relation, plan),
    relation: result.relation,
    record: result.record,
  };
}

/** The columns that steps in memory name, where such a step goes on from here; else no table at all. */
async function inMemory(id: string, relation: Relation, plan: Plan): Promise<Table> {
  const users = plan.steps.filter(
    ({ kind, inputs }) => inputs.includes(id) && !(kind === 'prepare' && inputs[0] === id),
  );
  const away: Table = { rows: relation.rows, columns: notHere, panel: relation.panel };
  if (users.length === 0 || sumsAlone(id, plan)) return away;
  const needed = named(plan, relation);
  const bytes = [...relation.columns.values()].filter(({ name }) => needed(name)).length * relation.rows * 8;
  return bytes > MOST_BYTES ? away : columnsInMemory(relation, needed);
}

/** Of a table of which nothing came back. */
const notHere: Table['columns'] = new Map();

/** Whether a table is in its engine alone, so that only sums come back. */
export function staysInEngine({ columns }: Table): boolean {
  return columns === notHere;
}

/** Whether the source of a table says so. */
function sumsAlone(id: string, plan: Plan): boolean {
  const step = plan.steps.find((one) => one.id === id);
  invariant(step, 'a step of the plan');
  return step.kind === 'read'
    ? (step.parameters as ReadParameters).sums === true
    : sumsAlone(step.inputs[0]!, plan);
}

/** A column is used by a step only if its name is somewhere in what a step is told. */
function named(plan: Plan, { panel }: Relation): (name: string) => boolean {
  const kinds: readonly StepKind[] = ['read', 'prepare'];
  const told = plan.steps
    .filter(({ kind }) => !kinds.includes(kind))
    .map(({ parameters }) => JSON.stringify(parameters));
  const text = told.join('\n');
  const joins = plan.steps.some(({ kind, inputs }) => kind === 'prepare' && inputs.length > 1);
  return (name) =>
    joins || name === panel?.unit || name === panel?.time || text.includes(JSON.stringify(name).slice(1, -1));
}

function orFail<T extends object>(result: T | SourceFailure): T {
  if (!isSourceFailure(result)) return result as T;
  const { code, message, hint } = result;
  throw new StepError({ code, message, hint });
}
