import { invariant } from '../../../compiler/plan/invariant.ts';
import type { Note } from '../../results/results.ts';
import { type SourceFailure, sourceFailure } from '../../sources/failure.ts';
import type { PanelCheck } from '../../sources/panel.ts';
import { numberColumn, numberText } from '../memory/columns.ts';
import type { Cell } from './database.ts';
import { oneRow, type Relation, type RelationColumn } from './relation.ts';

/** What `checkPanel` says of a table in memory, of one in DuckDB: keys that are missing or not unique are a failure. */
export async function checkRelationPanel(relation: Relation): Promise<PanelCheck | SourceFailure> {
  const { panel, columns } = relation;
  const [unit, time] = [columns.get(panel?.unit ?? ''), columns.get(panel?.time ?? '')];
  invariant(unit && time, 'columns of the panel in the table');
  return (
    (await missingKey(relation, [unit, time])) ??
    (await duplicate(relation, unit, time)) ??
    described(relation, unit, time)
  );
}

/** Rows by their number in the table as it is, from 1. */
function numbered({ source }: Relation): string {
  return `(SELECT *, row_number() OVER (ORDER BY place) AS nth FROM ${source})`;
}

async function missingKey(
  relation: Relation,
  keys: readonly RelationColumn[],
): Promise<SourceFailure | null> {
  for (const { id, name } of keys) {
    const counted = await oneRow(
      relation.database,
      `SELECT count(*) FROM ${relation.source} WHERE ${id} IS NULL`,
    );
    if (counted[0] === 0) continue;
    const found = await oneRow(
      relation.database,
      `SELECT min(nth) FROM ${numbered(relation)} WHERE ${id} IS NULL`,
    );
    const row = Number(found[0]);
    const what = `row ${row} has no ${name}, which is a key of the panel`;
    return sourceFailure('panel-missing-key', what, null, { row, column: name });
  }
  return null;
}

async function duplicate(
  relation: Relation,
  unit: RelationColumn,
  time: RelationColumn,
): Promise<SourceFailure | null> {
  const { database, source } = relation;
  const keys = `${unit.id}, ${time.id}`;
  const twice = await oneRow(
    database,
    `SELECT count(*) FROM (SELECT 1 FROM ${source} GROUP BY ${keys} HAVING count(*) > 1)`,
  );
  if (twice[0] === 0) return null;
  const again = `SELECT *, row_number() OVER (PARTITION BY ${keys} ORDER BY nth) AS n, min(nth) OVER (PARTITION BY ${keys}) AS earlier FROM ${numbered(relation)}`;
  const [first, second, u, t] = await oneRow(
    database,
    `SELECT earlier, nth, ${keys} FROM (${again}) WHERE n > 1 ORDER BY nth LIMIT 1`,
  );
  const [x, y] = [shownCell(unit, u!), shownCell(time, t!)];
  return sourceFailure(
    'panel-duplicate',
    `rows ${first} and ${second} have the same keys: ${unit.name} ${x}, ${time.name} ${y}`,
    `a panel has one row for each ${unit.name} and ${time.name}`,
    { row: Number(second), column: unit.name },
  );
}

function shownCell({ kind }: RelationColumn, cell: Cell): string {
  const column = numberColumn('', new Float64Array(0));
  return kind === 'date' ? numberText({ ...column, date: true }, Number(cell)) : String(cell);
}

async function described(
  { database, source, rows }: Relation,
  unit: RelationColumn,
  time: RelationColumn,
): Promise<PanelCheck> {
  const [units, periods, first, last] = await oneRow(
    database,
    `SELECT count(DISTINCT ${unit.id}), count(DISTINCT ${time.id}), min(${time.id}), max(${time.id}) FROM ${source}`,
  );
  const balanced = rows === Number(units) * Number(periods);
  const placed = `SELECT ${unit.id} AS u, dense_rank() OVER (ORDER BY ${time.id}) AS p FROM ${source}`;
  const spans = `SELECT 1 FROM (${placed}) GROUP BY u HAVING count(*) < max(p) - min(p) + 1`;
  const [gaps] = balanced ? [0] : await oneRow(database, `SELECT count(*) FROM (${spans})`);
  const shown = (cell: Cell): number | string =>
    time.kind === 'number' ? Number(cell) : shownCell(time, cell);
  return {
    kind: 'panel',
    record: {
      unit: unit.name,
      time: time.name,
      units: Number(units),
      periods: Number(periods),
      first: shown(first!),
      last: shown(last!),
      balanced,
    },
    notes: gapNotes(Number(gaps), Number(units)),
  };
}

function gapNotes(gaps: number, units: number): readonly Note[] {
  const message = `${gaps} of ${units} units lack a period between their first and their last`;
  return gaps > 0 ? [{ code: 'panel-gaps', message, values: { gaps, units } }] : [];
}
