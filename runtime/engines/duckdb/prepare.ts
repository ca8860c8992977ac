import type { OptionValue } from '../../../compiler/plan/plan.ts';
import { evaluationNotes } from '../../prepare/evaluation-notes.ts';
import { entriesOf, expressionOf, namesOption } from '../../prepare/options.ts';
import { type PreparationFailure, preparationFailure } from '../../prepare/step.ts';
import type { Note, PrepareRecord } from '../../results/results.ts';
import { namesIn } from '../memory/walk.ts';
import { asCondition, asNumber, print } from './expression.ts';
import { Query } from './query.ts';
import { freshTable, oneRow, type Relation, relationOf } from './relation.ts';

/** What a verb of preparation makes of a table in DuckDB. */
export interface PreparedRelation {
  readonly kind: 'prepared';
  readonly relation: Relation;
  readonly record: PrepareRecord;
}

type Verb = (relation: Relation, options: OptionValue) => Promise<PreparedRelation | PreparationFailure>;

/** The verbs that DuckDB has; their records and failures are those of the verbs in memory. */
export const sqlVerbs: ReadonlyMap<string, Verb> = new Map([
  ['derive', derive],
  ['filter', filter],
  ['drop_missing', dropMissing],
  ['rename', rename],
]);

async function derive(relation: Relation, options: OptionValue): Promise<PreparedRelation> {
  const query = new Query(relation);
  const entries = entriesOf(options);
  const counts: { readonly name: string; readonly missing: string; readonly changed: string | null }[] = [];
  for (const [name, tree] of entries) {
    const value = await print(expressionOf(tree), { query, subject: name, mask: null });
    const text = value.kind === 'text';
    const cell = query.add(text ? value.sql : asNumber(value, { query, subject: name, mask: null }));
    const before = query.columns.get(name);
    const same = before && (before.kind === 'text') === text;
    const differs = same ? `(${cell} IS NULL OR ${cell} <> ${before.id})` : 'true';
    const changed = before ? query.add(`${before.id} IS NOT NULL AND ${differs}`) : null;
    counts.push({ name, missing: query.add(`${cell} IS NULL`), changed });
    query.name(name, cell, text ? 'text' : value.date ? 'date' : 'number');
  }
  await query.settle();
  const number = await counting(query);
  const missing = positive(counts.map((one) => [one.name, number(one.missing)] as const));
  const changed = positive(
    counts.flatMap((one) => (one.changed === null ? [] : [[one.name, number(one.changed)] as const])),
  );
  const columns = entries.map(([name]) => name);
  const notes = notesOf(query, columns, number);
  return finished('derive', await kept(query, null), { columns, missing, changed, notes });
}

async function filter(
  relation: Relation,
  options: OptionValue,
): Promise<PreparedRelation | PreparationFailure> {
  const query = new Query(relation);
  const tree = expressionOf(options);
  const scope = { query, subject: 'filter', mask: null };
  const state = query.add(asCondition(await print(tree, scope), scope));
  const keep = query.add(`${state} IS TRUE`);
  const unknown = query.add(`${state} IS NULL`);
  await query.settle();
  const number = await counting(query);
  const result = await kept(query, keep);
  if (result.rows === 0)
    return preparationFailure('no-rows', `filter keeps none of the ${relation.rows} rows`);
  const dropped = relation.rows - result.rows;
  const undecided = number(unknown);
  const message = `the condition of filter is missing in ${undecided} of the ${dropped} rows that it drops`;
  return finished('filter', result, {
    columns: namesIn(tree),
    dropped,
    notes: [
      ...notesOf(query, ['filter'], number),
      ...(undecided > 0 ? [{ code: 'undecided-rows', message, values: { undecided, dropped } }] : []),
    ],
  });
}

