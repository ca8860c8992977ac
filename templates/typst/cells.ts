import { isAligned } from '../document/columns.ts';
import type { Cell, ColumnSpec, HeaderRow, NumberCell, Row } from '../document/document.ts';
import { withMinus } from '../document/format-number.ts';
import { typstOf, typstString } from './escape.ts';
import { breakable } from './heads.ts';

const brackets = { none: ['', ''], round: ['(', ')'], square: ['[', ']'] } as const;

/** The call that lines numbers of a column up; the panel defines it where it needs one. */
export const aligner = (column: number): string => `at${column + 1}`;

/** Its definition: the widest that stands before the point of a column, and after it. */
export function alignerDefinition(column: ColumnSpec, index: number): string {
  const before = `${column.bracketed ? '(' : ''}${column.negative ? '−' : ''}${'0'.repeat(column.integers)}`;
  const after = `${column.decimals > 0 ? `.${'0'.repeat(column.decimals)}` : ''}${column.bracketed ? ')' : ''}`;
  return `let ${aligner(index)} = aligned.with(${typstString(before)}, ${typstString(after)})`;
}

/** Counts in a column of decimals are centred: no point lines them up. */
function isOnPoint(cell: NumberCell, column: ColumnSpec | undefined): boolean {
  if (column?.align !== 'decimal' || !isAligned(cell)) return false;
  return column.decimals === 0 || cell.printed.includes('.');
}

export function cellSource(cell: Cell, column: ColumnSpec | undefined, index: number): string {
  switch (cell.kind) {
    case 'empty':
      return '""';
    case 'none':
      return '"—"';
    case 'text': {
      const text = typstOf(breakable(cell.text));
      const across = (cell.span ?? 1) > 1;
      if (!across && !cell.align) return text;
      const align = cell.align ?? 'center';
      return `table.cell(${across ? `colspan: ${cell.span}, ` : ''}align: ${align}, ${text})`;
    }
    case 'number':
      return isOnPoint(cell, column) ? onPoint(cell, index) : loose(cell);
  }
}

function onPoint(cell: NumberCell, index: number): string {
  const [open, close] = brackets[cell.bracket];
  const [whole, fraction] = withMinus(cell.printed).split('.') as [string, string | undefined];
  const after = `${fraction === undefined ? '' : `.${fraction}`}${close}`;
  const parts = [open + whole, after, ...(cell.stars === '' ? [] : [cell.stars])];
  return `${aligner(index)}(${parts.map(typstString).join(', ')})`;
}

function loose(cell: NumberCell): string {
  const [open, close] = brackets[cell.bracket];
  const numbers = [cell.printed, ...(cell.upper ? [cell.upper.printed] : [])]
    .map(withExponent)
    .join(' + ", " + ');
  const edge = (text: string): readonly string[] => (text === '' ? [] : [typstString(text)]);
  const stars = cell.stars === '' ? [] : [`hanging(${typstString(cell.stars)})`];
  return [...edge(open), numbers, ...edge(close), ...stars].join(' + ').replaceAll(/(?<!\\)" \+ "/g, '');
}

/** 1.235e21 is 1.235 × 10^21 to a reader. */
function withExponent(printed: string): string {
  const [, mantissa = printed, exponent] = /^(.*)e(.*)$/.exec(printed) ?? [];
  const number = withMinus(mantissa);
  return exponent === undefined
    ? typstString(number)
    : `${typstString(`${number} × 10`)} + super(${typstString(withMinus(exponent))})`;
}

/** Heading cells of one line, the stub first; `under` draws the short rule below a cell. */
export function headingCells(row: HeaderRow, columns: number): readonly string[] {
  const cells: string[] = [typstOf(row.stub)];
  for (let i = 0; i < columns; ) {
    const cell = row.cells.find(({ start, span }) => i >= start && i < start + span);
    const span = cell ? cell.start + cell.span - i : 1;
    cells.push(cell ? headingCell(typstOf(breakable(cell.text)), span, cell.rule) : '""');
    i += span;
  }
  return cells;
}

function headingCell(text: string, span: number, rule: boolean): string {
  if (span === 1 && !rule) return text;
  return rule ? `over(${span}, ${text})` : `table.cell(colspan: ${span}, align: center, ${text})`;
}

/** A cell over the whole width. */
export function fullWidth(text: string, columns: number, align: 'left' | 'center' = 'left'): string {
  return `table.cell(colspan: ${columns + 1}, align: ${align}, ${text})`;
}

/** The row's heading: one cell beside all `lines` of a term, which no page parts. */
export function stubSource(row: Row, lines: number): string {
  const text = typstOf(breakable(row.stub));
  const indented = row.indent > 0 ? `h(${row.indent}em) + ${text}` : text;
  return lines > 1 ? `table.cell(rowspan: ${lines}, breakable: false, ${indented})` : indented;
}
