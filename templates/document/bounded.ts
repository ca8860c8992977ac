import type { Context } from './context.ts';
import { formatDecimal, formatP } from './format-number.ts';

/** A number that cannot pass one, as the style prints it: `0.930`, or `.930`. */
export function boundedDecimal({ style }: Context, value: number, digits: number): string {
  return withZero(style.leadingZero, formatDecimal(value, digits));
}

/** A p-value as the style prints it: `0.012`, `<0.001`, or `.012`, `<.001`. */
export function printedP({ style }: Context): (p: number) => string {
  return (p) => withZero(style.leadingZero, formatP(p));
}

function withZero(leadingZero: boolean, printed: string): string {
  return leadingZero ? printed : printed.replace(/^([-<]?)0\./, '$1.');
}
