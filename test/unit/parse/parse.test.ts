import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReference } from '../../../compiler/parse/reference.ts';
import { sourceNeeds } from '../../../compiler/check/data.ts';
import { printFormula } from '../../../compiler/plan/print.ts';
import { compile, parse, pointed, toyStudy, toyTable } from './study.ts';

/** Diagnostics, references and formulas are compared exactly: no tolerance. */

const whole = readFileSync(new URL('whole-study.yaml', import.meta.url), 'utf8');
const columns =
  'm_city g_city m_nation g_nation kw_ai kw_cloud kw_bigdata kw_iot ai_mentions population employees fai fai_prev vht rd year';
const panel = {
  rows: 308,
  columns: [
    { name: 'city', type: 'text' as const, levels: null },
    { name: 'industry', type: 'text' as const, levels: ['advanced', 'equipment', 'new-industrialisation'] },
    { name: 'unused', type: 'text' as const, levels: null },
    ...columns.split(' ').map((name) => ({ name, type: 'number' as const, levels: null })),
  ],
};

describe('the study of the contract', () => {
  const { study, diagnostics } = compile(whole, panel);

  test('has no mistake', () => {
    expect(diagnostics).toEqual([]);
    expect(study).not.toBeNull();
  });

  test('has these models', () => {
    const refs = [...study!.models.values()].flat().map((model) => model.ref);
    expect(refs).toEqual([
      ...['baseline.1', 'baseline.2', 'baseline.3', 'baseline.4'],
      ...['mediation.total', 'mediation.mediator', 'mediation.direct'],
      ...['nascent', 'developing', 'forming'].flatMap((group) => [
        `by_period.AI@${group}`,
        `by_period.AGG@${group}`,
      ]),
      ...['equipment', 'advanced', '`new-industrialisation`'].flatMap((group) => [
        `by_industry.AI@${group}`,
        `by_industry.AGG@${group}`,
      ]),
      ...['replaced.control', 'replaced.treatment'],
    ]);
    const [, , , full] = study!.models.get('baseline')!;
    expect(printFormula(full!.formula)).toBe('AGG ~ TIN + POS + NUE + GRA');
    const [control, treatment] = study!.models.get('replaced')!;
    expect(printFormula(control!.formula)).toBe('AGG ~ TIN + POS + NUE + VHT');
    expect(printFormula(treatment!.formula)).toBe('AGG ~ RD + POS + NUE + GRA');
    expect(printFormula(study!.models.get('mediation')![2]!.formula)).toBe(
      'AGG ~ TIN + AI + POS + NUE + GRA',
    );
  });

  test('reads the columns that it uses, and no other', () => {
    expect(study!.used).toEqual(['city', 'industry', ...columns.split(' ')]);
    expect(study!.columns.map((column) => column.name)).toContain('TIN');
  });

  test('is frozen', () => {
    expect(Object.isFrozen(study!.spec.analyses[0])).toBe(true);
    expect(Object.isFrozen(study!.spec.tables[0]!.panels[0]!.of)).toBe(true);
  });

  test('keeps the order of entries, also of those that look like numbers', () => {
    const { study: other } = parse(toyStudy('prepare:\n  - derive: {b: x, "2": y, a: z, "1": x}\n'));
    const [step] = other!.prepare;
    const names = step!.options.kind === 'map' ? step!.options.entries.map((entry) => entry.key.value) : [];
    expect(names).toEqual(['b', '2', 'a', '1']);
  });
});

