import type { Query } from './query.ts';
import { freshTable } from './relation.ts';

/** Compensated sums (Neumaier 1974), one a group, in the order in which cells are added: as linalg/sums has them. */
class Sums {
  readonly counts: Float64Array;
  readonly #totals: Float64Array;
  readonly #lost: Float64Array;

  constructor(groups: number) {
    this.counts = new Float64Array(groups);
    this.#totals = new Float64Array(groups);
    this.#lost = new Float64Array(groups);
  }

  add(group: number, value: number): void {
    const total = this.#totals[group]!;
    const next = total + value;
    this.#lost[group]! += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    this.#totals[group] = next;
    this.counts[group]! += 1;
  }

  sum(group: number): number {
    return this.#totals[group]! + this.#lost[group]!;
  }
}

/**
 * The mean, sum or standard deviation of a column over each group, as SQL that has it on every row of the group: null
 * where there is nothing to aggregate, and not finite where the result is not. The same operations in the same order as
 * in memory, so that the bits are the same; of the cells no more than one run of rows is in memory.
 */
export async function aggregateByRows(
  name: 'mean' | 'sum' | 'sd',
  cell: string,
  group: string,
  query: Query,
): Promise<string> {
  const number = query.add(
    `CASE WHEN ${group} IS NOT NULL THEN dense_rank() OVER (ORDER BY ${group}) - 1 END`,
  );
  await query.settle();
  const { database } = query.relation;
  const [[last]] = (await database.rows(`SELECT max(${number}) FROM ${query.source}`)) as [[number | null]];
  const groups = last === null ? 0 : last + 1;
  const pass = async (of: (group: number, value: number) => number): Promise<Sums> => {
    const sums = new Sums(groups);
    await database.stream(
      `SELECT ${number}::DOUBLE, ${cell} FROM ${query.source} WHERE ${number} IS NOT NULL AND ${cell} IS NOT NULL`,
      ([codes, values], count) => {
        for (let i = 0; i < count; i += 1) sums.add(codes![i]!, of(codes![i]!, values![i]!));
      },
    );
    return sums;
  };
  const results = await resultsOf(name, groups, pass);
  const lookup = `lookup_${freshTable()}`;
  database.define(lookup, 1, (code) => results[code]!);
  // A group without a value is told from one whose value is not finite.
  const empty = `empty_${freshTable()}`;
  database.define(empty, 1, (code) => Number(results[code] === null));
  const code = query.add(`coalesce(${number}, -1)::DOUBLE`);
  const none = query.add(`CASE WHEN ${code} >= 0 THEN ${empty}(${code}) ELSE 1 END`);
  return `CASE WHEN ${none} = 0 THEN ${lookup}(${code}) END`;
}

type Pass = (of: (group: number, value: number) => number) => Promise<Sums>;

async function resultsOf(
  name: 'mean' | 'sum' | 'sd',
  groups: number,
  pass: Pass,
): Promise<readonly (number | null)[]> {
  const all = Array.from({ length: groups }, (_, group) => group);
  const sums = await pass((_, value) => value);
  const least = name === 'sd' ? 2 : 1;
  const orNull = (f: (group: number) => number) =>
    all.map((group) => (sums.counts[group]! >= least ? f(group) : null));
  if (name === 'sum') return orNull((group) => sums.sum(group));
  const first = all.map((group) => sums.sum(group) / sums.counts[group]!);
  const rest = await pass((group, value) => value - first[group]!);
  const means = all.map((group) => first[group]! + rest.sum(group) / sums.counts[group]!);
  if (name === 'mean') return orNull((group) => means[group]!);
  const squares = await pass((group, value) => (value - means[group]!) ** 2);
  return orNull((group) => Math.sqrt(squares.sum(group) / (sums.counts[group]! - 1)));
}
