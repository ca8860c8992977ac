import type { PaperColumn } from './paper.ts';
import { periodText } from './periods.ts';

/** Columns of one table that are about one part of the sample. */
export interface Group {
  readonly name: string;
  readonly columns: readonly PaperColumn[];
}

/** The parts that the columns of a table divide its sample into, in their order; empty where the table does not say so. */
export function groupsOf(columns: readonly PaperColumn[]): readonly Group[] {
  const names = columns.map(groupName);
  return [...new Set(names)].flatMap((name) =>
    name === null ? [] : [{ name, columns: columns.filter((_, i) => names[i] === name) }],
  );
}

function groupName({ column }: PaperColumn): string | null {
  return column.group?.value ?? (column.period ? periodText(column.period) : null);
}

/** The columns of each table that declares a partition. */
export function partitions(columns: readonly PaperColumn[]): readonly (readonly PaperColumn[])[] {
  const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => table.partition);
  return tables.map((table) => columns.filter((column) => column.table === table));
}

/** The one n of a group; null where its columns print none, or several. */
export function sizeOf({ columns }: Group): number | null {
  const sizes = new Set(columns.flatMap(({ n }) => n ?? []));
  return sizes.size === 1 ? [...sizes][0]! : null;
}
