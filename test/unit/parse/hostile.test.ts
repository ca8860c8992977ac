/**
 * Files that nobody writes: each ends in a message, without a crash, and without being read to the end. The bound on the
 * time is wide, since tests share the machine; what it excludes is a cost that grows with the square of the size.
 */
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { check } from '../../../compiler/check/check.ts';
import { compile, parse } from '../../../compiler/index.ts';
import { parseStudy } from '../../../compiler/parse/parse.ts';
import { toyCatalog } from '../../suite/catalog.ts';

const validators = compileValidators(toyCatalog);
const repeated = (count: number, make: (i: number) => string, between = ''): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(between);

/** The first codes, and where the first stands. */
function found(text: string): { codes: readonly string[]; at: number } {
  const parsed = parseStudy({ file: 'study.yaml', text }, toyCatalog, validators);
  const checked = parsed.study ? check(parsed.study, new Map(), toyCatalog).diagnostics : [];
  const all = [...parsed.diagnostics, ...checked].sort((a, b) => a.span.start - b.span.start);
  return { codes: [...new Set(all.map((one) => one.code))], at: all[0]?.span.start ?? -1 };
}

const bomb = repeated(12, (i) => `a${i + 1}: &a${i + 1} [${repeated(10, () => `*a${i}`, ', ')}]`, '\n');
const cell = (text: string): string =>
  `study: x\nreported: {tables: {t: {parentheses: ci, columns: {c: {cells: {x: "${text}"}}}}}}`;

describe('a hostile file', () => {
  it.each<[string, () => string, readonly string[], number]>([
    ['an alias bomb', () => `study: x\na0: &a0 [x, x]\n${bomb}`, ['unknown-key', 'yaml-feature'], 9],
    ['50 MB', () => `study: x\n# ${'x'.repeat(50e6)}`, ['too-large'], 0],
    ['a million keys', () => `study: x\n${repeated(1e6, (i) => `k${i}:`, '\n')}`, ['too-large'], 588883],
    ['a million blank lines', () => `study: x${'\n'.repeat(1e6)}`, ['too-large'], 300001],
    ['10,000 lists in a list', () => `a: ${'['.repeat(10000)}${']'.repeat(10000)}`, ['too-nested'], 102],
    ['a million open lists', () => '['.repeat(1e6), ['too-nested'], 100],
    ['10,000 maps in a map', () => `a: ${'{a: '.repeat(10000)}`, ['too-nested'], 399],
    ['10,000 blocks', () => repeated(4000, (i) => `${' '.repeat(i)}a:`, '\n'), ['too-nested'], 5350],
    ['10,000 dashes on a line', () => `a:\n  ${'- '.repeat(10000)}x`, ['too-nested'], 203],
    ['10,000 question marks', () => `${'? '.repeat(10000)}x`, ['too-nested'], 200],
    [
      'dashes on lines of their own',
      () => repeated(2000, (i) => `${' '.repeat(i)}-`, '\n'),
      ['too-nested'],
      5250,
    ],
    ['a line of 1 MB', () => `study: x\nsets: {S: [${'x, '.repeat(333333)}x]}`, ['too-large'], 225006],
    ['a key of 1 MB', () => `study: x\n${'k'.repeat(1e6)}: y`, ['yaml-syntax'], 9],
    ['a quote that never ends', () => `study: "${'x'.repeat(1e6)}`, ['yaml-syntax'], 1000008],
    [
      'a formula of 1 MB',
      () => `study: x\nanalyses:\n  a: {regress: "y ~ ${'x + '.repeat(250000)}x"}`,
      ['too-long'],
      34,
    ],
    ['20,000 cut calls', () => `study: x\ntitle: [${'f(a, '.repeat(20000)}]`, ['wrong-type'], 16],
    ['a cell of 1 MB', () => cell('1-'.repeat(500000)), ['too-long'], 75],
    [
      '20,000 unknown keys',
      () => `study: x\n${repeated(20000, (i) => `key${i}: 1`, '\n')}`,
      ['unknown-key'],
      9,
    ],
    ['5,000 equal keys', () => `study: x\n${'k: 1\n'.repeat(5000)}`, ['unknown-key', 'duplicate-key'], 9],
    ['100,000 documents', () => '---\n'.repeat(100000), ['yaml-feature'], 4],
    ['100,000 tags', () => `study: x\ntitle: ${'!t '.repeat(100000)}x`, ['yaml-feature'], 46],
    ['nothing', () => '', ['not-a-study'], 0],
    ['blanks', () => ' '.repeat(1e6), ['not-a-study'], 0],
    ['NUL bytes', () => 'study: x\0y', ['control-character'], 8],
    ['a mark within the text', () => 'study: x\n\uFEFFtitle: y', ['control-character'], 9],
    ['carriage returns alone', () => 'study: x\rtitle: y', ['yaml-syntax'], 7],
  ])(
    '%s',
    (_title, make, codes, at) => {
      const text = make();
      const start = performance.now();
      expect(found(text)).toEqual({ codes, at });
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    30_000,
  );

  it('of very many mistakes a thousand are shown, and how many are not', () => {
    const text = `study: x\n${repeated(1200, (i) => `key${i}: 1`, '\n')}`;
    const host = { catalog: toyCatalog, validators };
    const { diagnostics, plan } = compile(
      parse({ file: 'study.yaml', text }, host),
      new Map(),
      '',
      toyCatalog,
    );
    expect(plan).toBeNull();
    expect(diagnostics).toHaveLength(1001);
    expect(diagnostics.slice(0, 1000).every(({ code }) => code === 'unknown-key')).toBe(true);
    expect(diagnostics[1000]).toMatchObject({
      code: 'not-shown',
      message: '200 more messages are not shown',
    });
  });

  it('a byte-order mark and CRLF are ordinary', () => {
    expect(found('\uFEFFstudy: x\r\ntitle: y\r\n').codes).toEqual([]);
    expect(found('\uFEFFstudy: x\r\ntitel: y\r\n')).toEqual({ codes: ['unknown-key'], at: 10 });
  });

  it('deep within a block scalar is not deep, nor are wide lines', () => {
    const note = repeated(300, (i) => `  ${' '.repeat(i)}a:`, '\n');
    expect(found(`study: x\ntitle: |\n${note}\n`).codes).toEqual([]);
    expect(found(`study: x\nauthors:\n${repeated(300, (i) => `  - a${i}`, '\n')}\n`).codes).toEqual([]);
  });
});
