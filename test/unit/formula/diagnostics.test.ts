import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../compiler/formula/located.ts';
import { parseExpression, parseFormula, parseTerm } from '../../../compiler/formula/parse.ts';
import { messages } from '../../../compiler/plan/messages.ts';
import { alone } from './reading.ts';

/** `code columns what-to-write`, columns from 1, the last one included; `9-8` is the empty place before column 9. */
function messagesOf(parsed: Parsed<unknown>): readonly string[] {
  if (parsed.ok) return [];
  return parsed.diagnostics.map((one) => `${one.code} ${one.span.start + 1}-${one.span.end}`);
}

const expressions: readonly (readonly [string, ...string[]])[] = [
  ['', 'expression-syntax 1-0'],
  ['   ', 'expression-syntax 1-0'],
  ['a +', 'expression-syntax 4-3'],
  ['a +   ', 'expression-syntax 4-3'],
  ['a b', 'expression-syntax 3-3'],
  ['* a', 'expression-syntax 1-1'],
  ['a * / b', 'expression-syntax 5-5'],
  ['(a + b', 'expression-syntax 7-6'],
  ['a + b)', 'expression-syntax 6-6'],
  ['log(x', 'expression-syntax 6-5'],
  ['log(x,)', 'expression-syntax 7-7'],
  ['log(x y)', 'expression-syntax 7-7'],
  ['()', 'expression-syntax 2-2'],
  ['x in', 'expression-syntax 5-4'],
  ['x in (1, 2)', 'expression-syntax 6-6'],
  ['x in [1]', 'expression-syntax 8-8'],
  ['x in [1, 2, 3]', 'expression-syntax 11-11'],
  ['x in {}', 'expression-syntax 7-7'],
  ['x in {a, 1 + 2}', 'expression-syntax 12-12'],
  ['x in {missing}', 'expression-syntax 7-13'],
  ["'a' 'b'", 'expression-syntax 5-7'],
  ['a , b', 'expression-syntax 3-3'],
  ['and b', 'expression-syntax 1-3'],
  ['a < b < c', 'chained-comparison 7-7'],
  ['a == b in {c}', 'chained-comparison 8-9'],
  ['a + not b', 'misplaced-not 5-7'],
  ['x not in {a}', 'misplaced-not 3-8'],
  ['x AND y', 'foreign-operator 3-5'],
  ['x = 1', 'foreign-operator 3-3'],
  ['log(x + 1 = 2)', 'foreign-operator 11-11'],
  ['(k=1)', 'foreign-operator 3-3'],
  ['a && b || !c', 'foreign-operator 3-4', 'foreign-operator 8-9', 'foreign-operator 11-11'],
  ['a | b & c', 'foreign-operator 3-3', 'foreign-operator 7-7'],
  ['x ** 2', 'foreign-operator 3-4'],
  ['a <> b', 'foreign-operator 3-4'],
  ['a === b', 'foreign-operator 3-5'],
  ['x %in% y', 'foreign-operator 3-6'],
  ['log（x）', 'full-width 4-4', 'full-width 6-6'],
  ['a，b', 'full-width 2-2'],
  ['x ≥ １', 'full-width 3-3', 'full-width 5-5'],
  ['x − 1', 'full-width 3-3'],
  ['city == "A"', 'double-quotes 9-11'],
  ['city == “A”', 'double-quotes 9-11'],
  ["city == 'A", 'unclosed-quote 9-10'],
  ['a + `b', 'unclosed-quote 5-6'],
  ['a + ``', 'empty-name 5-6'],
  ['a$b', 'unknown-sign 2-2'],
  ['a ? b ; c', 'unknown-sign 3-3', 'unknown-sign 7-7'],
  ['a😀', 'unknown-sign 2-3'],
  ['my.var + 1', 'dotted-name 1-6'],
  ['x@g', 'dotted-name 1-3'],
  ['2015q1', 'digit-name 1-6'],
  ['2x + 3y', 'digit-name 1-2', 'digit-name 6-7'],
  ['ln(x)', 'stata-form 1-2'],
  ['L.x + L2.gdp', 'stata-form 1-3', 'stata-form 7-12'],
  ['i.city', 'stata-form 1-6'],
  ['a#b', 'stata-form 1-3'],
  ['a # 2', 'stata-form 3-3'],
  ['1e400', 'number-range 1-5'],
  ['9007199254740993', 'number-range 1-16'],
  ['a ~ b', 'formula-sign 3-3'],
  ['l(x, 1:3)', 'formula-sign 7-7'],
  ['f[x]', 'formula-sign 1-4'],
  ['sw(a, b)', 'family-place 1-2'],
  ['lag(x, k=1, k=2)', 'duplicate-argument 13-13'],
  ['a:b + c < d < e', 'chained-comparison 13-13'],
];

