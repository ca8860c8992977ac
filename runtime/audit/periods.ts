import type { StatedPeriod } from '../../compiler/plan/reported.ts';

/** Months from year 0, both ends included; a year alone is all of its months. */
export interface Months {
  readonly first: number;
  readonly last: number;
}

export function monthsOf({ first, last }: Pick<StatedPeriod, 'first' | 'last'>): Months {
  return { first: monthOf(first, 1), last: monthOf(last, 12) };
}

function monthOf(text: string, otherwise: number): number {
  const [year, month] = text.split('-').map(Number);
  return year! * 12 + (month ?? otherwise) - 1;
}

/** Years of which the period has any month, and all of them. */
export function yearsOf({ first, last }: Months): { readonly touched: number; readonly whole: number } {
  const touched = Math.floor(last / 12) - Math.floor(first / 12) + 1;
  const whole = Math.floor((last + 1) / 12) - Math.ceil(first / 12);
  return { touched, whole: Math.max(0, whole) };
}

/** Whether the period begins or ends within a year. */
export function cutsYear({ first, last }: Months): boolean {
  return first % 12 !== 0 || last % 12 !== 11;
}

export function monthsOverlap(a: Months, b: Months): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** `2014 to 2020`. */
export function periodText({ first, last }: Pick<StatedPeriod, 'first' | 'last'>): string {
  return first === last ? first : `${first} to ${last}`;
}
