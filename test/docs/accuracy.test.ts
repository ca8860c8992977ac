/** docs/accuracy.md is what the stored figures say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { estimators } from '../../runtime/estimators/index.ts';
import { covariances } from '../../runtime/vcov/index.ts';
import { accuracyReport, measuredRows } from '../reference/report.ts';

const page = 'docs/accuracy.md';

test('docs/accuracy.md is up to date (npm run accuracy)', () => {
  if (process.env['UPDATE_ACCURACY'] === '1') writeFileSync(page, accuracyReport());
  expect(readFileSync(page, 'utf8')).toBe(accuracyReport());
});

/** Compared by shares of draws, which are equal or off by a whole one: no relative error. */
const byShares: readonly string[] = ['wild'];

test('every estimator and every covariance has been measured', () => {
  const rows = measuredRows();
  const first = (text: string): string => text.split(',')[0]!;
  const measured = (names: readonly string[]) => new Set(names.map(first));
  const ofEstimators = measured(rows.map((row) => row.estimator));
  const ofCovariances = measured(rows.map((row) => row.vcov));
  const names = (list: readonly { readonly declaration: { readonly name: string } }[]) =>
    list.map((one) => one.declaration.name);
  expect(names(estimators).filter((name) => !ofEstimators.has(name))).toEqual([]);
  expect(names(covariances).filter((name) => !ofCovariances.has(name) && !byShares.includes(name))).toEqual(
    [],
  );
});
