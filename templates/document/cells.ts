import type { ModelRecord, TermRecord } from '../../runtime/results/results.ts';
import type { Cell, NumberCell } from './document.ts';
import { formatDecimal } from './format-number.ts';
import { type StarLadder, starsOf } from './stars.ts';

export const empty: Cell = { kind: 'empty' };
export const notApplicable: Cell = { kind: 'none' };

/** t and z have two decimals whatever the table's digits are. */
export const STATISTIC_DIGITS = 2;

/** A number as it is printed; what does not exist is not applicable. */
export function numberCell(
  value: number | null | undefined,
  printed: (value: number) => string,
  source: string,
  more: Partial<Pick<NumberCell, 'stars' | 'bracket' | 'upper'>> = {},
): Cell {
  if (value === null || value === undefined) return notApplicable;
  return { kind: 'number', value, printed: printed(value), stars: '', bracket: 'none', source, ...more };
}

export interface CellStyle {
  readonly digits: number;
  readonly stars: StarLadder;
  /** How p-values are printed. */
  readonly p: (p: number) => string;
}

/** An interval in square brackets, from the two ends. */
export function intervalCell(low: number | null, high: number | null, digits: number, source: string): Cell {
  if (low === null || high === null) return notApplicable;
  const upper = { value: high, printed: formatDecimal(high, digits) };
  return numberCell(low, (x) => formatDecimal(x, digits), source, { bracket: 'square', upper });
}

/**
 * One line of a coefficient's cell. `content` is what `cells` of the table names; the first after the estimate stands
 * in parentheses, the next in brackets, an interval always in brackets.
 */
export function termCell(
  model: ModelRecord,
  term: TermRecord,
  content: string,
  bracket: 'round' | 'square',
  style: CellStyle,
): Cell {
  const source = `${model.id}.${term.term}`;
  const decimal = (x: number): string => formatDecimal(x, style.digits);
  switch (content) {
    case 'estimate':
      return numberCell(term.estimate, decimal, `${source}.estimate`, {
        stars: starsOf(term.p, style.stars),
      });
    case 'se':
      return numberCell(term.std_error, decimal, `${source}.std_error`, { bracket });
    case 'p':
      return numberCell(term.p, style.p, `${source}.p`, { bracket });
    case 'ci':
      return intervalCell(term.conf_low, term.conf_high, style.digits, `${source}.conf_low`);
    default:
      return numberCell(term.statistic, (x) => formatDecimal(x, STATISTIC_DIGITS), `${source}.statistic`, {
        bracket,
      });
  }
}
