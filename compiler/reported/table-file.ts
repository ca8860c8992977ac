import { readDelimited } from './delimited.ts';
import type { Grid, TableText } from './grid.ts';
import { readPipeTables } from './pipe-table.ts';
import { hasNumbers } from './published-table.ts';
import { readTabular } from './tabular.ts';

const readers: Readonly<Record<string, (source: TableText) => readonly Grid[]>> = {
  tex: readTabular,
  ltx: readTabular,
  latex: readTabular,
  md: readPipeTables,
  markdown: readPipeTables,
  csv: (source) => [readDelimited(source)],
  tsv: (source) => [readDelimited(source)],
  txt: (source) => [readDelimited(source)],
};

/** Endings of files that a published table may have. */
export const tableEndings: readonly string[] = Object.keys(readers);

/** The first table with numbers of a file, by the ending of its name; null for an ending that is none. Never throws. */
export function readTable(source: TableText): Grid | null {
  const ending = /\.([a-z]{1,9})$/i.exec(source.file)?.[1]?.toLowerCase() ?? '';
  if (!Object.hasOwn(readers, ending)) return null;
  const grids = readers[ending]!(source);
  return grids.find(hasNumbers) ?? grids[0] ?? [];
}
