import type { Call, Expression } from '../../../compiler/plan/expression.ts';
import { invariant } from '../../../compiler/plan/invariant.ts';
import { literal as literalNumber } from '../memory/functions/call.ts';
import { aggregateByRows } from './aggregate.ts';
import {
  asCondition,
  asNumber,
  asText,
  called,
  constant,
  finite,
  print,
  type SqlFunction,
  type SqlScope,
  type SqlValue,
} from './expression.ts';
import { double } from './quote.ts';

const rowwise =
  (
    sql: (x: string) => string,
    lost?: { readonly where: (x: string) => string; readonly event: 'non-positive-log' },
  ): SqlFunction =>
  async (call, scope) => {
    const x = asNumber(await argument(call, 0, scope), scope);
    if (!lost) return finite(sql(x), scope);
    // What is lost is left out before, so that the function is not asked for it.
    const { query, subject, mask } = scope;
    query.count(subject, lost.event, lost.where(x), mask);
    const kept = query.add(`CASE WHEN NOT (${lost.where(x)}) THEN ${x} END`);
    return { sql: query.add(sql(kept)), kind: 'number' };
  };

/** Zero is added so that -0 becomes 0, as in memory. */
const simple: Readonly<Record<string, SqlFunction>> = {
  log: rowwise((x) => called('log_of', [x]), { where: (x) => `${x} <= 0`, event: 'non-positive-log' }),
  exp: rowwise((x) => called('exp_of', [x])),
  sqrt: rowwise((x) => `CASE WHEN ${x} >= 0 THEN sqrt(${x}) WHEN ${x} < 0 THEN 'nan'::DOUBLE END`),
  abs: rowwise((x) => `abs(${x})`),
  floor: rowwise((x) => `floor(${x})`),
  ceil: rowwise((x) => `ceil(${x}) + 0::DOUBLE`),
  sign: rowwise((x) => `sign(${x})::DOUBLE`),
  round: async (call, scope) => {
    const digits = double(literalNumber(call, 1, 'digits', 0));
    return finite(called('round_of', [asNumber(await argument(call, 0, scope), scope), digits]), scope);
  },
};

const choose: SqlFunction = async (call, scope) => {
  const { query, mask } = scope;
  const state = asCondition(await argument(call, 0, scope), scope);
  const within = (truth: string): SqlScope => ({
    ...scope,
    mask: query.add(`${mask === null ? '' : `${mask} AND `}(${state}) IS ${truth}`),
  });
  const first = await argument(call, 1, within('TRUE'));
  const second = await argument(call, 2, within('FALSE'));
  return select(`WHEN ${state} THEN`, `WHEN NOT ${state} THEN`, first, second, scope);
};

const coalesce: SqlFunction = async (call, scope) => {
  const { query, mask } = scope;
  let value = await argument(call, 0, scope);
  for (let i = 1; i < call.arguments.length; i += 1) {
    const missing = value.kind === 'missing' ? 'true' : `${value.sql} IS NULL`;
    const narrowed = query.add(mask === null ? missing : `${mask} AND ${missing}`);
    const next = await argument(call, i, { ...scope, mask: narrowed });
    value = select(`WHEN NOT (${missing}) THEN`, `WHEN ${missing} THEN`, value, next, scope);
  }
  return value;
};

/** The first value where one condition holds, the second where the other does; they are of one kind, or missing. */
function select(first: string, second: string, a: SqlValue, b: SqlValue, scope: SqlScope): SqlValue {
  if (a.kind === 'missing' && b.kind === 'missing') return a;
  const text = a.kind === 'text' || b.kind === 'text';
  const side = (value: SqlValue): string => (text ? asText(value) : asNumber(value, scope));
  const [x, y] = [side(a), side(b)];
  const sql = scope.query.add(`CASE ${first} ${x} ${second} ${y} END`);
  if (text) return { sql, kind: 'text' };
  return a.date || b.date ? { sql, kind: 'number', date: true } : { sql, kind: 'number' };
}

