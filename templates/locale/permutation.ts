import type { PlaceboFacts } from '../document/facts.ts';
import { formatDecimal } from '../document/format-number.ts';

/** 1/1001 ≈ 0.001; a value that would print as 0.000 only as a fraction. */
export function permutationValue({ extreme, draws, failed, p }: PlaceboFacts): string {
  const decimal = formatDecimal(p, 3);
  if (extreme === null) return decimal;
  const fraction = `${extreme + 1}/${draws - failed + 1}`;
  return p < 0.0005 ? fraction : `${fraction} ≈ ${decimal}`;
}
