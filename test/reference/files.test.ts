/** No reference file lies here unread. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const names = readdirSync(import.meta.dirname);
const tests = names
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8'))
  .join('\n');
/** A test of a part beside its code may be the one that reads a file. */
const elsewhere: readonly string[] = ['correlations'];

it.each(names.filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', '')))(
  '%s.json is read by a test',
  (name) => {
    const read = tests.includes(`'${name}'`) || tests.includes(`${name}.json`);
    expect(read || elsewhere.includes(name)).toBe(true);
  },
);

it('and every script of R stands beside what it wrote', () => {
  const scripts = names.filter((name) => name.endsWith('.R') && name !== 'lib.R');
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  expect(scripts.filter((name) => !readme.includes(name))).toEqual([]);
});
