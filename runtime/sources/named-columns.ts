import { nearest } from '../../compiler/plan/suggest.ts';
import { tableOf } from '../engines/memory/columns.ts';
import type { Column, Panel, Table } from '../engines/memory/table.ts';
import { isSourceFailure, type SourceFailure, shown, sourceFailure } from './failure.ts';

/** What a format knows of a file once it is open: its columns by name, each read when it is asked for. */
export interface NamedColumns {
  readonly rows: number;
  /** In the order of the file. */
  readonly names: readonly string[];
  readonly column: (name: string) => Column | SourceFailure;
  /** Columns that a file may have and a table cannot: what they are, by name. They are no mistake until they are used. */
  readonly unusable?: ReadonlyMap<string, string>;
}

/** All columns that a table can have, or the first failure among them. */
export function allColumns(file: NamedColumns): readonly Column[] | SourceFailure {
  return columnsNamed(
    file,
    file.names.filter((name) => !file.unusable?.has(name)),
  );
}

/** The table of the wanted columns and the panel's keys, in the order of the file; a name that it lacks is a failure. */
export function tableFrom(
  file: NamedColumns,
  wanted: readonly string[],
  panel: Panel | null,
): Table | SourceFailure {
  const needed = new Set([...wanted, ...(panel ? [panel.unit, panel.time] : [])]);
  const absent = [...needed].find((name) => !file.names.includes(name));
  if (absent !== undefined) return noColumn(absent, file.names);
  const columns = columnsNamed(
    file,
    file.names.filter((name) => needed.has(name)),
  );
  return isSourceFailure(columns) ? columns : tableOf(file.rows, columns, panel);
}

function columnsNamed(file: NamedColumns, names: readonly string[]): readonly Column[] | SourceFailure {
  const columns: Column[] = [];
  for (const name of names) {
    const column = file.column(name);
    if (isSourceFailure(column)) return column;
    columns.push(column);
  }
  return columns;
}

/** A name that the file does not have. */
export function noColumn(name: string, names: readonly string[]): SourceFailure {
  const meant = nearest(name, names);
  return sourceFailure(
    'unknown-column',
    `the file has no column ${name}`,
    meant ? `did you mean ${meant}?` : `it has: ${names.join(', ')}`,
    { column: name },
  );
}

/** Declared types are for columns that exist; every column has a name, and no two the same. */
export function nameFailure(names: readonly string[], declared: Iterable<string>): SourceFailure | null {
  const empty = names.indexOf('');
  if (empty >= 0) {
    return sourceFailure('column-name', `column ${empty + 1} has no name`, 'every column needs one');
  }
  const first = new Map<string, number>();
  for (const [position, name] of names.entries()) {
    const earlier = first.get(name);
    if (earlier !== undefined) {
      return sourceFailure(
        'column-name',
        `columns ${earlier + 1} and ${position + 1} are both named ${shown(name)}`,
        'give one of them another name',
        { column: name },
      );
    }
    first.set(name, position);
  }
  const undeclared = [...declared].find((name) => !first.has(name));
  return undeclared === undefined ? null : noColumn(undeclared, names);
}
