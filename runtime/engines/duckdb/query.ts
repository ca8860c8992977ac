import { invariant } from '../../../compiler/plan/invariant.ts';
import type { EvaluationEvent } from '../memory/scope.ts';
import { freshTable, type Relation, type RelationColumn } from './relation.ts';

/**
 * A query that grows: each value is a column of its own, since SQL that repeats its operands would double in size with
 * every operator. A column stands in the innermost select in which all that it is made of is there.
 */
export class Query {
  readonly relation: Relation;
  #base: string;
  /** What each select adds, the innermost first. */
  #levels: string[][] = [];
  readonly #levelOf = new Map<string, number>();
  #made = 0;
  /** Windows leave the rows in the order of their groups. */
  #inOrder = true;
  #settled: string | null = null;
  readonly #events: Event[] = [];
  readonly #columns: Map<string, RelationColumn>;

  constructor(relation: Relation) {
    this.relation = relation;
    this.#base = relation.source;
    this.#columns = new Map(relation.columns);
  }

  /** As it stands after FROM. */
  get source(): string {
    return this.#levels.reduce((from, added) => `(SELECT *, ${added.join(', ')} FROM ${from})`, this.#base);
  }

  /** The columns of the author, derived ones among them. */
  get columns(): ReadonlyMap<string, RelationColumn> {
    return this.#columns;
  }

  /** Of what became missing, in the order in which it was found. */
  get events(): readonly Event[] {
    return this.#events;
  }

  /** A value as a column; returns its name. */
  add(sql: string): string {
    this.#made += 1;
    if (sql.includes(' OVER (')) this.#inOrder = false;
    const name = `v${this.#made}`;
    const level = Math.max(0, ...(sql.match(/\bv\d+\b/g) ?? []).map((one) => this.#levelOf.get(one) ?? 0));
    this.#levelOf.set(name, level + 1);
    this.#levels[level] = [...(this.#levels[level] ?? []), `${sql} AS ${name}`];
    return name;
  }

  name(name: string, id: string, kind: RelationColumn['kind']): void {
    this.#columns.set(name, { name, id, kind });
  }

  /** Counts the rows for which a condition holds; `mask` narrows them. */
  count(subject: string, event: EvaluationEvent, condition: string, mask: string | null): void {
    const rows = this.add(mask === null ? condition : `(${mask}) AND (${condition})`);
    this.#events.push({ subject, event, rows });
  }

  column(name: string): RelationColumn {
    const column = this.#columns.get(name);
    invariant(column, `a column ${name} in the table`);
    return column;
  }

  /** Computes what there is into a table, where a value needs rows that SQL alone cannot see in order, or is deep. */
  async settle(): Promise<void> {
    const table = freshTable();
    await this.relation.database.run(`CREATE TABLE ${table} AS SELECT * FROM ${this.source}${this.order}`);
    await this.release();
    this.#inOrder = true;
    this.#settled = table;
    this.#base = table;
    this.#levels = [];
    this.#levelOf.clear();
  }

  /** What puts the rows in the order of the file, where they are not. */
  get order(): string {
    return this.#inOrder ? '' : ' ORDER BY place';
  }

  /** Lets go of the table that it computed on its way. */
  async release(): Promise<void> {
    if (this.#settled !== null) await this.relation.database.run(`DROP TABLE ${this.#settled}`);
    this.#settled = null;
  }

  /** Selects beyond this depth would be beyond what SQL can nest. */
  async settleIfDeep(): Promise<void> {
    if (this.#levels.length > MOST_DEPTH) await this.settle();
  }
}

const MOST_DEPTH = 100;

export interface Event {
  /** What was computed when it happened. */
  readonly subject: string;
  readonly event: EvaluationEvent;
  /** The column that is true in its rows. */
  readonly rows: string;
}
