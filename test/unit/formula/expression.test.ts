import { describe, expect, it } from 'vitest';
import { StudyGrammar } from '../../../compiler/formula/grammar.ts';
import { namesIn, referencesIn } from '../../../compiler/formula/names.ts';
import { parseExpression } from '../../../compiler/formula/parse.ts';
import { printExpression } from '../../../compiler/plan/print.ts';
import type { Expression } from '../../../compiler/plan/expression.ts';
import { alone, expressionOf, shape } from './reading.ts';

/** Every operation in brackets of its own: what binds to what, independent of the printer. */
function grouped(tree: Expression): string {
  switch (tree.kind) {
    case 'unary':
      return `[${tree.operator} ${grouped(tree.operand)}]`;
    case 'binary':
      return `[${grouped(tree.left)} ${tree.operator} ${grouped(tree.right)}]`;
    case 'interval':
      return `[${grouped(tree.operand)} in ${grouped(tree.low)}..${grouped(tree.high)}]`;
    case 'membership':
      return `[${grouped(tree.operand)} in ${JSON.stringify(tree.values)}]`;
    case 'call': {
      const named = Object.entries(tree.named).map(([name, value]) => `${name}=${grouped(value)}`);
      return `${tree.function}<${[...tree.arguments.map(grouped), ...named].join(' ')}>`;
    }
    case 'number':
      return String(tree.value);
    case 'text':
      return JSON.stringify(tree.value);
    case 'missing':
      return 'missing';
    case 'name':
      return tree.name;
    case 'reference':
      return `ref(${tree.parts.join(' . ')}${tree.group ? ` @${tree.group.after} ${tree.group.name}` : ''})`;
  }
}

/** text, what binds to what, canonical print (null: as written). */
const table: readonly (readonly [string, string, string | null])[] = [
  ['1', '1', null],
  ['.5', '0.5', '0.5'],
  ['1e-3', '0.001', '0.001'],
  ['1.', '1', '1'],
  ['1E21', '1e+21', '1e+21'],
  ["'it''s'", '"it\'s"', null],
  ["''", '""', null],
  ['missing', 'missing', null],
  ['x', 'x', null],
  ['技术', '技术', null],
  ['Größe_2', 'Größe_2', null],
  ['`my column`', 'my column', null],
  ['`x`', 'x', 'x'],
  ['`in`', 'in', null],
  ['`a``b`', 'a`b', null],
  ['`2015`', '2015', null],
  ['a + b * c', '[a + [b * c]]', null],
  ['a*b+c', '[[a * b] + c]', 'a * b + c'],
  ['a - b - c', '[[a - b] - c]', null],
  ['a - (b - c)', '[a - [b - c]]', null],
  ['a / b / c', '[[a / b] / c]', 'a/b/c'],
  ['a / (b * c)', '[a / [b * c]]', 'a/(b * c)'],
  ['(a + b) * c', '[[a + b] * c]', null],
  ['((a))', 'a', 'a'],
  ['a^b^c', '[a ^ [b ^ c]]', null],
  ['(a^b)^c', '[[a ^ b] ^ c]', null],
  ['-a^2', '[- [a ^ 2]]', null],
  ['(-a)^2', '[[- a] ^ 2]', null],
  ['2^-1', '[2 ^ [- 1]]', null],
  ['2^-a^b', '[2 ^ [- [a ^ b]]]', null],
  ['2^-a*b', '[[2 ^ [- a]] * b]', '2^-a * b'],
  ['-a * b', '[[- a] * b]', null],
  ['-a + b', '[[- a] + b]', null],
  ['a - -b', '[a - [- b]]', null],
  ['--a', '[- [- a]]', null],
  ['+a', '[+ a]', null],
  ['a * -b', '[a * [- b]]', null],
  ['-(a + b)', '[- [a + b]]', null],
  ['x < 1', '[x < 1]', null],
  ['a + 1 <= b * 2', '[[a + 1] <= [b * 2]]', null],
  ['not a', '[not a]', null],
  ['not a == b', '[not [a == b]]', null],
  ['(not a) == b', '[[not a] == b]', null],
  ['not not a', '[not [not a]]', null],
  ['not a and b', '[[not a] and b]', null],
  ['not (a and b)', '[not [a and b]]', null],
  ['a or b and c', '[a or [b and c]]', null],
  ['(a or b) and c', '[[a or b] and c]', null],
  ['a and b or c and d', '[[a and b] or [c and d]]', null],
  ['a < b and b < c', '[[a < b] and [b < c]]', null],
  ['not x in [1, 2]', '[not [x in 1..2]]', null],
  ['year in [2016, 2019]', '[year in 2016..2019]', null],
  ['x + 1 in [low - 1, high]', '[[x + 1] in [low - 1]..high]', null],
  ['(a in [0, 1]) == b', '[[a in 0..1] == b]', null],
  ["city in {a, 'b c', `d e`}", '[city in ["a","b c","d e"]]', "city in {'a', 'b c', 'd e'}"],
  ['x in {1, -2, .5}', '[x in [1,-2,0.5]]', 'x in {1, -2, 0.5}'],
  ['x in {-0}', '[x in [0]]', 'x in {0}'],
  ["x in {a} and y == 'a'", '[[x in ["a"]] and [y == "a"]]', "x in {'a'} and y == 'a'"],
  ['log(x + 1)', 'log<[x + 1]>', null],
  ['lag(x, k=2)', 'lag<x k=2>', null],
  ['lag(k = 2, x)', 'lag<x k=2>', 'lag(x, k=2)'],
  ['mean(x, by=city) - mean(x)', '[mean<x by=city> - mean<x>]', null],
  ['if(x > 0, log(x), missing)', 'if<[x > 0] log<x> missing>', null],
  ['f()', 'f<>', null],
  ['I(x^2)', 'I<[x ^ 2]>', null],
  ['  a\n + b ', '[a + b]', 'a + b'],
  ['a　+\u00a0b', '[a + b]', 'a + b'],
];

