/** docs/templates.md is what the layouts are handed, and its example is a layout. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { example, templatesPage } from '../../build/templates-page.ts';
import { slotFault } from '../../templates/overrides/check-slots.ts';
import { layouts } from '../../templates/overrides/layouts.ts';
import { loadParser, readTemplate } from '../../templates/overrides/read.ts';

test('docs/templates.md is up to date (npm run docs)', () => {
  expect(readFileSync('docs/templates.md', 'utf8')).toBe(templatesPage());
});

test('its example can be filled', async () => {
  const read = readTemplate(example, await loadParser());
  if ('code' in read) throw new Error(read.code);
  const { slots } = layouts.find(({ name }) => name === 'latex/table')!;
  expect(slotFault(read, slots)).toBeNull();
});
