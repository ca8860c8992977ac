import { describe, expect, test } from 'vitest';
import { compileValidators } from '../../build/schema.ts';
import { check } from '../../compiler/check/check.ts';
import type { DescribedTables } from '../../compiler/check/context.ts';
import { parseStudy } from '../../compiler/parse/parse.ts';
import { positionAt } from '../../compiler/plan/span.ts';
import { type Case, caseFiles, casesOf } from './cases.ts';
import { toyCatalog } from './catalog.ts';
import { completeCatalog } from './complete-catalog.ts';
import { tables } from './tables.ts';

const hosts = [toyCatalog, completeCatalog].map((catalog) => ({
  catalog,
  validators: compileValidators(catalog),
}));

function described(names: string): DescribedTables {
  return new Map(
    names.split(' ').map((one) => {
      const [source, table = source] = one.includes('=') ? one.split('=') : ['data', one];
      return [source!, tables[table!]!];
    }),
  );
}

function found({ text, data: name }: Case): readonly string[] {
  const { catalog, validators } = hosts[text.includes('# catalog complete\n') ? 1 : 0]!;
  const parsed = parseStudy({ file: 'study.yaml', text }, catalog, validators);
  const checked = parsed.study ? check(parsed.study, described(name), catalog).diagnostics : [];
  return [...parsed.diagnostics, ...checked]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ span, severity, code }) => {
      const start = positionAt(text, span.start);
      const end = positionAt(text, span.end);
      const last = end.line === start.line ? String(end.column) : '';
      return `${start.line}: ${severity} ${start.column}-${last} ${code}`;
    });
}

for (const file of caseFiles) {
  describe(file, () => {
    test.each(casesOf(file).map((one) => [one.title, one] as const))('%s', (_title, one) => {
      expect([...found(one)].sort()).toEqual([...one.expected].sort());
    });
  });
}