async function dropMissing(
  relation: Relation,
  options: OptionValue,
): Promise<PreparedRelation | PreparationFailure> {
  const query = new Query(relation);
  const names = namesOption(options, 'columns');
  const missing = names.map((name) => [name, query.add(`${query.column(name).id} IS NULL`)] as const);
  const keep = query.add(`NOT (${missing.map(([, column]) => column).join(' OR ')})`);
  await query.settle();
  const number = await counting(query);
  const result = await kept(query, keep);
  if (result.rows === 0)
    return preparationFailure('no-rows', `drop_missing keeps none of the ${relation.rows} rows`);
  const cells = missing
    .map(([name, column]) => [name, number(column)] as const)
    .filter(([, count]) => count > 0);
  const list = cells.map(([name, count]) => `${name} (${count})`).join(', ');
  const message = `rows were dropped for missing cells of ${list}`;
  return finished('drop_missing', result, {
    columns: names,
    dropped: relation.rows - result.rows,
    notes: list === '' ? [] : [{ code: 'rows-with-missing', message, values: { list } }],
  });
}

async function rename(
  relation: Relation,
  options: OptionValue,
): Promise<PreparedRelation | PreparationFailure> {
  const names = new Map(entriesOf(options).map(([from, to]) => [from, String(to)]));
  const now = (name: string): string => names.get(name) ?? name;
  const all = [...relation.columns.keys()].map(now);
  const twice = all.find((name, index) => all.indexOf(name) < index);
  if (twice !== undefined) {
    const what = `after rename, two columns would be named ${twice}`;
    return preparationFailure('rename-clash', what, 'choose another name, or rename the other column too');
  }
  const columns = [...relation.columns.values()].map((column) => ({ ...column, name: now(column.name) }));
  const panel = relation.panel && { unit: now(relation.panel.unit), time: now(relation.panel.time) };
  const renamed = relationOf(relation.database, relation.source, relation.rows, columns, panel);
  return finished('rename', renamed, { columns: [...names.values()] });
}

type Counts = (column: string) => number;

/** In how many rows each of the conditions holds that the query has as columns. */
async function counting(query: Query): Promise<Counts> {
  const { database } = query.relation;
  const names = await database.rows(
    `SELECT column_name FROM (DESCRIBE SELECT * FROM ${query.source}) WHERE column_type = 'BOOLEAN'`,
  );
  const columns = names.map(([name]) => String(name));
  if (columns.length === 0) return () => 0;
  const counted = await oneRow(
    database,
    `SELECT ${columns.map((name) => `count(*) FILTER (WHERE ${name})`).join(', ')} FROM ${query.source}`,
  );
  const found = new Map(columns.map((name, i) => [name, Number(counted[i])]));
  return (column) => found.get(column) ?? 0;
}

/** What became missing, by column in written order, as notes; the counts of one event of a column are added up. */
function notesOf(query: Query, subjects: readonly string[], number: Counts): readonly Note[] {
  return subjects.flatMap((subject) => {
    const { onEvent, notes } = evaluationNotes(subject);
    for (const { event, rows } of query.events.filter((one) => one.subject === subject)) {
      if (number(rows) > 0) onEvent(event, number(rows));
    }
    return notes();
  });
}

/** The author's columns of the rows where a condition holds (null: of all), as a table of their own. */
async function kept(query: Query, condition: string | null): Promise<Relation> {
  const { database, panel } = query.relation;
  const columns = [...query.columns.values()];
  const table = freshTable();
  const list = ['place', ...new Set(columns.map(({ id }) => id))];
  const made = columns.map((column) => ({ ...column, id: `c_${column.id}` }));
  const renamed = list.map((id) => (id === 'place' ? id : `${id} AS c_${id}`));
  const where = condition === null ? '' : ` WHERE ${condition}`;
  await database.run(
    `CREATE TABLE ${table} AS SELECT ${renamed.join(', ')} FROM ${query.source}${where}${query.order}`,
  );
  await query.release();
  const [rows] = await oneRow(database, `SELECT count(*) FROM ${table}`);
  return relationOf(database, table, Number(rows), made, panel);
}

type Report = Pick<PrepareRecord, 'columns'> & Partial<PrepareRecord>;

function finished(step: string, relation: Relation, report: Report): PreparedRelation {
  const rest = { filled: {}, missing: {}, changed: {}, dropped: 0 };
  const { columns, notes = [], ...given } = report;
  return {
    kind: 'prepared',
    relation,
    record: { step, columns, ...rest, ...given, rows: relation.rows, notes },
  };
}

function positive(counts: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.filter(([, cells]) => cells > 0));
}
