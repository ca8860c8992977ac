import type { Expression } from '../../../compiler/plan/expression.ts';
import type { ModelFormula, ModelSpec, ModelTerm } from '../../../compiler/plan/model.ts';
import { expressionName } from '../../design/names.ts';
import { needsOfModel, withoutLags } from '../../design/rows.ts';
import { needsOf, valuesOf } from '../../design/values.ts';
import type { SampleRecord } from '../../results/results.ts';
import type { Database } from './database.ts';
import { asNumber, print } from './expression.ts';
import { Query } from './query.ts';
import { oneRow, type Relation } from './relation.ts';

/** The rows of one model in DuckDB, in the order of the file. */
export interface SampledRelation {
  readonly database: Database;
  /** As it stands after FROM: the columns x0, x1, …, of which the last is the outcome, and `cluster`. */
  readonly source: string;
  readonly record: SampleRecord;
  /** Groups among the rows; null without them, or where a key is missing. */
  readonly clusters: number | null;
  readonly units: number | null;
  readonly periods: number | null;
  readonly release: () => Promise<void>;
}

/** The rows that a model uses, as `chooseRows` does in memory: conditions, then complete cells. */
export async function sampledRelation(relation: Relation, spec: ModelSpec): Promise<SampledRelation> {
  const query = new Query(relation);
  const conditions = await printed(query, spec.where);
  const [cluster] = spec.vcov.by ?? [];
  const required = await requirements(query, spec, cluster === undefined ? [] : [cluster]);
  const columns = await regressors(query, spec.formula);
  const outcome = await numberOf(query, spec.formula.outcome);
  const excluded = query.add(anyOf(conditions.map((cell) => `coalesce(${cell} = 0, false)`)));
  const kept = query.add(allOf(conditions.map((cell) => `coalesce(${cell} = 1, false)`)));
  const complete = query.add(`${kept} AND ${allOf(required.map(({ cell }) => `${cell} IS NOT NULL`))}`);
  const lags = query.add(
    `${kept} AND NOT ${complete} AND ${allOf(required.map(({ cell, plain }) => `(${cell} IS NOT NULL OR ${plain === null ? 'false' : `${plain} IS NOT NULL`})`))}`,
  );
  // Windows leave the rows in the order of their groups, in which sums would depend on how these are made.
  if (query.order !== '') await query.settle();
  const { database } = relation;
  const group = cluster === undefined ? null : query.column(cluster).id;
  const record = await counted(query, { excluded, kept, complete, lags, required });
  const levels = await oneRow(
    database,
    `SELECT ${[group, ...keysOf(query, relation)].map(groupsOf).join(', ')} FROM ${query.source} WHERE ${complete}`,
  );
  const list = [...columns, outcome].map((cell, i) => `${cell} AS x${i}`);
  const [clusters, units, periods] = levels.map((cell) => (cell === null ? null : Number(cell)));
  return {
    database,
    source: `(SELECT ${[...list, `${group ?? 'NULL'} AS cluster`].join(', ')} FROM ${query.source} WHERE ${complete})`,
    record,
    clusters: clusters ?? null,
    units: units ?? null,
    periods: periods ?? null,
    release: () => query.release(),
  };
}

interface Required {
  readonly name: string;
  readonly cell: string;
  /** The same without its lags, where it has any. */
  readonly plain: string | null;
}

async function requirements(
  query: Query,
  spec: ModelSpec,
  clusters: readonly string[],
): Promise<readonly Required[]> {
  const found = new Map<string, Required>();
  const { expressions, columns } = needsOfModel(spec, clusters);
  for (const expression of expressions) {
    const name = expressionName(expression);
    if (found.has(name)) continue;
    const [cell] = await printed(query, [expression]);
    const plain = withoutLags(expression);
    found.set(name, {
      name,
      cell: cell!,
      plain: plain === expression ? null : (await printed(query, [plain]))[0]!,
    });
  }
  for (const name of columns) {
    if (!found.has(name)) found.set(name, { name, cell: query.column(name).id, plain: null });
  }
  return [...found.values()];
}

/** The constant, then the terms. */
async function regressors(query: Query, { intercept, terms }: ModelFormula): Promise<readonly string[]> {
  const cells = intercept ? ["'1'::DOUBLE"] : [];
  for (const term of terms) cells.push(await productOf(query, term));
  return cells;
}

async function productOf(query: Query, { factors }: ModelTerm): Promise<string> {
  const cells: string[] = [];
  for (const factor of factors) cells.push(await numberOf(query, factor));
  return cells.length === 1 ? cells[0]! : query.add(cells.join(' * '));
}

async function numberOf(query: Query, factor: Expression): Promise<string> {
  const [inner = factor] = needsOf(factor);
  const scope = { query, subject: '', mask: null };
  return asNumber(await print(valuesOf(inner), scope), scope);
}

/** Cells of any kind, conditions as numbers. */
async function printed(query: Query, expressions: readonly Expression[]): Promise<readonly string[]> {
  const scope = { query, subject: '', mask: null };
  const cells: string[] = [];
  for (const expression of expressions) {
    const value = await print(valuesOf(expression), scope);
    cells.push(value.kind === 'text' ? query.add(value.sql) : asNumber(value, scope));
  }
  return cells;
}

/** How many groups there are, null where a row has none. */
function groupsOf(cell: string | null): string {
  return cell === null
    ? 'NULL'
    : `CASE WHEN count(*) FILTER (WHERE ${cell} IS NULL) = 0 THEN count(DISTINCT ${cell}) END`;
}

function keysOf(query: Query, { panel }: Relation): readonly (string | null)[] {
  return panel === null ? [null, null] : [query.column(panel.unit).id, query.column(panel.time).id];
}

interface Flags {
  readonly excluded: string;
  readonly kept: string;
  readonly complete: string;
  readonly lags: string;
  readonly required: readonly Required[];
}

async function counted(query: Query, flags: Flags): Promise<SampleRecord> {
  const { excluded, kept, complete, lags, required } = flags;
  const missing = required.map(({ cell }) => `${kept} AND ${cell} IS NULL`);
  const counts = [excluded, kept, complete, lags, ...missing].map(
    (rows) => `count(*) FILTER (WHERE ${rows})`,
  );
  const row = await oneRow(query.relation.database, `SELECT ${counts.join(', ')} FROM ${query.source}`);
  const [out, left, used, lost, ...absent] = row.map(Number);
  const { rows } = query.relation;
  return {
    rows,
    excluded: out!,
    undecided: rows - out! - left!,
    missing: Object.fromEntries(required.map(({ name }, i) => [name, absent[i]!])),
    incomplete: left! - used!,
    lags: lost!,
    singletons: 0,
    used: used!,
  };
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`;
}

function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`;
}
