/**
 * What one cell looks like. `number`: a plain decimal number that a double holds as a value. `key`: digits that would
 * not come back from a number (`007`, integers beyond 2^53). `wrong`: meant as a number but not written as one
 * (`Inf`, `1e400`, `1,234`, full-width digits); `hex` likewise, though a column of such may be keys. `no-value`: a
 * word for "nothing" that `na` does not declare. `text`: anything else.
 */
export type CellForm = 'number' | 'key' | 'wrong' | 'hex' | 'no-value' | 'text';

export type DecimalMark = '.' | ',';

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^(?:[+-]?(?:inf|infinity|nan)|[+-]?1\.#\w+|#(?:div\/0!|value!|ref!|num!|name\?|null!))$/i;
const HEX = /^[+-]?0x[0-9a-f]+$/i;
const GROUPED = /^[+-]?\d{1,3}(?:[,.'’ _\u00a0\u202f]\d{3})+(?:[.,]\d+)?$/;
const OTHER_MARK = /^[+-]?\d*[.,]\d+$/;
const DIGITS_OF_ANY_SCRIPT = /^[+-]?[\p{Nd}.,]*\p{Nd}[\p{Nd}.,]*$/u;
const NO_VALUE = new Set([
  '',
  'na',
  'n/a',
  'n.a.',
  '#n/a',
  'null',
  'none',
  'nil',
  'missing',
  '-',
  '--',
  '–',
  '—',
  '.',
  '..',
  '...',
  '?',
  '无',
  '缺失',
]);
/** Digits outside ASCII, and the typographic minus: what a numeral of another script must have. */
const FOREIGN = /(?![0-9])\p{N}|\u2212/u;
const BEYOND = 2n ** 53n;

/** cell: without surrounding blanks, and none of the words that `na` declares. */
export function cellForm(cell: string, decimal: DecimalMark): CellForm {
  if (isPlainNumber(cell, decimal)) return plainForm(cell, decimal);
  if (NO_VALUE.has(cell.toLowerCase())) return 'no-value';
  if (HEX.test(cell)) return 'hex';
  if (NOT_FINITE.test(cell) || GROUPED.test(cell) || OTHER_MARK.test(cell)) return 'wrong';
  return FOREIGN.test(cell) && isForeignNumeral(cell, decimal) ? 'wrong' : 'text';
}

/** `[+-]?digits[.digits][e±dd]`, with the declared decimal mark. */
export function isPlainNumber(cell: string, decimal: DecimalMark): boolean {
  return PLAIN.test(decimal === '.' ? cell : withPoint(cell));
}

/** The double nearest to a plain number. */
export function numberOf(cell: string, decimal: DecimalMark): number {
  return Number(decimal === '.' ? cell : withPoint(cell));
}

/** A plain number without fraction and exponent. */
export function isInteger(cell: string): boolean {
  return /^[+-]?\d+$/.test(cell);
}

/** An integer that a double cannot tell from its neighbours. */
export function isBeyondDoubles(cell: string): boolean {
  if (!isInteger(cell) || Math.abs(Number(cell)) < Number.MAX_SAFE_INTEGER) return false;
  const value = BigInt(cell.startsWith('+') ? cell.slice(1) : cell);
  return value > BEYOND || value < -BEYOND;
}

/** A comma for the point; a point becomes something that no number has. */
function withPoint(cell: string): string {
  return cell.replaceAll('.', '#').replace(',', '.');
}

function plainForm(cell: string, decimal: DecimalMark): CellForm {
  if (/^[+-]?0\d/.test(cell) || isBeyondDoubles(cell)) return 'key';
  const value = numberOf(cell, decimal);
  const vanished = value === 0 && /[1-9]/.test(cell.split(/[eE]/)[0]!);
  return Number.isFinite(value) && !vanished ? 'number' : 'wrong';
}

/** Full-width digits, digits of other scripts, a typographic minus. */
function isForeignNumeral(cell: string, decimal: DecimalMark): boolean {
  const folded = cell.normalize('NFKC').replace('\u2212', '-');
  return isPlainNumber(folded, decimal) || GROUPED.test(folded) || DIGITS_OF_ANY_SCRIPT.test(folded);
}
