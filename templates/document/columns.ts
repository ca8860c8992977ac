import type { Cell, ColumnSpec, NumberCell, Row } from './document.ts';

/** A column of running text. */
export function textColumn(align: 'left' | 'center', wraps = false): ColumnSpec {
  const numbers = { integers: 0, decimals: 0, negative: false, bracketed: false, starred: false };
  return { align, wraps, ...numbers };
}

/** Whether a cell's number takes part in the alignment at the decimal point: not intervals, `<0.001`, 1e21. */
export function isAligned(cell: Cell): cell is NumberCell {
  return (
    cell.kind === 'number' && cell.upper === undefined && /^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(cell.printed)
  );
}

/** What the numbers of the column number `index` need. Spanning cells do not occur in front of numbers. */
export function decimalColumn(rows: readonly Row[], index: number): ColumnSpec {
  const column = rows.flatMap((row) => (row.kind === 'data' && row.cells[index] ? [row.cells[index]!] : []));
  const numbers = column.filter(isAligned);
  const decimals = numbers.filter((cell) => cell.printed.includes('.'));
  // Counts under decimals are not aligned with them, so they take no room before the point.
  const aligned = decimals.length > 0 ? decimals : numbers;
  const parts = aligned.map((cell) => cell.printed.replace('-', '').split('.'));
  return {
    align: 'decimal',
    wraps: false,
    integers: Math.max(1, ...parts.map((part) => part[0]!.length)),
    decimals: Math.max(0, ...parts.map((part) => part[1]?.length ?? 0)),
    negative: aligned.some((cell) => cell.printed.startsWith('-')),
    bracketed: aligned.some((cell) => cell.bracket !== 'none'),
    starred: column.some((cell) => cell.kind === 'number' && cell.stars !== ''),
  };
}

/** One column specification for columns that are to look alike: the widest of each. */
export function widest(columns: readonly ColumnSpec[]): ColumnSpec {
  return {
    align: 'decimal',
    wraps: false,
    integers: Math.max(1, ...columns.map((column) => column.integers)),
    decimals: Math.max(0, ...columns.map((column) => column.decimals)),
    negative: columns.some((column) => column.negative),
    bracketed: columns.some((column) => column.bracketed),
    starred: columns.some((column) => column.starred),
  };
}
