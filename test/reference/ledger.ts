import { afterAll, expect } from 'vitest';
import { distance } from '../unit/numerics/fixture.ts';
import { RELATIVE } from './account.ts';
import { type AccuracyRow, expectAccuracy, powerOfTen } from './accuracy.ts';

type Numbers = readonly (number | null)[];

/** For suites that compare in their own way: every comparison is asserted, and the worst of each kind is stored. */
export interface Ledger {
  /** `allowed`: relative. */
  readonly estimates: (
    estimator: string,
    found: Numbers,
    expected: readonly number[],
    allowed?: number,
  ) => void;
  readonly errors: (
    estimator: string,
    vcov: string,
    found: Numbers,
    expected: readonly number[],
    allowed?: number,
  ) => void;
}

/** The ledger of a suite, stored in accuracy/NAME.json when its tests are over (accuracy.ts). To be made once a file. */
export function ledger(name: string): Ledger {
  const worst = new Map<string, number>();
  const pairs = new Map<string, readonly [estimator: string, vcov: string]>();

  const note = (key: string, found: Numbers, expected: readonly number[], allowed = RELATIVE): void => {
    const error = distance(found, expected);
    expect(error, key).toBeLessThan(allowed);
    worst.set(key, Math.max(worst.get(key) ?? 0, error));
  };

  afterAll(() => {
    const rows = [...pairs].map(([key, [estimator, vcov]]): AccuracyRow => {
      const ofEstimates = worst.get(estimator);
      return {
        estimator,
        vcov,
        estimate: ofEstimates === undefined ? null : powerOfTen(ofEstimates),
        std_error: powerOfTen(worst.get(key)!),
      };
    });
    expectAccuracy(name, rows);
  });

  return {
    estimates: note,
    errors(estimator, vcov, ...rest) {
      const key = `${estimator}, ${vcov}`;
      pairs.set(key, [estimator, vcov]);
      note(key, ...rest);
    },
  };
}
