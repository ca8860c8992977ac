/** What the suite's small catalog cannot say of warnings, and what the checked study knows of missing cells. */
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { check } from '../../../compiler/check/check.ts';
import { parseStudy } from '../../../compiler/parse/parse.ts';
import { completeCatalog } from '../../suite/complete-catalog.ts';
import { tables } from '../../suite/tables.ts';

const validators = compileValidators(completeCatalog);
const head =
  'study: toy\nseed: 1\ndata: {file: toy.csv, panel: {unit: city, time: year}}\ndefaults: {vcov: HC1}\n';

function checked(...lines: readonly string[]) {
  const text = `${head}${lines.join('\n')}\n`;
  const parsed = parseStudy({ file: 'study.yaml', text }, completeCatalog, validators);
  if (!parsed.study) throw new Error(parsed.diagnostics[0]?.message);
  const result = check(parsed.study, new Map([['data', tables['survey']!]]), completeCatalog);
  const { study, diagnostics } = result;
  return {
    study,
    found: diagnostics.map((one) => `${one.code} ${text.slice(one.span.start, one.span.end)}`),
  };
}

describe('clusters of several columns', () => {
  it.each([
    ['{cluster: [city, year]}', ['few-clusters year']],
    ['{cluster: region^treated}', ['few-clusters region^treated']],
    ['{cluster: city^year}', []],
    ['{cluster: [city, region^year]}', ['few-clusters region^year']],
    // 4 regions × 6 years × 2 are more than enough.
    ['{cluster: region^year^treated}', []],
    // Made for few clusters.
    ['{wild: {cluster: region, draws: 999}}', []],
  ])('%s', (vcov, expected) => {
    expect(checked('analyses:', `  a: {regress: y ~ x, vcov: ${vcov}}`).found).toEqual(expected);
  });
});

describe('what is better for few clusters', () => {
  const hint = (settings: string): string => {
    const text = `${head}analyses:\n  a: {regress: y ~ x, vcov: {cluster: region}${settings}}\n`;
    const { study } = parseStudy({ file: 'study.yaml', text }, catalog, compileValidators(catalog));
    const { diagnostics } = check(study!, new Map([['data', tables['survey']!]]), catalog);
    return diagnostics.find((one) => one.code === 'few-clusters')!.hint!;
  };

  it('is named where the model can have it', () => {
    expect(hint('')).toMatch(/\{wild: .* or \{cr2: region\}/);
    expect(hint(', weights: few')).toMatch(/\{wild: (?!.*cr2)/);
    expect(hint(', estimator: random')).not.toMatch(/wild|cr2/);
  });
});

describe('columns of a checked study', () => {
  it('know whether cells of theirs are missing, step by step', () => {
    const { study, found } = checked(
      'prepare:',
      '  - derive: {before: lag(x), logged: log(x), quotient: x / rate, whole: "coalesce(few, 0)", same: some}',
      '  - interpolate: {columns: [some], method: linear}',
      '  - rename: {few: fewer}',
      'analyses:',
      '  a: {regress: y ~ x}',
    );
    expect(found).toEqual([]);
    const missing = new Map(study?.columns.map((column) => [column.name, column.missing]));
    expect(Object.fromEntries(missing)).toMatchObject({
      x: 'none',
      before: 'certain',
      logged: 'none',
      quotient: 'possible',
      whole: 'none',
      same: 'certain',
      some: 'possible',
      fewer: 'certain',
      none: 'certain',
    });
    expect(missing.has('few')).toBe(false);
  });

  it('lose it where the rows that lack it are dropped', () => {
    const { study } = checked(
      'prepare:',
      '  - filter: some >= 0',
      '  - filter: few > 1 and not is_missing(income)',
      'analyses:',
      '  a: {regress: y ~ x}',
    );
    const missing = new Map(study?.columns.map((column) => [column.name, column.missing]));
    expect(Object.fromEntries(missing)).toMatchObject({
      some: 'none',
      few: 'none',
      income: 'none',
      none: 'possible',
    });
  });
});
