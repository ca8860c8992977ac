import type { ColumnSchema, TableSchema } from '../../compiler/plan/catalog.ts';
import type { Column } from '../engines/memory/table.ts';

/** Levels of a text column that a schema lists; beyond, they are no categories any more. */
const MOST_LEVELS = 1000;
/** Whole numbers that may be groups; more are a quantity. */
const MOST_WHOLE_NUMBERS = 100;

/** What a check needs to know of a table: names, types and levels of its columns. */
export function schemaOf(columns: readonly Column[], rows: number): TableSchema {
  return {
    rows,
    columns: columns.map(({ name, ...column }): ColumnSchema => {
      if (column.kind === 'number') return { name, type: 'number', levels: wholeNumbers(column.values) };
      const listed = column.levels.length <= MOST_LEVELS;
      return { name, type: 'text', levels: listed ? inOrderOfAppearance(column.codes, column.levels) : null };
    }),
  };
}

/** Distinct values of a column of few whole numbers (a year, a code), as texts by size; null for any other. */
function wholeNumbers(values: Float64Array): readonly string[] | null {
  const distinct = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value) || distinct.size > MOST_WHOLE_NUMBERS) return null;
    distinct.add(value);
  }
  if (distinct.size > MOST_WHOLE_NUMBERS) return null;
  return [...distinct].sort((a, b) => a - b).map(String);
}

function inOrderOfAppearance(codes: Int32Array, levels: readonly string[]): readonly string[] {
  return [...new Set(codes)].filter((code) => code >= 0).map((code) => levels[code]!);
}
