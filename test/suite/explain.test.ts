/**
 * The wrong example of an explanation earns exactly its code, the cure nothing. That every code has an explanation is
 * asked in test/cli/explain.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../build/schema.ts';
import { check } from '../../compiler/check/check.ts';
import type { Explanation } from '../../compiler/explain/explanation.ts';
import { explanations } from '../../compiler/explain/index.ts';
import { parseStudy } from '../../compiler/parse/parse.ts';
import type { ColumnFacts, ColumnSchema, PanelSchema, TableSchema } from '../../compiler/plan/catalog.ts';
import type { DataFailure } from '../../compiler/plan/failure.ts';
import { messages } from '../../compiler/plan/messages.ts';
import { isSourceFailure } from '../../runtime/sources/failure.ts';
import { sourceNamed } from '../../runtime/sources/index.ts';
import { checkPanel } from '../../runtime/sources/panel.ts';
import { completeCatalog } from './complete-catalog.ts';

const complete = { catalog: completeCatalog, validators: compileValidators(completeCatalog) };

/** What an example leaves out of its study. */
const usual: Readonly<Record<string, string>> = {
  study: 'wages',
  seed: '1',
  data: '{file: wages.csv, panel: {unit: firm, time: year}}',
  defaults: '{vcov: HC1}',
};

const counted: ColumnFacts = { missing: 0, distinct: null, range: null, numeric: 0, constantWithin: [] };
const number = (name: string, facts: Partial<ColumnFacts> = {}): ColumnSchema => ({
  name,
  type: 'number',
  levels: null,
  facts: { ...counted, ...facts },
});
const columns: readonly ColumnSchema[] = [
  number('firm', { constantWithin: ['unit'] }),
  { ...number('year', { constantWithin: ['time'] }), levels: ['2014', '2015', '2016'] },
  {
    name: 'region',
    type: 'text',
    levels: ['east', 'north', 'south'],
    facts: { ...counted, distinct: 3, constantWithin: ['unit'] },
  },
  ...['wage', 'schooling', 'age', 'sales'].map((name) => number(name)),
  { name: 'founded', type: 'date', levels: null },
  number('tenure', { missing: 9 }),
  { name: 'bonus', type: 'text', levels: ['1.5', '2', 'n.a.'], facts: { ...counted, numeric: 50 } },
];
const panel = (least: number, gaps: number): PanelSchema => ({
  kind: 'panel',
  units: 20,
  periods: 3,
  distances: { least, divisor: least, gaps },
});
const wages: TableSchema = { rows: 60, columns, panel: panel(1, 0) };

/** What an example joins. */
const regions: TableSchema = {
  rows: 3,
  columns: [{ name: 'region', type: 'text', levels: ['east', 'north', 'south'] }, number('income')],
};

const failing = (code: string): DataFailure => ({ kind: 'failure', code, message: '', hint: null });

/** The data of wrong examples whose mistake lies in the file. */
const damaged: Readonly<Record<string, TableSchema | DataFailure>> = {
  'missing-file': failing('file-not-found'),
  'unreadable-data': failing('encoding-invalid'),
  'panel-gaps': { ...wages, panel: panel(1, 4) },
  'no-such-distance': { ...wages, panel: panel(2, 0) },
  'panel-keys': {
    ...wages,
    panel: { kind: 'failure', message: 'rows 1 and 4 have the same keys', hint: null },
  },
};

function studyOf({ form }: Explanation, lines: readonly string[]): string {
  const given = (key: string): boolean => lines.some((line) => line.startsWith(`${key}:`));
  const rest = form === 'whole' ? [] : Object.entries(usual).filter(([key]) => !given(key));
  return [...rest.map(([key, value]) => `${key}: ${value}`), ...lines, ''].join('\n');
}

/** The codes that a study earns, each once. */
function codesOf(text: string, table: TableSchema | DataFailure): readonly string[] {
  const { catalog, validators } = complete;
  const parsed = parseStudy({ file: 'study.yaml', text }, catalog, validators);
  const described = new Map([
    ...['data', 'wages'].map((name) => [name, table] as const),
    ['regions', regions] as const,
  ]);
  const checked = parsed.study ? check(parsed.study, described, catalog).diagnostics : [];
  return [...new Set([...parsed.diagnostics, ...checked].map(({ code }) => code))];
}

const compiled = Object.keys(messages);

/** Codes that no small study earns: limits, and what an earlier rule reports in the usual place. */
const withoutExample = [
  'no-published-table',
  'table-row',
  'unknown-row',
  'not-shown',
  'too-large',
  'too-long',
  'too-nested',
  'set-member',
  'too-deep',
  'too-many-models',
  'too-many-combinations',
  'too-many-terms',
  // Of a text beside the study, after a run.
  'no-such-value',
  // Of layouts of the study's own.
  'unknown-template',
  'template-syntax',
  'template-unsupported',
  'template-too-large',
  'no-such-slot',
  'slot-misused',
];

describe('explanations of the compiler’s codes', () => {
  it('have an example, but for a few', () => {
    const without = compiled.filter((code) => explanations[code]?.wrong === null);
    expect(without.sort()).toEqual([...withoutExample].sort());
  });

  it.each(compiled.filter((code) => explanations[code]?.wrong))('%s', (code) => {
    const one = explanations[code]!;
    expect(codesOf(studyOf(one, one.wrong!), damaged[code] ?? wages)).toEqual([code]);
    expect(codesOf(studyOf(one, one.cured!), wages)).toEqual([]);
  });
});

/** The code of what is wrong in a data file with the panel firm, year; null where nothing is. */
async function fileCode(lines: readonly string[]): Promise<string | null> {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const columns = lines[0]!.split(',');
  const table = await sourceNamed('csv')!.read(bytes, {}, columns, { unit: 'firm', time: 'year' });
  const read = isSourceFailure(table) ? table : checkPanel(table);
  return isSourceFailure(read) ? read.code : null;
}

describe('explanations of the runtime’s codes', () => {
  it.each(Object.keys(explanations).filter((code) => explanations[code]!.form === 'data'))(
    '%s',
    async (code) => {
      const { wrong, cured } = explanations[code]!;
      expect(await fileCode(wrong!)).toBe(code);
      expect(await fileCode(cured!)).toBeNull();
    },
  );
});
