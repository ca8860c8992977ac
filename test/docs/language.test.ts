/** docs/language.md is what the declarations say now, and every example in it is a study that checks and runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditReference } from '../../build/audit-rules.ts';
import { languageReference } from '../../build/language/reference.ts';
import { exampleStudies } from '../../build/language/sections.ts';
import { catalog } from '../../cli/catalog.ts';
import { run } from '../../runtime/index.ts';
import { compileText, runOptions } from '../study.ts';

const folder = import.meta.dirname;

test('docs/audit.md is up to date (npm run docs)', () => {
  expect(readFileSync('docs/audit.md', 'utf8')).toBe(auditReference());
});

test('docs/language.md is up to date (npm run docs)', () => {
  expect(readFileSync('docs/language.md', 'utf8')).toBe(languageReference(catalog));
});

describe('the examples', () => {
  const numbered = exampleStudies().map((one, i) => [`${i + 1}, ${one.title}`, one] as const);

  test.each(numbered)('%s', async (_name, { text }) => {
    const { plan, messages } = await compileText(text, folder);
    expect(messages).toEqual([]);
    const { failures, results } = await run(plan!, runOptions(folder));
    expect(failures).toEqual([]);
    expect(Object.values(results.claims).every((claim) => claim.holds)).toBe(true);
  });
});