const isMissing: SqlFunction = async (call, scope) => {
  const value = await argument(call, 0, scope);
  const sql = value.kind === 'missing' ? 'true' : `${value.sql} IS NULL`;
  return { sql: scope.query.add(sql), kind: 'condition' };
};

/** Rows of the unit whose time is exactly so much earlier; a gap has none. */
const shifted = async (call: Call, by: number, scope: SqlScope): Promise<SqlValue> => {
  const { query } = scope;
  const value = await argument(call, 0, whole(scope));
  if (value.kind === 'missing') return value;
  const cell = value.kind === 'text' ? asText(value) : asNumber(value, scope);
  return {
    ...value,
    kind: value.kind === 'text' ? 'text' : 'number',
    sql: query.add(before(cell, by, scope)),
  };
};

function before(cell: string, by: number, { query }: SqlScope): string {
  const { panel } = query.relation;
  invariant(panel, 'a declared panel');
  const [unit, time] = [query.column(panel.unit), query.column(panel.time)];
  const side = by < 0 ? 'FOLLOWING' : 'PRECEDING';
  const at = `${double(Math.abs(by))} ${side}`;
  return `max(${cell}) OVER (PARTITION BY ${unit.id} ORDER BY ${time.id} RANGE BETWEEN ${at} AND ${at})`;
}

const change =
  (sql: (now: string, before: string) => string): SqlFunction =>
  async (call, scope) => {
    const now = asNumber(await argument(call, 0, whole(scope)), scope);
    const earlier = scope.query.add(before(now, distance(call), scope));
    return finite(sql(now, earlier), scope);
  };

const panel: Readonly<Record<string, SqlFunction>> = {
  lag: (call, scope) => shifted(call, distance(call), scope),
  lead: (call, scope) => shifted(call, -distance(call), scope),
  diff: change((now, earlier) => `${now} - ${earlier}`),
  growth: change((now, earlier) => `(${now} - ${earlier}) / ${earlier}`),
};

/** The group of each row as a column, null where it is missing; rows of no `by` are one group. */
async function groupOf(call: Call, scope: SqlScope): Promise<string> {
  const by = Object.hasOwn(call.named, 'by') ? call.named['by'] : undefined;
  if (!by) return scope.query.add('true');
  const value = await print(by, whole(scope));
  return value.kind === 'missing' ? scope.query.add('NULL::DOUBLE') : scope.query.add(value.sql);
}

const extreme =
  (name: 'min' | 'max'): SqlFunction =>
  async (call, scope) => {
    const { query } = scope;
    if (call.arguments.length > 1) {
      const values: SqlValue[] = [];
      for (const [i] of call.arguments.entries()) values.push(await argument(call, i, scope));
      const cells = values.map((value) => asNumber(value, scope));
      const all = cells.map((cell) => `${cell} IS NOT NULL`).join(' AND ');
      const sql = query.add(
        `CASE WHEN ${all} THEN ${name === 'min' ? 'least' : 'greatest'}(${cells.join(', ')}) END`,
      );
      return withDate(
        sql,
        values.some(({ date }) => date === true),
      );
    }
    const value = await argument(call, 0, whole(scope));
    const cell = asNumber(value, scope);
    const group = await groupOf(call, scope);
    const sql = `CASE WHEN ${group} IS NOT NULL THEN ${name}(${cell}) OVER (PARTITION BY ${group}) END`;
    return withDate(query.add(sql), value.date === true);
  };

function withDate(sql: string, date: boolean): SqlValue {
  return date ? { sql, kind: 'number', date } : { sql, kind: 'number' };
}

