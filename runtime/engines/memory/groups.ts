import type { Column } from './table.ts';

/** Rows by equal value: codes 0 … count - 1 in order of appearance, -1 where the value is missing. */
export interface Groups {
  readonly codes: Int32Array;
  readonly count: number;
}

/** Groups of the rows of a column of either kind. */
export function groupsOf(column: Column): Groups {
  const seen = new Map<number, number>();
  const source: Float64Array | Int32Array = column.kind === 'number' ? column.values : column.codes;
  const codes = new Int32Array(source.length);
  for (let row = 0; row < source.length; row += 1) {
    const value = source[row]!;
    if (column.kind === 'number' ? Number.isNaN(value) : value < 0) {
      codes[row] = -1;
      continue;
    }
    let code = seen.get(value);
    if (code === undefined) {
      code = seen.size;
      seen.set(value, code);
    }
    codes[row] = code;
  }
  return { codes, count: seen.size };
}

/** All rows in one group. */
export function oneGroup(rows: number): Groups {
  return { codes: new Int32Array(rows), count: rows > 0 ? 1 : 0 };
}

/** The rows of each group, ascending. */
export function rowsByGroup(groups: Groups): readonly Int32Array[] {
  const sizes = new Int32Array(groups.count);
  for (const code of groups.codes) if (code >= 0) sizes[code]! += 1;
  const members = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(groups.count);
  groups.codes.forEach((code, row) => {
    if (code < 0) return;
    members[code]![filled[code]!] = row;
    filled[code]! += 1;
  });
  return members;
}
