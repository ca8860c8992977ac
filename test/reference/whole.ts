import { expect, it } from 'vitest';
import { type Account, differences, leaves, unaccounted } from './account.ts';
import { accuracyOf, expectAccuracy } from './accuracy.ts';

export type Excuses = readonly (readonly [pattern: RegExp, reason: string])[];

/** About the making of the reference, not a result: in every file. */
const ABOUT: Excuses = [[/^env\./, 'about the making of the reference']];

/**
 * The three questions asked of every reference file, for a `describe` whose `beforeAll` fills the book: is a number off, is
 * one neither compared nor excused (or an excuse idle), and do the stored figures (accuracy.ts) say how far off the worst one is.
 */
export function asksWhole(name: string, reference: object, book: Account, excuses: Excuses): void {
  const all = leaves(reference);

  it('has no number that is off', () => {
    expect(differences(all, book.compared)).toEqual([]);
  });

  it('is accounted for, number by number', () => {
    const about = 'env' in reference ? ABOUT : [];
    expect(unaccounted(all, book.compared, [...excuses, ...about])).toEqual([]);
  });

  it('is as accurate as its stored figures say', () => {
    expectAccuracy(name, accuracyOf(reference, all, book));
  });
}
