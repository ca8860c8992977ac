import type { Rich } from '../document/document.ts';

/** Words of a figure of distributions. */
export interface DistributionWords {
  readonly title: string;
  /** Name of the upright axis. */
  readonly density: Rich;
  /** How many values, of all or of each group in its order. */
  readonly counts: (counts: readonly number[]) => Rich;
  readonly description: (variables: number, groups: number) => string;
  /** What bars and lines are; groups: 0 without a split. */
  readonly notes: (groups: number) => readonly Rich[];
}
