import { dayNumber } from '../../../compiler/plan/day.ts';
import { type CellForm, isBeyondDoubles, isInteger, isPlainNumber, numberOf } from '../cell-form.ts';
import type { CsvOptions, DeclaredType } from '../csv-options.ts';
import { DAY_HINT, NO_DAY } from '../days.ts';
import { rowAndLine, type SourceFailure, shown, sourceFailure } from '../failure.ts';

/** A cell as written, and where it stands. */
export interface PlacedCell {
  readonly cell: string;
  /** Data row from 1. */
  readonly row: number;
  /** Null where it is not known. */
  readonly line: number | null;
}

/** The first cell of each form that a column has. */
export type FirstCells = Map<CellForm, PlacedCell>;

/** Surrounding blanks do not make a number into text; text itself keeps them. */
export function trimmed(cell: string): string {
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first === 32 || first === 9 || last === 32 || last === 9
    ? cell.replace(/^[ \t]+|[ \t]+$/g, '')
    : cell;
}

/** What a column is whose type nobody declared, or which cell of it is neither this nor that. */
export function inferredType(name: string, first: FirstCells): 'number' | 'text' | SourceFailure {
  const offending = offendingCell(first);
  if (offending !== null) return wrongCell(name, offending.place, offending.form);
  const text = (['text', 'key', 'wrong', 'hex', 'no-value'] as const).some((form) => first.has(form));
  return text ? 'text' : 'number';
}

function offendingCell(first: FirstCells): { place: PlacedCell; form: CellForm } | null {
  const wrong = first.get('wrong');
  const hex = first.get('hex');
  const nothingElse = !first.has('text') && !first.has('key') && hex === undefined;
  if (first.has('number') || nothingElse) {
    const cells = [wrong, first.has('number') ? hex : undefined].filter((cell) => cell !== undefined);
    const [earliest] = cells.sort((a, b) => a.row - b.row);
    if (earliest) return { place: earliest, form: 'wrong' };
  }
  const empty = first.get('no-value');
  const numeric = first.has('number') && nothingElse;
  return empty !== undefined && numeric ? { place: empty, form: 'no-value' } : null;
}

function wrongCell(name: string, place: PlacedCell, form: CellForm): SourceFailure {
  const declareText = `columns: {${name}: string}`;
  return form === 'no-value'
    ? cellFailure(
        name,
        place,
        'stands between numbers and is not declared as missing',
        `list ${shown(trimmed(place.cell))} under na, or declare ${declareText}`,
      )
    : cellFailure(
        name,
        place,
        'is meant as a number, but not written as a plain decimal number',
        `write it as digits with a decimal point, list it under na, or declare ${declareText}`,
      );
}

/** The number that a cell of a declared column is, missing aside; a failure where it is none of that type. */
export function declaredValue(
  name: string,
  place: PlacedCell,
  { decimal }: Pick<CsvOptions, 'decimal'>,
  type: Exclude<DeclaredType, 'string'>,
): number | SourceFailure {
  const cell = trimmed(place.cell);
  if (type === 'date') return dayNumber(cell) ?? cellFailure(name, place, NO_DAY, DAY_HINT);
  const problem = numberProblem(cell, decimal, type);
  return problem === null ? numberOf(cell, decimal) : cellFailure(name, place, problem, null);
}

/** Why a cell is no value of its declared type; null when it is one. */
function numberProblem(
  cell: string,
  decimal: CsvOptions['decimal'],
  type: 'number' | 'integer',
): string | null {
  if (!isPlainNumber(cell, decimal))
    return 'is not a plain decimal number, and the column is declared as one';
  if (type === 'number') {
    return Number.isFinite(numberOf(cell, decimal)) ? null : 'is too large for a number';
  }
  if (!isInteger(cell)) return 'is not an integer, and the column is declared as one';
  return isBeyondDoubles(cell) ? 'is an integer beyond 2^53, which no number holds exactly' : null;
}

function cellFailure(
  name: string,
  { cell, row, line }: PlacedCell,
  what: string,
  hint: string | null,
): SourceFailure {
  const message = `${rowAndLine(row, line)}, column ${name}: ${shown(cell)} ${what}`;
  return sourceFailure('number-form', message, hint, { row, line, column: name });
}
