import { chow } from './chow.ts';
import type { Comparison } from './comparison.ts';
import { permutation } from './permutation.ts';
import { suest } from './suest.ts';

export const comparisons: readonly Comparison[] = [suest, chow, permutation];

export function comparisonFor(name: string): Comparison | undefined {
  return comparisons.find((comparison) => comparison.declaration.name === name);
}
