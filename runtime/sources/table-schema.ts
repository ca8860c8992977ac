import type { ColumnSchema, TableSchema } from '../../compiler/plan/catalog.ts';
import { numberText, tableOf } from '../engines/memory/columns.ts';
import { byCodePoint } from '../engines/memory/order.ts';
import type { Column, Panel } from '../engines/memory/table.ts';
import { columnFacts } from './column-facts.ts';
import { constantWithin, describePanel } from './panel-schema.ts';

/** Levels of a text column that a schema lists; beyond, they are no categories any more. */
const MOST_LEVELS = 1000;
/** Whole numbers that may be groups; more are a quantity. */
const MOST_WHOLE_NUMBERS = 100;

/**
 * What a check needs to know of a table in memory, of whatever format: names, types, levels and facts of all its
 * columns, and of its panel where one is declared. A panel whose keys the table lacks is left to the check of names.
 */
export function schemaOf(
  columns: readonly Column[],
  rows: number,
  declared: Panel | null = null,
): TableSchema {
  const names = new Set(columns.map((column) => column.name));
  const panel = declared && names.has(declared.unit) && names.has(declared.time) ? declared : null;
  const described = panel && describePanel(tableOf(rows, columns, panel));
  const within = described?.kind === 'panel' ? described.groups : null;
  return {
    rows,
    columns: columns.map(
      (column): ColumnSchema => ({
        name: column.name,
        ...typeAndLevels(column),
        facts: { ...columnFacts(column), constantWithin: within ? constantWithin(column, within) : [] },
      }),
    ),
    panel: described && (described.kind === 'panel' ? described.schema : described),
  };
}

function typeAndLevels(column: Column): Pick<ColumnSchema, 'type' | 'levels' | 'ordered'> {
  if (column.kind === 'number') {
    const levels = wholeNumbers(column.values)?.map((value) => numberText(column, value)) ?? null;
    return { type: column.date ? 'date' : 'number', levels };
  }
  const listed = column.levels.length <= MOST_LEVELS;
  if (listed && isOrdered(column.levels)) return { type: 'text', levels: column.levels, ordered: true };
  return { type: 'text', levels: listed ? inOrderOfAppearance(column.codes, column.levels) : null };
}

/** Whether the file has an order of its own (value labels), other than that of the letters. */
function isOrdered(levels: readonly string[]): boolean {
  return levels.some((level, index) => index > 0 && byCodePoint(levels[index - 1]!, level) > 0);
}

/** Distinct values of a column of few whole numbers (a year, a code), by size; null for any other. */
function wholeNumbers(values: Float64Array): readonly number[] | null {
  const distinct = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value) || distinct.size > MOST_WHOLE_NUMBERS) return null;
    distinct.add(value);
  }
  if (distinct.size > MOST_WHOLE_NUMBERS) return null;
  return [...distinct].sort((a, b) => a - b);
}

function inOrderOfAppearance(codes: Int32Array, levels: readonly string[]): readonly string[] {
  return [...new Set(codes)].filter((code) => code >= 0).map((code) => levels[code]!);
}