const results: readonly (readonly [string, ...string[]])[] = [
  ['a@g.b@h > 0', 'reference-groups 1-7'],
  ['6.4.TIN > 0', 'digit-name 1-7'],
  ['a. > 0', 'unknown-sign 2-2'],
  ['a.b(1)', 'dotted-name 1-3'],
  ['a.`` > 0', 'empty-name 1-4'],
  ['f(a.b=1)', 'argument-form 3-5'],
  ['a.TIN.p < 0.05 and a.n = 3', 'foreign-operator 24-24'],
];

const formulas: readonly (readonly [string, ...string[]])[] = [
  ['', 'formula-syntax 1-0'],
  ['AGG', 'formula-syntax 4-3'],
  ['AGG ~', 'formula-syntax 6-5'],
  ['~ TIN', 'formula-syntax 1-1'],
  ['AGG ~ TIN + + POS'],
  ['AGG ~ TIN + * POS', 'formula-syntax 13-13'],
  ['AGG ~ TIN POS', 'formula-syntax 11-13'],
  ['AGG ~ TIN ~ POS', 'formula-syntax 11-11'],
  ['AGG ~ TIN |', 'formula-syntax 12-11'],
  ['AGG ~ TIN | city, year', 'formula-syntax 17-17'],
  ['AGG ~ TIN + csw0(POS, NUE', 'formula-syntax 26-25'],
  ['AGG = TIN + POS', 'foreign-operator 5-5'],
  ['AGG ~ I(x = 2)'],
  ['AGG ~ I(x + 1 = 2)', 'foreign-operator 15-15'],
  ['AGG ~ x || city', 'foreign-operator 9-10'],
  ['AGG ~ I(x | z)', 'foreign-operator 11-11'],
  ['AGG ~ x^2', 'square-of-name 7-9'],
  ['AGG ~ z + log(x)^2', 'square-of-name 11-18'],
  ['AGG ~ (log(x))^2', 'square-of-name 7-16'],
  ['AGG ~ (a + b)^c', 'term-form 15-15'],
  ['AGG ~ (a + b)^1', 'term-form 15-15'],
  ['AGG ~ (a + b)^1.5', 'term-form 15-17'],
  ['AGG ~ x + 2', 'term-form 11-11'],
  ["AGG ~ 'x'", 'term-form 7-9'],
  ['AGG ~ missing', 'term-form 7-13'],
  ['AGG ~ x / z', 'term-form 7-11'],
  ['AGG ~ x > 1', 'term-form 7-11'],
  ['AGG ~ x + z in {a}', 'term-form 7-18'],
  ['AGG ~ not x', 'term-form 7-11'],
  ['AGG ~ x:1', 'term-form 9-9'],
  ['AGG ~ x - (1 + z)', 'term-form 12-12'],
  ['AGG ~ -a:b', 'term-form 7-8'],
  ['AGG ~ f[x]', 'term-form 7-10'],
  ['AGG ~ c(a, b)', 'term-form 7-13'],
  ['AGG ~ i.x + c.x#c.z', 'stata-form 7-9', 'stata-form 13-19'],
  ['AGG ~ x##z', 'stata-form 7-10'],
  ['AGG ~ ln(x)', 'stata-form 7-8'],
  ['AGG ～ TIN', 'full-width 5-5'],
  ['AGG ~ TIN ＋ POS', 'full-width 11-11'],
  ['集聚 ~ 技术，控制', 'full-width 8-8'],
  ['AGG ~ my.var', 'dotted-name 7-12'],
  ['AGG ~ log(l(x, 1:2))', 'shift-range 16-18'],
  ['AGG ~ l() + f(x, y) + d(x, 1, 2)', 'shift-form 7-9', 'shift-distance 18-18', 'shift-form 31-31'],
  ['AGG ~ l(x, k=2) + l(x, 1.5)', 'shift-form 12-12', 'shift-distance 24-26'],
  ['AGG ~ l(x, 1:99999)', 'too-many-terms 12-18'],
  ['AGG ~ l(x, 1:9007199254740993)', 'number-range 14-29'],
  ['AGG ~ i(log(x)) + i()', 'coding-form 9-14', 'coding-form 19-21'],
  ["AGG ~ i(t, 1) + i(t, 'a') + i(t, x, z)", 'coding-form 12-12', 'coding-form 22-24', 'coding-form 37-37'],
  ['AGG ~ i(t, ref=a) + i(t, ref=c(1, 2))', 'coding-form 16-16', 'coding-form 30-36'],
  ['AGG ~ i(t, keep=1) + i(t, ref=1, ref=2)', 'argument-name 12-15', 'duplicate-argument 34-36'],
  ['AGG ~ log(i(t)) + I(factor(t))', 'coding-place 11-14', 'coding-place 21-29'],
  ['factor(t) ~ x', 'coding-place 1-9'],
  ['AGG ~ x | city | TIN ~ sw(z, w)', 'family-place 24-25'],
  ['AGG ~ x | TIN ~ 0 + z', 'term-form 17-17'],
  ['AGG ~ x | city[log(x)]', 'fixed-form 16-21'],
  ['AGG ~ x | city[x]^year', 'fixed-form 11-17'],
  ['AGG ~ x | city[[x]]', 'fixed-form 15-16'],
  ['AGG ~ L(1/3).x + F(0 2).x + d.x', 'stata-form 7-14', 'stata-form 18-25', 'stata-form 29-31'],
  ['AGG ~ x | a | b', 'formula-syntax 13-13'],
  ['AGG ~ x | a | b | c ~ d', 'formula-syntax 13-13'],
  ['AGG ~ x | a | b ~ c | d', 'formula-syntax 21-21'],
  ['AGG ~ x | a - b', 'fixed-form 11-15'],
  ['AGG ~ x | 0', 'fixed-form 11-11'],
  ['AGG ~ x | factor(city) + a:b', 'fixed-form 11-22', 'fixed-form 26-28'],
  ['AGG ~ x | csw0(a, b)', 'fixed-form 11-20'],
  ['AGG ~ x + sw()', 'family-form 11-14'],
  ['AGG ~ sw(a, k=b)', 'family-form 7-16'],
  ['AGG ~ log(sw(a, b))', 'family-place 11-12'],
  ['sw(a, b) ~ x', 'family-place 1-2'],
  ['c() ~ x', 'outcome-form 1-3'],
  ['c(y, k=z) ~ x', 'outcome-form 1-9'],
  ['c(c(y)) ~ x', 'outcome-form 3-6'],
  ['1 ~ x', 'outcome-form 1-1'],
  ["'y' ~ x", 'outcome-form 1-3'],
  ['AGG ~ I(a:b)', 'formula-sign 10-10'],
  ['AGG ~ x^2 + z^3 | 1', 'square-of-name 7-9', 'square-of-name 13-15', 'fixed-form 19-19'],
];

