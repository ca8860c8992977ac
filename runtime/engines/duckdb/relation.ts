import type { Panel } from '../memory/table.ts';
import type { Database } from './database.ts';

/** A column of a table in DuckDB: numbers and days are doubles, and a missing cell is null. */
export interface RelationColumn {
  readonly name: string;
  /** Its name in SQL, which no author has chosen. */
  readonly id: string;
  readonly kind: 'number' | 'text' | 'date';
}

/** A table in DuckDB. Its column `place` numbers the rows from 0, in the order of the file, with gaps after a filter. */
export interface Relation {
  readonly database: Database;
  /** As it stands after FROM. */
  readonly source: string;
  readonly rows: number;
  /** In the order of the file, derived columns after. */
  readonly columns: ReadonlyMap<string, RelationColumn>;
  readonly panel: Panel | null;
}

export function relationOf(
  database: Database,
  source: string,
  rows: number,
  columns: readonly RelationColumn[],
  panel: Panel | null,
): Relation {
  return { database, source, rows, columns: new Map(columns.map((one) => [one.name, one])), panel };
}

let made = 0;

/** A name that no table has had yet. */
export function freshTable(): string {
  made += 1;
  return `t${made}`;
}

/** A small answer of one row. */
export async function oneRow(database: Database, sql: string): Promise<readonly (number | string | null)[]> {
  const [row] = await database.rows(sql);
  return row ?? [];
}
