import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { DuckDb } from './package.ts';
import { identifier, literal } from './quote.ts';
import { freshTable } from './relation.ts';

/** A cell of a small answer; whole numbers are numbers. */
export type Cell = number | string | null;

/** A function of numbers, or of a text, that SQL calls; missing numbers come and go as NaN. */
export type NumberFunction = (...numbers: readonly number[]) => number;

/** One database, in memory or in a file, closed to all other files. */
export interface Database {
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a small answer. */
  readonly rows: (sql: string) => Promise<readonly (readonly Cell[])[]>;
  /** Calls `visit` for runs of rows in order, each column a typed array of which the first `count` cells hold. */
  readonly stream: (
    sql: string,
    visit: (columns: readonly ArrayLike<number>[], count: number) => void,
  ) => Promise<void>;
  readonly define: (name: string, arity: number, f: NumberFunction) => void;
  readonly defineOfText: (name: string, f: (text: string) => number) => void;
  readonly close: () => void;
}

export interface DatabaseOptions {
  /** Of its file; null keeps it in memory. */
  readonly file: string | null;
  /** Databases in files beside it, by their names in SQL. */
  readonly attached: readonly { readonly name: string; readonly file: string; readonly readOnly: boolean }[];
  /** The files that SQL may open. */
  readonly readable: readonly string[];
  /** In which it makes one for what memory does not hold, and removes it in the end. */
  readonly folder: string;
  readonly threads: number;
}

/** Of memory, for its buffers; what is beyond goes to the folder. */
const MEMORY = '1GB';

/** Opens a database that can open nothing but what is named, load no extension and change none of this again. */
export async function openDatabase(duckdb: DuckDb, options: DatabaseOptions): Promise<Database> {
  const folder = join(options.folder, `${process.pid}.${freshTable()}`);
  const instance = await duckdb.DuckDBInstance.create(options.file ?? ':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    threads: String(options.threads),
    memory_limit: MEMORY,
    temp_directory: folder,
  });
  const connection = await instance.connect();
  for (const { name, file, readOnly } of options.attached) {
    await connection.run(`ATTACH ${literal(file)} AS ${identifier(name)}${readOnly ? ' (READ_ONLY)' : ''}`);
  }
  await connection.run(`SET allowed_paths = [${options.readable.map(literal).join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return database(duckdb, instance, connection, folder);
}

function database(
  duckdb: DuckDb,
  instance: DuckDBInstance,
  connection: DuckDBConnection,
  folder: string,
): Database {
  const { DuckDBScalarFunction, DOUBLE, VARCHAR } = duckdb;
  return {
    run: async (sql) => void (await connection.run(sql)),
    async rows(sql) {
      const answer = await connection.runAndReadAll(sql);
      return answer.getRowsJS().map((row) => row.map(cell));
    },
    async stream(sql, visit) {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        const columns = Array.from({ length: chunk.columnCount }, (_, i) => items(chunk.getColumnVector(i)));
        visit(columns, chunk.rowCount);
      }
    },
    define(name, arity, f) {
      const parameterTypes = Array.from({ length: arity }, () => DOUBLE);
      const made = DuckDBScalarFunction.create({
        ...{ name, parameterTypes, returnType: DOUBLE },
        mainFunction(_info, input, output) {
          const given = parameterTypes.map((_, i) => items(input.getColumnVector(i)));
          const out = items(output) as Float64Array;
          for (let row = 0; row < input.rowCount; row += 1) out[row] = f(...given.map((one) => one[row]!));
          output.flush();
        },
      });
      connection.registerScalarFunction(made);
    },
    defineOfText(name, f) {
      const made = DuckDBScalarFunction.create({
        ...{ name, parameterTypes: [VARCHAR], returnType: DOUBLE },
        mainFunction(_info, input, output) {
          const texts = input.getColumnVector(0);
          const out = items(output) as Float64Array;
          for (let row = 0; row < input.rowCount; row += 1) {
            const text = texts.getItem(row);
            out[row] = typeof text === 'string' ? f(text) : Number.NaN;
          }
          output.flush();
        },
      });
      connection.registerScalarFunction(made);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The numbers of a vector, not copied; those without a value hold anything. */
function items(vector: object): ArrayLike<number> {
  return (vector as { readonly items: ArrayLike<number> }).items;
}

function cell(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}
