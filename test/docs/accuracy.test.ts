/** docs/accuracy.md is what the stored figures say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accuracyReport } from '../reference/report.ts';

const page = 'docs/accuracy.md';

test('docs/accuracy.md is up to date (npm run accuracy)', () => {
  if (process.env['UPDATE_ACCURACY'] === '1') writeFileSync(page, accuracyReport());
  expect(readFileSync(page, 'utf8')).toBe(accuracyReport());
});
