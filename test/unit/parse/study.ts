import { compileValidators } from '../../../build/schema.ts';
import { type CheckResult, check } from '../../../compiler/check/check.ts';
import type { DataFailure } from '../../../compiler/plan/failure.ts';
import { parseStudy } from '../../../compiler/parse/parse.ts';
import type { TableSchema } from '../../../compiler/plan/catalog.ts';
import type { Diagnostic } from '../../../compiler/plan/diagnostic.ts';
import { toyCatalog } from '../../suite/catalog.ts';

const validators = compileValidators(toyCatalog);
const number = (name: string) => ({ name, type: 'number' as const, levels: null });

export const toyTable: TableSchema = {
  rows: 60,
  columns: [
    { name: 'city', type: 'text', levels: ['B', 'A'] },
    ...['year', 'y', 'x', 'z', '人口'].map(number),
  ],
};

/** A study of the toy data with some more lines. */
export function toyStudy(lines: string): string {
  return `study: toy\nseed: 1\ndata: {file: toy.csv, panel: {unit: city, time: year}}\ndefaults: {vcov: HC1}\n${lines}`;
}

export function parse(text: string) {
  return parseStudy({ file: 'study.yaml', text }, toyCatalog, validators);
}

/** Parse and check together; the table is the toy's unless another is given. */
export function compile(
  text: string,
  table: TableSchema | DataFailure | null = toyTable,
): {
  readonly study: CheckResult['study'];
  readonly diagnostics: readonly Diagnostic[];
  readonly source: string;
} {
  const parsed = parse(text);
  const checked = parsed.study
    ? check(parsed.study, new Map(table ? [['data', table]] : []), toyCatalog)
    : { study: null, diagnostics: [] };
  return {
    study: checked.study,
    diagnostics: [...parsed.diagnostics, ...checked.diagnostics],
    source: parsed.study?.source.text ?? text,
  };
}

/** Code and the piece of the source that it points at. */
export function pointed(text: string): readonly (readonly [string, string])[] {
  const { diagnostics, source } = compile(text);
  return diagnostics.map(({ code, span }) => [code, source.slice(span.start, span.end)] as const);
}
