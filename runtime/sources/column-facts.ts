import type { ColumnFacts } from '../../compiler/plan/catalog.ts';
import type { Column } from '../engines/memory/table.ts';
import { isPlainNumber } from './cell-form.ts';

/** Values that are worth counting: more than any number of groups. */
const MOST_COUNTED = 1000;

/** What the cells of one column say by themselves, in one pass. */
export function columnFacts(column: Column): Omit<ColumnFacts, 'constantWithin'> {
  return column.kind === 'number' ? ofNumbers(column.values) : ofText(column.codes, column.levels);
}

function ofNumbers(values: Float64Array): Omit<ColumnFacts, 'constantWithin'> {
  const seen = new Set<number>();
  let counting = true;
  let [missing, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      missing += 1;
      continue;
    }
    if (value < low) low = value;
    if (value > high) high = value;
    if (!counting) continue;
    seen.add(value);
    counting = seen.size <= MOST_COUNTED;
  }
  return {
    missing,
    distinct: seen.size > MOST_COUNTED ? null : seen.size,
    range: low <= high ? [low, high] : null,
    numeric: 0,
  };
}

function ofText(codes: Int32Array, levels: readonly string[]): Omit<ColumnFacts, 'constantWithin'> {
  const numeric = levels.map((level) => isPlainNumber(level.trim(), '.'));
  const present = new Set<number>();
  let [missing, numbers] = [0, 0];
  for (const code of codes) {
    if (code < 0) missing += 1;
    else {
      present.add(code);
      if (numeric[code]) numbers += 1;
    }
  }
  return {
    missing,
    distinct: present.size > MOST_COUNTED ? null : present.size,
    range: null,
    numeric: numbers,
  };
}
