/**
 * The seed paper's tables as printed: every error and warning that an audit by hand found (seed-findings.json) is found,
 * with its numbers at their digits, and nothing is raised that must not be.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { compile, parse } from '../../../compiler/index.ts';
import type { Finding, FindingSeverity, FindingValue } from '../../../runtime/audit/finding.ts';
import { audit } from '../../../runtime/audit/index.ts';

interface Expected {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly rule: string;
  readonly detail: string;
  readonly values: FindingValue;
}

const expected = (
  JSON.parse(readFileSync(new URL('seed-findings.json', import.meta.url), 'utf8')) as {
    readonly findings: readonly Expected[];
  }
).findings;

const text = readFileSync('specs/agglomeration/published.yaml', 'utf8');
const draft = parse({ file: 'published.yaml', text }, { catalog, validators: compileValidators(catalog) });
const found = audit(compile(draft, new Map(), '', catalog).reported!);

/** The columns and rows that each finding is about, where it names any: `where` in words. */
const where: Readonly<Record<string, readonly string[]>> = {
  N1: ['3.1', '3.4', '4.3', '4.5', '7.1', '7.4', 'AGG', 'GRA'],
  N2: ['5.1', '5.2'],
  N3: ['5.5', '5.6'],
  N4: ['5.1', '5.3', '5.5'],
  D1: ['TIN'],
  D2: ['TIN'],
  D3: ['AGG', 'TIN', 'AI', 'POS', 'NUE', 'GRA'],
  D5: ['AI'],
  S1: ['5.1', 'TIN'],
  S2: ['5.3', 'TIN'],
  S3: ['5.2', '_cons'],
  S4: ['6.2', 'AI'],
  R1: ['3.4', '4.3', '7.1', '7.3', 'POS'],
  R2: ['7.3', '_cons', 'NUE'],
  R3: ['5.1', '5.3'],
  R5: ['3.4', '4.4', '6.3', '6.6', '5.1'],
  A1: ['3.3', '3.4'],
  A2: ['3.1', 'TIN'],
  A3: ['3.1', '3.2', '3.3', '3.4', '4.3', '7.1', '4.4', '4.5'],
  A4: ['4.3', '4.4', '4.5', 'POS', 'NUE', 'GRA', '_cons'],
  A5: ['4.4', '4.5', 'TIN', 'AI'],
  A6: ['4.4'],
  A7: ['3.1', '3.4'],
  A8: ['6.4', '6.5', 'GRA'],
  M1: ['4.4', '4.5'],
  M2: ['4.3', '4.4', '4.5'],
  T1: ['6.2', '6.4', '6.6', 'TIN'],
  T2: ['6.4', 'TIN', 'AI'],
  T3: ['7.3', '7.4', 'POS', 'NUE'],
  T4: ['4.4'],
  T5: ['3.1', '3.2', '3.3', '3.4'],
  T6: [],
  T8: ['5.2', '5.4', '5.6', '6.2', '6.4', '6.6'],
  P1: ['3.1', '7.4'],
};

const severityOf: Readonly<Record<Expected['severity'], readonly FindingSeverity[]>> = {
  error: ['impossible', 'inconsistent'],
  warning: ['suspicious'],
  note: ['note'],
};

/** Every number, printed or computed, in a value. */
function numbersIn(value: FindingValue): readonly (number | string)[] {
  if (value === null) return [];
  if (typeof value === 'object') return Object.values(value).flatMap((one) => numbersIn(one as FindingValue));
  return [value];
}

/** Whether a found number is the expected one at the digits that the list gives. */
function isAt(actual: number | string, listed: number | string): boolean {
  const digits = String(listed).split('.')[1]?.length ?? 0;
  return Math.abs(Number(actual) - Number(listed)) <= 0.5 * 10 ** -digits * (1 + 1e-9);
}

/** Findings of the code at the places, the graver or as grave as the list says. */
function candidates({ id, rule, severity }: Expected): readonly Finding[] {
  const places = where[id]!;
  return found.filter(
    (one) =>
      one.code === rule &&
      severityOf[severity].includes(one.severity) &&
      (places.length === 0 ||
        one.cells.some(({ column, row }) => places.includes(column ?? '') || places.includes(row ?? ''))),
  );
}

describe('the audit of the seed paper', () => {
  const judged = expected.filter(({ severity }) => severity !== 'note');

  it('is asked about every error and warning of the list', () => {
    expect(judged.map(({ id }) => id).sort()).toEqual(Object.keys(where).sort());
    expect(judged.length).toBe(34);
  });

  it.each(judged.map((one) => [one.id, one] as const))('finds %s', (id, one) => {
    const findings = candidates(one);
    expect(findings.length).toBeGreaterThan(0);
    const covered = new Set(
      findings.flatMap(({ cells }) => cells.flatMap(({ column, row }) => [column, row])),
    );
    expect(where[id]!.filter((place) => !covered.has(place))).toEqual([]);
    const numbers = findings.flatMap(({ values }) => numbersIn(values));
    const missing = numbersIn(one.values).filter((listed) => !numbers.some((actual) => isAt(actual, listed)));
    expect(missing).toEqual([]);
  });

  it('raises nothing that must not be raised', () => {
    const raised = found.filter(({ severity }) => severity !== 'note');
    const codes = new Set(raised.map(({ code }) => code));
    // N5: the groups add up. D4: the standard deviations are possible. S5: signs agree, and 112 of 116 stars.
    expect(
      [...codes].filter((code) => ['partition-sum', 'bhatia-davis', 'sign-b-vs-t'].includes(code)),
    ).toEqual([]);
    expect(raised.filter(({ code }) => code === 'stars-vs-t')).toHaveLength(4);
    // T7: what the text says rightly. Four of its eight sentences are wrong.
    expect(raised.filter(({ code }) => code === 'claim-vs-table')).toHaveLength(4);
    // S6, S7, R4, M3 are notes at most.
    expect([...codes].filter((code) => ['stars-reference', 'same-model'].includes(code))).toEqual([]);
    expect(raised.filter(({ code }) => code === 'sobel')).toHaveLength(1);
  });

  it('gives the numbers of the notes', () => {
    const notes = found.filter(({ severity }) => severity === 'note');
    const values = (code: string) => notes.filter((one) => one.code === code).map((one) => one.values);
    expect(values('stars-reference')[0]).toMatchObject({
      cells: 116,
      mismatches: { 't(n - k)': 4, 'the normal': 4, 't(27)': 9 },
    });
    expect(values('partition-sum').map(({ parts }) => parts)).toEqual([
      [84, 112, 112],
      [110, 99, 99],
    ]);
    const listed = numbersIn(expected.find(({ id }) => id === 'M3')!.values);
    const sobel = values('sobel').flatMap(numbersIn);
    expect(listed.filter((one) => !sobel.some((actual) => isAt(actual, one)))).toEqual([]);
  });
});
