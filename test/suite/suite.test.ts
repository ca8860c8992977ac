import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileValidators } from '../../build/schema.ts';
import { check } from '../../compiler/check/check.ts';
import { parseStudy } from '../../compiler/parse/parse.ts';
import type { TableSchema } from '../../compiler/plan/catalog.ts';
import { positionAt } from '../../compiler/plan/span.ts';
import { toyCatalog } from './catalog.ts';

/**
 * Studies whose comments state the diagnostics of the next line: `# error 30-34 unknown-name`, columns from 1, the end
 * just past the last character and left out where it is on another line. None stated means none allowed. A file of
 * test/suite/cases holds several studies, each under a line `#### title`; a line `# base` stands for base.yaml.
 * All of them have the same data, and the catalog of catalog.ts.
 */
const folder = new URL('./cases/', import.meta.url);
const base = readFileSync(new URL('base.yaml', folder), 'utf8');
const validators = compileValidators(toyCatalog);

const number = (name: string) => ({ name, type: 'number' as const, levels: null });
const table: TableSchema = {
  rows: 60,
  columns: [
    { name: 'city', type: 'text', levels: ['B', 'A'] },
    { name: 'year', type: 'number', levels: ['2016', '2014', '2015'] },
    ...['k', 'y', 'x', 'z', 'w', '技术', '人口'].map(number),
  ],
};

const statement = /^# ((?:error|warning) \d+-\d* [a-z-]+)$/;

interface Case {
  readonly title: string;
  readonly text: string;
  /** `LINE: error 30-34 unknown-name` */
  readonly expected: readonly string[];
}

function casesOf(file: string): readonly Case[] {
  const parts = readFileSync(new URL(file, folder), 'utf8').split(/^#### /m);
  return parts.slice(1).map((part) => {
    const [title = '', ...rest] = part.split('\n');
    const written = rest.join('\n').replace('# base\n', base).split('\n');
    const lines = written.filter((line) => !statement.test(line));
    const expected: string[] = [];
    let line = 1;
    for (const one of written) {
      const match = statement.exec(one);
      if (match) expected.push(`${line}: ${match[1]}`);
      else line += 1;
    }
    return { title, text: lines.join('\n'), expected };
  });
}

function found(text: string): readonly string[] {
  const parsed = parseStudy({ file: 'study.yaml', text }, toyCatalog, validators);
  const checked = parsed.study ? check(parsed.study, table, toyCatalog).diagnostics : [];
  return [...parsed.diagnostics, ...checked]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ span, severity, code }) => {
      const start = positionAt(text, span.start);
      const end = positionAt(text, span.end);
      const last = end.line === start.line ? String(end.column) : '';
      return `${start.line}: ${severity} ${start.column}-${last} ${code}`;
    });
}

for (const file of readdirSync(folder)
  .filter((name) => name !== 'base.yaml')
  .sort()) {
  describe(file, () => {
    test.each(casesOf(file).map((one) => [one.title, one] as const))('%s', (_title, one) => {
      expect([...found(one.text)].sort()).toEqual([...one.expected].sort());
    });
  });
}