/** The mean of the middle two, as in memory: half their sum. */
const median: SqlFunction = async (call, scope) => {
  const { query } = scope;
  const cell = asNumber(await argument(call, 0, whole(scope)), scope);
  const group = await groupOf(call, scope);
  const n = query.add(`count(${cell}) OVER (PARTITION BY ${group})`);
  const place = query.add(`row_number() OVER (PARTITION BY ${group} ORDER BY ${cell} NULLS LAST)`);
  const nth = (which: string): string =>
    query.add(`max(CASE WHEN ${place} = ${which} THEN ${cell} END) OVER (PARTITION BY ${group})`);
  const [low, high] = [nth(`(${n} + 1) // 2`), nth(`${n} // 2 + 1`)];
  const middle = `CASE WHEN ${n} % 2 = 1 THEN ${low} ELSE (${low} + ${high}) / 2 END`;
  return finite(`CASE WHEN ${group} IS NOT NULL AND ${n} > 0 THEN ${middle} END`, scope);
};

const rank: SqlFunction = async (call, scope) => {
  const { query } = scope;
  const cell = asNumber(await argument(call, 0, whole(scope)), scope);
  const group = await groupOf(call, scope);
  const first = query.add(`rank() OVER (PARTITION BY ${group} ORDER BY ${cell} NULLS LAST)`);
  const equal = query.add(`count(*) OVER (PARTITION BY ${group}, ${cell})`);
  const shared = `(2 * ${first} + ${equal} - 1)::DOUBLE / 2`;
  const present = `${group} IS NOT NULL AND ${cell} IS NOT NULL`;
  return { sql: query.add(`CASE WHEN ${present} THEN ${shared} END`), kind: 'number' };
};

/** Sums depend on their order: they are made in this process, in the order of the rows, as in memory. */
const byRows =
  (name: 'mean' | 'sum' | 'sd'): SqlFunction =>
  async (call, scope) => {
    const cell = asNumber(await argument(call, 0, whole(scope)), scope);
    const group = await groupOf(call, scope);
    const result = await aggregateByRows(name, cell, group, scope.query);
    return finite(result, scope);
  };

const cut: SqlFunction = async (call, scope) => {
  const { query, subject, mask } = scope;
  const values: SqlValue[] = [];
  for (const [i] of call.arguments.entries()) values.push(await argument(call, i, scope));
  const [x, ...breaks] = values.map((value) => asNumber(value, scope));
  invariant(x, 'what is cut');
  const ascending = breaks.slice(1).map((point, i) => `${point} > ${breaks[i]!}`);
  const known = breaks.map((point) => `${point} IS NOT NULL`).join(' AND ');
  const ordered = query.add(`${known} AND ${ascending.join(' AND ')}`);
  query.count(subject, 'breaks-not-ascending', `${known} AND NOT ${ordered}`, mask);
  const cases = breaks.map((point, i) => `WHEN ${x} < ${point} THEN ${i === 0 ? 'NULL' : constant(i).sql}`);
  return { sql: query.add(`CASE WHEN ${ordered} THEN CASE ${cases.join(' ')} END END`), kind: 'number' };
};

/** The functions of the language in SQL, by their names. */
export const sqlFunctions: ReadonlyMap<string, SqlFunction> = new Map(
  Object.entries({
    ...simple,
    if: choose,
    coalesce,
    is_missing: isMissing,
    ...panel,
    mean: byRows('mean'),
    sum: byRows('sum'),
    sd: byRows('sd'),
    median,
    min: extreme('min'),
    max: extreme('max'),
    rank,
    cut,
  }),
);

/** What an aggregate or a lag reads, whatever branch it stands in. */
function whole(scope: SqlScope): SqlScope {
  return scope.mask === null ? scope : { ...scope, mask: null };
}

function argument(call: Call, index: number, scope: SqlScope): Promise<SqlValue> {
  const expression: Expression | undefined = call.arguments[index];
  invariant(expression, `argument ${index + 1} of ${call.function}`);
  return print(expression, scope);
}

function distance(call: Call): number {
  return literalNumber(call, 1, 'k', 1);
}
