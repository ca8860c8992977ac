import type { ColumnSchema, TableSchema } from '../../../compiler/plan/catalog.ts';
import type { ReadParameters } from '../../../compiler/plan/plan.ts';
import { isSourceFailure, type SourceFailure } from '../../sources/failure.ts';
import type { EngineFiles } from '../engine-files.ts';
import { isoDay } from '../../../compiler/plan/day.ts';
import type { Panel } from '../memory/table.ts';
import { type Database, openDatabase } from './database.ts';
import { type ImportedColumn, type ImportedFile, imported, type StoredColumn } from './import.ts';
import { type DuckDb, duckDb } from './package.ts';
import { checkRelationPanel } from './panel.ts';
import { oneRow, relationOf } from './relation.ts';

/** Levels of a text column that a schema lists, and whole numbers that may be groups. */
const [MOST_LEVELS, MOST_WHOLE_NUMBERS] = [1000, 100];

/**
 * What a check needs to know of a file: names, types and levels of the columns that the study mentions, and whether the
 * keys of its panel are sound. Nobody counts more of a file that may be larger than memory.
 */
export async function describeInDuckDb(
  { file, format, options }: Pick<ReadParameters, 'file' | 'format' | 'options'>,
  panel: Panel | null,
  mentions: (name: string) => boolean,
  files: EngineFiles,
): Promise<TableSchema | SourceFailure> {
  const located = files.locate(file);
  if (isSourceFailure(located)) return located;
  const duckdb = await duckDb();
  if (isSourceFailure(duckdb)) return duckdb;
  const folder = files.folder();
  if (typeof folder !== 'string') return folder;
  const host = { duckdb, folder, threads: 2 };
  const copy = await imported(located, { format, options }, mentions, host);
  return isSourceFailure(copy) ? copy : schemaOf(copy, panel, duckdb, folder);
}

async function schemaOf(
  copy: ImportedFile,
  panel: Panel | null,
  duckdb: DuckDb,
  folder: string,
): Promise<TableSchema> {
  const database = await openDatabase(duckdb, {
    file: null,
    attached: [{ name: 'copy', file: copy.file, readOnly: true }],
    readable: [],
    folder,
    threads: 2,
  });
  try {
    const columns: ColumnSchema[] = [];
    for (const column of copy.columns) columns.push(await columnSchema(database, column));
    return { rows: copy.rows, columns, panel: await panelSchema(database, copy, panel) };
  } finally {
    database.close();
  }
}

async function columnSchema(database: Database, { name, stored }: ImportedColumn): Promise<ColumnSchema> {
  if (stored === null) return { name, type: 'number', levels: null };
  const levels = await levelsOf(database, stored);
  return { name, type: stored.kind, levels };
}

async function levelsOf(database: Database, { id, kind }: StoredColumn): Promise<readonly string[] | null> {
  const [about, whole] = await oneRow(
    database,
    `SELECT approx_count_distinct(${id}), ${kind === 'text' ? 'true' : `bool_and(${id} = floor(${id}))`} FROM copy.data`,
  );
  const most = kind === 'text' ? MOST_LEVELS : MOST_WHOLE_NUMBERS;
  if (Number(about) > 2 * most || whole === 0) return null;
  const order = kind === 'text' ? 'min(rowid)' : id;
  const rows = await database.rows(
    `SELECT ${id} FROM copy.data WHERE ${id} IS NOT NULL GROUP BY ${id} ORDER BY ${order} LIMIT ${most + 1}`,
  );
  if (rows.length > most) return null;
  return rows.map(([cell]) => (kind === 'date' ? (isoDay(Number(cell)) ?? String(cell)) : String(cell)));
}

async function panelSchema(
  database: Database,
  { rows, columns }: ImportedFile,
  panel: Panel | null,
): Promise<NonNullable<TableSchema['panel']> | null> {
  const used = columns.flatMap(({ name, stored }) => (stored ? [{ name, ...stored }] : []));
  const known = (key: string): boolean => used.some(({ name }) => name === key);
  if (!panel || !known(panel.unit) || !known(panel.time)) return null;
  const source = '(SELECT rowid AS place, * FROM copy.data)';
  const checked = await checkRelationPanel(relationOf(database, source, rows, used, panel));
  if (isSourceFailure(checked)) return checked;
  const { units, periods } = checked.record;
  return { kind: 'panel', units, periods, distances: null };
}
