import { isSourceFailure, type SourceFailure, sourceFailure } from '../../sources/failure.ts';
import { typedOptions } from '../../sources/format-options.ts';
import { nameFailure } from '../../sources/named-columns.ts';
import type { Database } from './database.ts';
import type { Import, ImportedColumn, StoredColumn } from './import.ts';
import { double, identifier, literal } from './quote.ts';

const BEYOND = '9007199254740992';

/** Apache Parquet. Columns whose type no column of a table has are as if nobody wanted them. */
export const parquetImport: Import = async (database, path, given, wanted) => {
  const options = typedOptions(given, ['na']);
  if (isSourceFailure(options)) return options;
  const source = `read_parquet(${literal(path)})`;
  const types = await database.rows(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`,
  );
  const wrong = nameFailure(
    types.map(([name]) => String(name)),
    [],
  );
  if (wrong) return wrong;
  const columns: ImportedColumn[] = [];
  const list: string[] = [];
  for (const [at, [name, type]] of types.entries()) {
    const read = wanted(String(name)) ? await reading(database, source, String(name), String(type)) : null;
    if (read && isSourceFailure(read)) return read;
    columns.push({ name: String(name), stored: read && { id: `c${at}`, kind: read.kind } });
    if (read) list.push(`${withoutMissing(read, options.na)} AS c${at}`);
  }
  const all = list.length > 0 ? list.join(', ') : 'true AS present';
  await database.run(`CREATE TABLE data AS SELECT ${all} FROM ${source}`);
  return columns;
};

interface Reading {
  readonly kind: StoredColumn['kind'];
  readonly sql: string;
}

function withoutMissing(
  { kind, sql }: Reading,
  na: { texts: ReadonlySet<string>; numbers: ReadonlySet<number> },
): string {
  if (kind === 'date') return sql;
  const words = kind === 'text' ? [...na.texts].map(literal) : [...na.numbers].map(double);
  return words.length > 0 ? `CASE WHEN ${sql} NOT IN (${words.join(', ')}) THEN ${sql} END` : sql;
}

/** How a column is read by its type in DuckDB; null for a type that no column of a table has. */
async function reading(
  database: Database,
  source: string,
  name: string,
  type: string,
): Promise<Reading | SourceFailure | null> {
  const cell = identifier(name);
  const first = async (condition: string): Promise<number | null> => {
    const numbered = `SELECT row_number() OVER () AS r, ${cell} FROM ${source}`;
    const [row] = await database.rows(`SELECT min(r) FROM (${numbered}) WHERE ${condition}`);
    return row![0] as number | null;
  };
  if (/^(?:U?TINYINT|U?SMALLINT|U?INTEGER|BOOLEAN)$/.test(type))
    return { kind: 'number', sql: `${cell}::DOUBLE` };
  if (/^(?:U?BIGINT|U?HUGEINT|DECIMAL\(\d+,0\))$/.test(type)) {
    const beyond = await first(`${cell} NOT BETWEEN -${BEYOND} AND ${BEYOND}`);
    return beyond === null
      ? { kind: 'number', sql: `${cell}::DOUBLE` }
      : { kind: 'text', sql: `${cell}::VARCHAR` };
  }
  // By its digits, since a quotient by a power of ten is not the nearest double.
  if (type.startsWith('DECIMAL')) return { kind: 'number', sql: `${cell}::VARCHAR::DOUBLE` };
  if (type === 'FLOAT' || type === 'DOUBLE') {
    const row = await first(`isinf(${cell})`);
    if (row !== null) return unfit(name, row, 'is not finite');
    return { kind: 'number', sql: `CASE WHEN NOT isnan(${cell}) THEN ${cell}::DOUBLE END` };
  }
  if (type === 'VARCHAR') return { kind: 'text', sql: cell };
  if (type !== 'DATE' && !type.startsWith('TIMESTAMP')) return null;
  const row = await first(`${cell}::TIMESTAMP <> ${cell}::DATE::TIMESTAMP`);
  if (row !== null) return unfit(name, row, 'has a time of day, and a date is a day');
  return { kind: 'date', sql: `(${cell}::DATE - DATE '1970-01-01')::DOUBLE` };
}

function unfit(column: string, row: number, what: string): SourceFailure {
  const hint = 'make columns of numbers, texts or days of it before';
  return sourceFailure('number-form', `row ${row}, column ${column}: a cell ${what}`, hint, { row, column });
}
