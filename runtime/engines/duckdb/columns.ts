import { dateColumn, numberColumn, tableOf } from '../memory/columns.ts';
import type { Column, Table } from '../memory/table.ts';
import { freshTable, type Relation, type RelationColumn } from './relation.ts';

/** Columns in memory, the named ones in the order of the table: numbers as doubles, text as codes of sorted levels. */
export async function columnsInMemory(relation: Relation, needed: (name: string) => boolean): Promise<Table> {
  const wanted = [...relation.columns.values()].filter(({ name }) => needed(name));
  const texts = new Map<string, Levels>();
  for (const column of wanted)
    if (column.kind === 'text') texts.set(column.id, await levelsOf(relation, column));
  const columns = await read(relation, wanted, texts);
  return tableOf(relation.rows, columns, relation.panel);
}

interface Levels {
  /** The type whose codes are the positions of the levels. */
  readonly type: string;
  readonly words: readonly string[];
}

async function levelsOf({ database, source }: Relation, { id }: RelationColumn): Promise<Levels> {
  const type = `levels_${freshTable()}`;
  const words = await database.rows(
    `SELECT DISTINCT ${id} FROM ${source} WHERE ${id} IS NOT NULL ORDER BY ${id}`,
  );
  await database.run(
    `CREATE TYPE ${type} AS ENUM (SELECT DISTINCT ${id} FROM ${source} WHERE ${id} IS NOT NULL ORDER BY ${id})`,
  );
  return { type, words: words.map(([word]) => String(word)) };
}

async function read(
  { database, source, rows }: Relation,
  wanted: readonly RelationColumn[],
  texts: ReadonlyMap<string, Levels>,
): Promise<readonly Column[]> {
  const arrays = wanted.map(({ kind }) => (kind === 'text' ? new Int32Array(rows) : new Float64Array(rows)));
  const list = wanted.map(({ id }) => {
    const levels = texts.get(id);
    if (!levels) return `coalesce(${id}, 'nan'::DOUBLE)`;
    return levels.words.length === 0
      ? '-1::INTEGER'
      : `coalesce(enum_code(${id}::${levels.type})::INTEGER, -1)`;
  });
  let at = 0;
  if (list.length > 0) {
    await database.stream(`SELECT ${list.join(', ')} FROM ${source}`, (columns, count) => {
      columns.forEach((cells, i) => {
        arrays[i]!.set((cells as Float64Array).subarray(0, count), at);
      });
      at += count;
    });
  }
  return wanted.map(({ name, id, kind }, i): Column => {
    if (kind === 'text') return { kind, name, codes: arrays[i] as Int32Array, levels: texts.get(id)!.words };
    return kind === 'date'
      ? dateColumn(name, arrays[i] as Float64Array)
      : numberColumn(name, arrays[i] as Float64Array);
  });
}