describe('what the data say', () => {
  const study = toyStudy('analyses:\n  a: {regress: y ~ x + nothing}\n');
  const failure = { kind: 'failure' as const, message: 'row 3 (line 4) has 5 cells', hint: null };

  test('a missing file is one message at its place, and names are not judged then', () => {
    const { study: checked, diagnostics, source } = compile(study, { ...failure, code: 'file-not-found' });
    expect(checked).toBeNull();
    expect(diagnostics.map((one) => [one.code, source.slice(one.span.start, one.span.end)])).toEqual([
      ['missing-file', 'toy.csv'],
    ]);
  });

  test('an unreadable file says why', () => {
    const { diagnostics } = compile(study, { ...failure, code: 'csv-ragged' });
    expect(diagnostics.map((one) => [one.code, one.message])).toEqual([['unreadable-data', failure.message]]);
  });

  test('without data the rules that need them are left out', () => {
    expect(compile(study, null).diagnostics).toEqual([]);
    expect(compile(study, null).study).toBeNull();
    expect(compile(study, toyTable).diagnostics.map((one) => one.code)).toEqual(['unknown-name']);
  });

  test('are asked for by path, format and options; not where the path leaves the folder', () => {
    const need = (data: string) => sourceNeeds(parse(`study: s\ndata: ${data}\n`).study!, false);
    expect(need('{file: "data\\\\toy one.TSV", na: ["", 0], encoding: gbk}')).toMatchObject([
      { file: 'data/toy one.TSV', format: 'tsv', options: { na: ['', '0'], encoding: 'gbk' } },
    ]);
    expect(need('{file: ../toy.csv}')).toEqual([]);
    expect(need('{file: "\\\\\\\\server\\\\toy.csv"}')).toEqual([]);
  });
});

describe('limits', () => {
  test('a file of more than 10 MB', () => {
    expect(pointed(`study: toy\ntitle: ${'x'.repeat(11 * 1024 * 1024)}`)).toMatchObject([['too-large', 's']]);
  });

  test.each([
    ['flow', `study: toy\nx: ${'['.repeat(150)}${']'.repeat(150)}\n`],
    ['very deep flow', `study: toy\nx: ${'['.repeat(100_000)}\n`],
    ['block', `study: toy\nx:\n  ${'- '.repeat(5000)}a\n`],
  ])('nesting, %s', (_kind, text) => {
    expect(compile(text).diagnostics.map((one) => one.code)).toEqual(['too-nested']);
  });

  test('an empty file', () => {
    expect(pointed('')).toEqual([['not-a-study', '']]);
    expect(pointed('# nothing\n').map(([code]) => code)).toEqual(['not-a-study']);
  });
});

test.each([
  ['baseline.4', ['baseline', '4'], null],
  ['by_period.AGG@forming', ['by_period', 'AGG'], 'forming'],
  ['a.2@`new town`', ['a', '2'], 'new town'],
  ['`my a`.`b.c`.1', ['my a', 'b.c', '1'], null],
  ['a@2015', ['a'], '2015'],
  ['集聚.模型', ['集聚', '模型'], null],
])('the reference %s', (text, parts, group) => {
  expect(parseReference(text)).toEqual({ text, parts, group });
});

test.each(['', 'a.', '.a', 'a..b', 'a@', 'a@b@c', 'a@b.c', 'a b', 'a-b', '`a', 'a.4x', 'a.`b`c'])(
  'no reference: %s',
  (text) => {
    expect(parseReference(text)).toBeNull();
  },
);

test('no text makes the compiler throw, and every place lies in the text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ', ',
      '"',
      "'",
      '#',
      '&x ',
      '*x',
      '!t ',
      '|',
      '>',
      '~',
      '`',
      '%',
    ],
    ...[
      'regress: ',
      'y ~ x',
      'analyses:',
      'split: ',
      'vary: ',
      'where: ',
      'tables:',
      'of: ',
      'a.1',
      '人口',
      '\t',
      '\r\n',
      '1',
    ],
    ...[
      'prepare:\n  - ',
      'derive: ',
      'filter: ',
      'sets: ',
      'placebo: ',
      'mediate: ',
      'claims: ',
      'holds: ',
      '<<: ',
      'null',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const { diagnostics, source } = compile(toyStudy(pieces.join('')));
      return diagnostics.every(
        ({ span }) => span.start >= 0 && span.start <= span.end && span.end <= source.length,
      );
    }),
    { numRuns: 1500, seed: 2 },
  );
});
