import { readDelimited } from './delimited.ts';
import type { Grid, TableText } from './grid.ts';
import { readPipeTable } from './pipe-table.ts';
import { readTabular } from './tabular.ts';

const readers: Readonly<Record<string, (source: TableText) => Grid>> = {
  tex: readTabular,
  ltx: readTabular,
  latex: readTabular,
  md: readPipeTable,
  markdown: readPipeTable,
  csv: readDelimited,
  tsv: readDelimited,
  txt: readDelimited,
};

/** Endings of files that a published table may have. */
export const tableEndings: readonly string[] = Object.keys(readers);

/** The first table of a file, by the ending of its name; null for an ending that is none. Never throws. */
export function readTable(source: TableText): Grid | null {
  const ending = /\.([a-z]{1,9})$/i.exec(source.file)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(readers, ending) ? readers[ending]!(source) : null;
}