describe('mistakes in expressions', () => {
  it.each(expressions)('%s', (text, ...expected) => {
    expect(messagesOf(parseExpression(alone(text), 'columns'))).toEqual(expected);
  });
});

describe('mistakes in claims', () => {
  it.each(results)('%s', (text, ...expected) => {
    expect(messagesOf(parseExpression(alone(text), 'results'))).toEqual(expected);
  });
});

describe('mistakes in formulas', () => {
  it.each(formulas)('%s', (text, ...expected) => {
    expect(messagesOf(parseFormula(alone(text)))).toEqual(expected);
  });
});

describe('mistakes in terms', () => {
  it.each([
    ['0', 'term-form 1-1'],
    ['csw(a, b)', 'family-place 1-3'],
    ['a ~ b', 'formula-syntax 3-3'],
    ['', 'formula-syntax 1-0'],
  ])('%s', (text, ...expected) => {
    expect(messagesOf(parseTerm(alone(text)))).toEqual(expected);
  });
});

/** What to write instead, as the hint says it. */
describe('hints', () => {
  const hintOf = (parsed: Parsed<unknown>): string =>
    parsed.ok ? 'accepted' : (parsed.diagnostics[0]!.hint ?? '');

  it.each([
    ['x^2', 'write I(x^2)'],
    ['i.x', 'write i(x)'],
    ['ib2.x', 'write i(x, ref=2)'],
    ['c.x', 'write x;'],
    ['L.x', 'write l(x)'],
    ['L(1/3).x', 'write l(x, 1:3)'],
    ['F(0 2).x', 'write x + f(x, 2)'],
    ['D(1/2).x', 'write d(x) + d(d(x))'],
    ['S(1/2).x', 'write d(x, 1:2)'],
    ['L2.x', 'write l(x, 2)'],
    ['F.x', 'write f(x)'],
    ['D.x', 'write d(x)'],
    ['D2.x', 'write d(d(x))'],
    ['S4.x', 'write d(x, 4)'],
    ['c.x#i.z', 'write x:factor(z)'],
    ['a##b', 'write a*b'],
    ['c.x#c.x', 'write I(x^2)'],
    ['ln(x)', 'write log()'],
    ['a ＋ b', 'write +'],
    ['a，b', 'write ,'],
    ['a && b', 'write and'],
    ['a || b', 'write |'],
    ['I(a || b)', 'write or'],
    ['I(!a)', 'write not'],
    ['I(a == "it\'s")', "write 'it''s'"],
    ['2015q1', '`2015q1`'],
    ['my.var', '`my.var`'],
    ['i(x, 2)', 'ref=2'],
    ['i(x, ref=a)', "ref='a'"],
    ['l(x, k=2)', 'l(x, 2)'],
  ])('y ~ %s: %s', (text, hint) => {
    expect(hintOf(parseFormula(alone(`y ~ ${text}`)))).toContain(hint);
  });

  it('says what was found and what may stand there, in plain words', () => {
    const parsed = parseFormula(alone('AGG ~ TIN POS'));
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.diagnostics[0]!.message).toBe(
      'POS cannot stand here after TIN: expected +, -, :, *, | or the end',
    );
  });

  it('names no token and no rule of the parser, and has a hint', () => {
    const rejected = [
      ...expressions.map(([text]) => parseExpression(alone(text), 'columns')),
      ...formulas.map(([text]) => parseFormula(alone(text))),
    ];
    for (const parsed of rejected) {
      for (const one of parsed.ok ? [] : parsed.diagnostics) {
        expect(one.message).not.toMatch(/Token|Expecting|-->|Redundant|OpenRound|undefined/);
        if (one.code !== 'not-available') expect(one.hint).toBeTruthy();
        expect(messages[one.code]).toBeDefined();
      }
    }
  });
});

describe('places of values that are not as written', () => {
  it('point at the whole value and show the text with its caret', () => {
    const span = { file: 's.yaml', start: 40, end: 90 };
    const parsed = parseFormula({ text: 'AGG ~ TIN +\n  技术 POS', span, offsets: 'whole' });
    if (parsed.ok) throw new Error('accepted');
    const [only] = parsed.diagnostics;
    expect(only!.span).toEqual(span);
    expect(only!.message.split('\n').slice(1)).toEqual(['      技术 POS', '           ^^^']);
  });

  it('give every node the whole span', () => {
    const span = { file: 's.yaml', start: 7, end: 9 };
    const parsed = parseExpression({ text: 'a + b', span, offsets: 'whole' }, 'columns');
    if (!parsed.ok || parsed.value.kind !== 'binary') throw new Error('refused');
    expect([parsed.value.span, parsed.value.left.span, parsed.value.right.span]).toEqual([span, span, span]);
  });

  it('count from the beginning of the value', () => {
    const parsed = parseExpression(
      { text: 'a b', span: { file: 's', start: 100, end: 103 }, offsets: 'direct' },
      'columns',
    );
    expect(messagesOf(parsed)).toEqual(['expression-syntax 103-103']);
  });
});
