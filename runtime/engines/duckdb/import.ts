import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '../../../compiler/plan/hash.ts';
import type { ReadParameters } from '../../../compiler/plan/plan.ts';
import { isSourceFailure, type SourceFailure, sourceFailure } from '../../sources/failure.ts';
import { sourceNamed } from '../../sources/index.ts';
import type { LocatedFile } from '../../sources/locate.ts';
import { type Cell, type Database, openDatabase } from './database.ts';
import { delimitedImport } from './import-delimited.ts';
import { parquetImport } from './import-parquet.ts';
import type { DuckDb } from './package.ts';
import { literal } from './quote.ts';

/** A column of a file, and where the copy of it stands; nowhere (null) where nobody wanted it. */
export interface ImportedColumn {
  readonly name: string;
  readonly stored: StoredColumn | null;
}

/** The columns of the table `data` are named by their position in the file; numbers are doubles, missing cells null. */
export interface StoredColumn {
  readonly id: string;
  readonly kind: 'number' | 'text' | 'date';
}

/** The copy of a file as DuckDB keeps it. */
export interface ImportedFile {
  readonly file: string;
  readonly rows: number;
  /** In the order of the file. */
  readonly columns: readonly ImportedColumn[];
}

/** What makes the table `data` in a database that has an empty one beside it, named stage. */
export type Import = (
  database: Database,
  path: string,
  options: ReadParameters['options'],
  wanted: (name: string) => boolean,
) => Promise<readonly ImportedColumn[] | SourceFailure>;

/** Where an import is to be found or made, and by what. */
export interface ImportHost {
  readonly duckdb: DuckDb;
  /** Of the engine, in the study's own. */
  readonly folder: string;
  readonly threads: number;
}

/** Of the form of imports: what another one made is not taken. */
const FORM = 1;
/** Imports that are kept from one run to the next. */
const MOST_KEPT = 4;

const imports: Readonly<Record<string, Import>> = {
  csv: delimitedImport(','),
  tsv: delimitedImport('\t'),
  parquet: parquetImport,
};

/**
 * A file's copy with at least the wanted columns: found, where an earlier run made it of the same bytes, or made. It lies
 * in a file of its own that appears whole or not at all, so that runs may share it.
 */
export async function imported(
  located: LocatedFile,
  { format, options }: Pick<ReadParameters, 'format' | 'options'>,
  wanted: (name: string) => boolean,
  host: ImportHost,
): Promise<ImportedFile | SourceFailure> {
  const key = sha256Hex(
    canonicalJson({ FORM, version: host.duckdb.version(), sha256: located.sha256, format, options }),
  );
  for (const name of namesIn(host.folder).filter((one) => one.startsWith(key) && one.endsWith('.db'))) {
    const found = await opened(join(host.folder, name), host);
    if (found?.columns.every((column) => column.stored !== null || !wanted(column.name))) return found;
  }
  const made = await make(located, { format, options }, wanted, host, key);
  prune(host.folder);
  return made;
}

async function make(
  { real }: LocatedFile,
  { format, options }: Pick<ReadParameters, 'format' | 'options'>,
  wanted: (name: string) => boolean,
  host: ImportHost,
  key: string,
): Promise<ImportedFile | SourceFailure> {
  const part = join(host.folder, `${key}.${process.pid}`);
  clear(part);
  let columns: readonly ImportedColumn[] | SourceFailure;
  try {
    columns = await fill(
      part,
      (database) => imports[sourceNamed(format)!.declaration.name]!(database, real, options, wanted),
      real,
      host,
    );
    if (isSourceFailure(columns)) return columns;
    const ids = columns.map(({ stored }) => stored?.id ?? null);
    const file = join(host.folder, `${key}.${sha256Hex(canonicalJson(ids)).slice(0, 8)}.db`);
    renameSync(`${part}.part`, file);
    const found = await opened(file, host);
    return found ?? sourceFailure('engine-refuses', 'what DuckDB wrote of the file cannot be read again');
  } catch (error) {
    return refusal(error);
  } finally {
    clear(part);
  }
}

/** What DuckDB says of a file that it cannot read, or of a disk that is full. */
export function refusal(error: unknown): SourceFailure {
  const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return sourceFailure('engine-refuses', `DuckDB cannot read the file: ${reason}`);
}

async function fill(
  part: string,
  read: (database: Database) => ReturnType<Import>,
  real: string,
  host: ImportHost,
): ReturnType<Import> {
  const database = await openDatabase(host.duckdb, {
    file: `${part}.part`,
    attached: [{ name: 'stage', file: `${part}.stage`, readOnly: false }],
    readable: [real],
    folder: host.folder,
    threads: host.threads,
  });
  try {
    const columns = await read(database);
    if (!isSourceFailure(columns)) await nameColumns(database, columns);
    return columns;
  } finally {
    database.close();
  }
}

async function nameColumns(database: Database, columns: readonly ImportedColumn[]): Promise<void> {
  const rows = columns.map(({ name, stored }, at) => {
    const [id, kind] = stored ? [literal(stored.id), literal(stored.kind)] : ['NULL', 'NULL'];
    return `(${at}, ${literal(name)}, ${id}, ${kind})`;
  });
  await database.run('CREATE TABLE names (place INTEGER, name VARCHAR, id VARCHAR, kind VARCHAR)');
  await database.run(`INSERT INTO names VALUES ${rows.join(', ')}`);
  await database.run('CHECKPOINT');
}

/** What an earlier import says of itself; null where it is none, or damaged. */
async function opened(file: string, host: ImportHost): Promise<ImportedFile | null> {
  try {
    const database = await openDatabase(host.duckdb, {
      file: null,
      attached: [{ name: 'copy', file, readOnly: true }],
      readable: [],
      folder: host.folder,
      threads: 1,
    });
    try {
      const [[rows]] = (await database.rows('SELECT count(*) FROM copy.data')) as [[number]];
      const names = await database.rows('SELECT name, id, kind FROM copy.names ORDER BY place');
      return { file, rows, columns: names.map(columnOf) };
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

function columnOf([name, id, kind]: readonly Cell[]): ImportedColumn {
  const stored = id === null ? null : { id: String(id), kind: kind as StoredColumn['kind'] };
  return { name: String(name), stored };
}

function clear(part: string): void {
  for (const ending of ['.part', '.part.wal', '.stage', '.stage.wal']) rmSync(part + ending, { force: true });
}

/** Leaves the newest imports. */
function prune(folder: string): void {
  const files = namesIn(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => ({ path: join(folder, name), age: ageOf(join(folder, name)) }))
    .sort((a, b) => b.age - a.age);
  for (const { path } of files.slice(MOST_KEPT)) rmSync(path, { force: true });
}

/** Another run may have removed it meanwhile. */
function ageOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).sort();
}
