import type { ReadParameters } from '../../../compiler/plan/plan.ts';
import { isSourceFailure, type SourceFailure } from '../../sources/failure.ts';
import type { LocatedFile } from '../../sources/locate.ts';
import { noColumn } from '../../sources/named-columns.ts';
import type { EngineFiles } from '../engine-files.ts';
import { power } from '../memory/power.ts';
import { roundDecimal } from '../memory/round-decimal.ts';
import { type Database, openDatabase } from './database.ts';
import { type ImportHost, imported, refusal } from './import.ts';
import { duckDb } from './package.ts';
import { type Relation, relationOf } from './relation.ts';

/** The tables of one run in DuckDB; nothing is loaded before the first is read. */
export interface DuckDbSession {
  /** The named columns of a file, and the keys of its panel. */
  readonly read: (parameters: ReadParameters, files: EngineFiles) => Promise<Relation | SourceFailure>;
  /** Closes the databases and removes what they wrote but the copies of files. */
  readonly close: () => void;
}

export function duckDbSession(): DuckDbSession {
  const open: Database[] = [];
  return {
    async read(parameters, files) {
      const duckdb = await duckDb();
      if (isSourceFailure(duckdb)) return duckdb;
      const folder = files.folder();
      if (typeof folder !== 'string') return folder;
      const located = files.locate(parameters.file);
      if (isSourceFailure(located)) return located;
      try {
        const relation = await relationIn(parameters, located, { duckdb, folder, threads: 2 });
        if (!isSourceFailure(relation)) open.push(relation.database);
        return relation;
      } catch (error) {
        return refusal(error);
      }
    },
    close() {
      for (const database of open.splice(0)) database.close();
    },
  };
}

async function relationIn(
  { format, options, columns, panel }: ReadParameters,
  located: LocatedFile,
  host: ImportHost,
): Promise<Relation | SourceFailure> {
  const needed = new Set([...columns, ...(panel ? [panel.unit, panel.time] : [])]);
  const copy = await imported(located, { format, options }, (name) => needed.has(name), host);
  if (isSourceFailure(copy)) return copy;
  const absent = [...needed].find((name) => !copy.columns.some((column) => column.name === name));
  const names = copy.columns.map(({ name }) => name);
  if (absent !== undefined) return noColumn(absent, names);
  const database = await openDatabase(host.duckdb, {
    file: null,
    attached: [{ name: 'copy', file: copy.file, readOnly: true }],
    readable: [],
    folder: host.folder,
    // One: sums and the order of rows depend on nothing else.
    threads: 1,
  });
  defineFunctions(database);
  const used = copy.columns.flatMap(({ name, stored }) =>
    needed.has(name) && stored ? [{ name, ...stored }] : [],
  );
  const list = ['rowid AS place', ...used.map(({ id }) => id)].join(', ');
  return relationOf(database, `(SELECT ${list} FROM copy.data)`, copy.rows, used, panel);
}

/** Elementary functions of this process: those of SQL differ in the last digit, and from machine to machine. */
function defineFunctions(database: Database): void {
  database.define('log_of', 1, (x) => Math.log(x!));
  database.define('exp_of', 1, (x) => Math.exp(x!));
  database.define('power_of', 2, (a, b) => power(a!, b!));
  database.define('round_of', 2, (x, digits) => roundDecimal(x!, digits!));
}