/** The same over results: references of claims. */
const references: readonly (readonly [string, string, string | null])[] = [
  ['baseline', 'baseline', null],
  ['baseline.4.TIN.estimate > 0', '[ref(baseline . 4 . TIN . estimate) > 0]', null],
  ["mediation.verdict == 'partial'", '[ref(mediation . verdict) == "partial"]', null],
  ['by_period.AGG@forming.TIN.p', 'ref(by_period . AGG . TIN . p @2 forming)', null],
  ['by_industry@equipment', 'ref(by_industry @1 equipment)', null],
  ['by_year@2015.n', 'ref(by_year . n @1 2015)', null],
  ['baseline.4.`TIN:POS`.p', 'ref(baseline . 4 . TIN:POS . p)', null],
  ['`6.4`.TIN > `6.2`.TIN', '[ref(6.4 . TIN) > ref(6.2 . TIN)]', null],
  ['baseline.1.sample.missing.AGG', 'ref(baseline . 1 . sample . missing . AGG)', null],
  ['baseline.`1`.n', 'ref(baseline . 1 . n)', 'baseline.1.n'],
  ['abs(a.b - c.d) < 0.5e-3', '[abs<[ref(a . b) - ref(c . d)]> < 0.0005]', 'abs(a.b - c.d) < 0.0005'],
  ['x@`a b`.n', 'ref(x . n @1 a b)', null],
  ['a.1-b.2', '[ref(a . 1) - ref(b . 2)]', 'a.1 - b.2'],
];

describe('expressions', () => {
  it.each(table)('%s', (text, structure, printed) => {
    const tree = expressionOf(text);
    expect(grouped(tree)).toBe(structure);
    expect(printExpression(tree)).toBe(printed ?? text);
    expect(shape(expressionOf(printExpression(tree)))).toBe(shape(tree));
  });
});

describe('expressions over results', () => {
  it.each(references)('%s', (text, structure, printed) => {
    const tree = expressionOf(text, 'results');
    expect(grouped(tree)).toBe(structure);
    expect(printExpression(tree)).toBe(printed ?? text);
    expect(shape(expressionOf(printExpression(tree), 'results'))).toBe(shape(tree));
  });
});

describe('places', () => {
  it('gives every node its span in the file', () => {
    const text = 'lag(POS, k=2) + `my col` * 3';
    const input = {
      text,
      span: { file: 's.yaml', start: 100, end: 100 + text.length },
      offsets: 'direct',
    } as const;
    const parsed = parseExpression(input, 'columns');
    if (!parsed.ok) throw new Error('refused');
    const spans = namesIn(parsed.value).map((name) => [name.name, name.span?.start, name.span?.end]);
    expect(spans).toEqual([
      ['POS', 104, 107],
      ['my col', 116, 124],
    ]);
    expect(parsed.value.span).toEqual({ file: 's.yaml', start: 100, end: 100 + text.length });
  });

  it('lists references and analyses of a claim in written order', () => {
    const found = referencesIn(expressionOf('a.1.n > 3 and abs(b) < c@g.p', 'results'));
    expect(found.map((one) => printExpression(one))).toEqual(['a.1.n', 'b', 'c@g.p']);
  });

  it('freezes what it returns', () => {
    const tree = expressionOf('f(x, k=1) + 2');
    expect(Object.isFrozen(tree)).toBe(true);
    if (tree.kind !== 'binary' || tree.left.kind !== 'call') throw new Error('not the tree expected');
    expect(Object.isFrozen(tree.left.named)).toBe(true);
  });

  it('takes argument names that objects have of their own', () => {
    const tree = expressionOf('f(x, __proto__=1, constructor=2)');
    expect(printExpression(tree)).toBe('f(x, __proto__=1, constructor=2)');
  });
});

describe('size', () => {
  it.each([
    ['brackets', `${'('.repeat(200)}x${')'.repeat(200)}`],
    ['calls', `${'f('.repeat(200)}x${')'.repeat(200)}`],
    ['a long sum', Array.from({ length: 1000 }, (_, i) => `x${i}`).join(' + ')],
  ])('reads and prints %s up to the limit', (_, text) => {
    const tree = expressionOf(text);
    expect(shape(expressionOf(printExpression(tree)))).toBe(shape(tree));
  });

  it.each([
    ['brackets', `${'('.repeat(10_000)}x${')'.repeat(10_000)}`, 200],
    ['open brackets', '('.repeat(10_000), 200],
    ['calls', `${'f('.repeat(10_000)}x${')'.repeat(10_000)}`, 402 - 1],
    ['signs', `${'-'.repeat(10_000)}x`, 0],
    ['powers', `x${'^x'.repeat(10_000)}`, 0],
    ['conditions', `${'not '.repeat(10_000)}x`, 0],
    ['a long sum', `x${' + x'.repeat(10_000)}`, 0],
  ])('refuses %s beyond it', (_, text, start) => {
    const parsed = parseExpression(alone(text), 'columns');
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.diagnostics.map((one) => [one.code, one.span.start])).toEqual([['too-deep', start]]);
  });
});

it('has a grammar that chevrotain finds nothing wrong with', () => {
  expect(() => new StudyGrammar(false)).not.toThrow();
});
