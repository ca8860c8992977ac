import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../compiler/formula/located.ts';
import { parseExpression, parseFormula, parseTerm } from '../../../compiler/formula/parse.ts';
import { printExpression, printFormula } from '../../../compiler/plan/print.ts';
import { printFormulaTree } from '../../../compiler/formula/tree-printer.ts';
import type { FormulaTree, TermTree } from '../../../compiler/formula/tree.ts';
import type { BinaryOperator, Expression, Name } from '../../../compiler/plan/expression.ts';
import { expandFormula } from '../../../compiler/formula/expand.ts';
import { alone, expressionOf, formulaOf, shape, accepted } from './reading.ts';

/** One seed, so that a failure is the same for everybody. */
const runs = { numRuns: 2000, seed: 20241220 };

const words = [
  'x',
  'y2',
  '技术',
  '_a',
  'in',
  'not',
  'and',
  'a b',
  'a.b',
  '2015',
  '`',
  'i',
  'Ａ',
  'ln',
  'k',
  "it's",
  'a@b',
  '~',
];
const nameText = fc.constantFrom(...words);
const name: fc.Arbitrary<Name> = nameText.map((text) => ({ kind: 'name', name: text }));
const number = fc
  .oneof(
    fc.nat({ max: 3000 }),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  )
  .filter((x) => !Number.isInteger(x) || x <= Number.MAX_SAFE_INTEGER || String(x).includes('e'));
const text = fc.string({ unit: 'grapheme', maxLength: 5 });
const binaries: readonly BinaryOperator[] = [
  '+',
  '-',
  '*',
  '/',
  '^',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
];
const callName = fc.constantFrom('log', 'lag', 'if', 'I', 'mean', 'c', 'a b', 'f');
const argumentName = fc.constantFrom('k', 'by', '__proto__', 'a b');

const reference: fc.Arbitrary<Expression> = fc
  .tuple(
    fc.array(fc.oneof(nameText, fc.constantFrom('4', '12')), { minLength: 2, maxLength: 4 }),
    fc.boolean(),
    nameText,
  )
  .map(([parts, grouped, group]) => ({
    kind: 'reference',
    parts,
    ...(grouped ? { group: { name: group, after: 1 + (parts.length % 2) } } : {}),
  }));

/** Any tree that the language can write; `results` has references too. */
function expressions(results: boolean): fc.Arbitrary<Expression> {
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => {
    const inner = tie('tree');
    const leaf = fc.oneof(
      name,
      number.map((value): Expression => ({ kind: 'number', value })),
      text.map((value): Expression => ({ kind: 'text', value })),
      fc.constant<Expression>({ kind: 'missing' }),
      ...(results ? [reference] : []),
    );
    const call = fc
      .tuple(
        callName,
        fc.array(inner, { maxLength: 3 }),
        fc.dictionary(argumentName, inner, { maxKeys: 2, noNullPrototype: true }),
      )
      .map(
        ([called, given, named]): Expression => ({ kind: 'call', function: called, arguments: given, named }),
      );
    const unary = fc
      .tuple(fc.constantFrom('-' as const, '+' as const, 'not' as const), inner)
      .map(([operator, operand]): Expression => ({ kind: 'unary', operator, operand }));
    const binary = fc
      .tuple(fc.constantFrom(...binaries), inner, inner)
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right }));
    const interval = fc
      .tuple(inner, inner, inner)
      .map(([operand, low, high]): Expression => ({ kind: 'interval', operand, low, high }));
    const membership = fc
      .tuple(
        inner,
        fc.array(
          fc.oneof(
            text,
            number,
            number.map((x) => 0 - x),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([operand, values]): Expression => ({ kind: 'membership', operand, values }));
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthSize: 'medium' },
        leaf,
        binary,
        unary,
        call,
        interval,
        membership,
        binary,
      ),
    };
  });
  return tree;
}

/** Formulas of the trees that the reader makes; spans play no part. */
const span = { file: 'study.yaml', start: 0, end: 0 };
const plainName: fc.Arbitrary<Name> = nameText
  .filter((one) => one !== 'ln')
  .map((one) => ({ kind: 'name', name: one }));
const regressor: fc.Arbitrary<TermTree> = fc.oneof(
  plainName.map((expression): TermTree => ({ kind: 'regressor', expression, span })),
  plainName.map(
    (inner): TermTree => ({
      kind: 'regressor',
      expression: { kind: 'call', function: 'log', arguments: [inner], named: {} },
      span,
    }),
  ),
  fc
    .record({
      called: fc.constantFrom('l' as const, 'f' as const, 'd' as const),
      operand: plainName,
      distances: fc.option(
        fc.record({ from: fc.integer({ min: -3, max: 3 }), to: fc.integer({ min: -3, max: 3 }) }),
      ),
    })
    .map(
      ({ called, operand, distances }): TermTree => ({
        kind: 'shift',
        function: called,
        operand,
        distances,
        span,
      }),
    ),
  fc
    .record({
      column: plainName,
      slope: fc.option(plainName),
      ref: fc.option(fc.oneof(fc.nat({ max: 9 }), fc.constantFrom('a', "it's"))),
    })
    .map(({ column, slope, ref }): TermTree => {
      const level: Expression =
        typeof ref === 'string' ? { kind: 'text', value: ref } : { kind: 'number', value: ref ?? 0 };
      const given = slope === null ? [column] : [column, slope];
      const named = ref === null ? {} : { ref: level };
      return {
        kind: 'regressor',
        expression: { kind: 'call', function: 'i', arguments: given, named },
        span,
      };
    }),
);

/** `constants` says whether 0 and 1 may stand there. */
function terms(depth: number, constants: boolean, families = true): fc.Arbitrary<TermTree> {
  const constant = fc
    .constantFrom(0 as const, 1 as const)
    .map((value): TermTree => ({ kind: 'constant', value, span }));
  const leaf = constants
    ? fc.oneof({ weight: 5, arbitrary: regressor }, { weight: 1, arbitrary: constant })
    : regressor;
  if (depth === 0) return leaf;
  const product = fc
    .tuple(
      fc.constantFrom(':' as const, '*' as const),
      terms(depth - 1, false, families),
      terms(depth - 1, false, families),
    )
    .map(([operator, left, right]): TermTree => ({ kind: 'product', operator, left, right, span }));
  const sum = fc
    .array(
      fc.oneof(
        terms(depth - 1, constants).map((term) => ({ sign: '+' as const, term })),
        fc
          .oneof(terms(depth - 1, false), constants ? constant : regressor)
          .map((term) => ({ sign: '-' as const, term })),
      ),
      { minLength: 1, maxLength: 3 },
    )
    // A sum of one term with a plus is that term.
    .filter((items) => items.length > 1 || items[0]!.sign === '-')
    .map((items): TermTree => ({ kind: 'sum', items, span }));
  const power = fc
    .tuple(sum, fc.integer({ min: 2, max: 3 }))
    .filter(([base]) => !JSON.stringify(base).includes('"constant"'))
    .map(([base, exponent]): TermTree => ({ kind: 'power', base, exponent, span }));
  const family = fc
    .tuple(
      fc.constantFrom('sw' as const, 'sw0' as const, 'csw' as const, 'csw0' as const),
      fc.array(terms(depth - 1, constants), { minLength: 1, maxLength: 3 }),
    )
    .map(([called, alternatives]): TermTree => ({ kind: 'family', family: called, alternatives, span }));
  return families ? fc.oneof(leaf, sum, product, power, family) : fc.oneof(leaf, product);
}

const formulas: fc.Arbitrary<FormulaTree> = fc
  .tuple(
    fc.array(plainName, { minLength: 1, maxLength: 2 }),
    terms(3, true),
    fc.array(
      fc
        .tuple(
          fc.array(plainName, { minLength: 1, maxLength: 2 }),
          fc.oneof(fc.constant([]), fc.array(plainName, { minLength: 1, maxLength: 2 })),
        )
        .map(([columns, slopes]) => ({ columns, slopes, span })),
      { maxLength: 2 },
    ),
  )
  .chain(([outcomes, tree, fixed]) =>
    fc.option(fc.tuple(terms(1, false, false), terms(1, false, false))).map(
      (pair): FormulaTree => ({
        ...{ kind: 'formula', outcomes, terms: tree, fixed, span },
        instruments: pair && { endogenous: pair[0], instruments: pair[1], span },
      }),
    ),
  );

/** What texts of the language are made of, and what is none of it. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'x y2 TIN 1 .5 1e9 ( ) [ ] { } , ~ | + - * / ^ : == != < >= = and or not in missing'.split(' '),
      ),
      fc.constantFrom(
        'log(',
        'sw(',
        'csw0(',
        'i(',
        'l(',
        'c(',
        "'a'",
        '`a b`',
        "'",
        '"',
        '`',
        ' ',
        '\n',
        '.',
        '@',
        '#',
      ),
      fc.constantFrom(
        '（',
        '，',
        '～',
        '技术',
        '😀',
        '\ud800',
        '\u200b',
        '&&',
        '||',
        '!',
        '%in%',
        'L.x',
        'a.b',
        '0',
        '2',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .chain((parts) => fc.constantFrom('', ' ').map((between) => parts.join(between)));

describe('reading what was printed', () => {
  it('gives the same expression', () => {
    fc.assert(
      fc.property(expressions(false), (tree) => {
        const printed = printExpression(tree);
        const again = expressionOf(printed);
        expect(shape(again)).toBe(shape(tree));
        expect(printExpression(again)).toBe(printed);
      }),
      runs,
    );
  });

  it('gives the same claim', () => {
    fc.assert(
      fc.property(expressions(true), (tree) => {
        expect(shape(expressionOf(printExpression(tree), 'results'))).toBe(shape(tree));
      }),
      runs,
    );
  });

  it('gives the same formula', () => {
    fc.assert(
      fc.property(formulas, (tree) => {
        const printed = printFormulaTree(tree);
        const again = formulaOf(printed);
        expect(shape(again)).toBe(shape(tree));
        expect(printFormulaTree(again)).toBe(printed);
      }),
      runs,
    );
  });

  it('gives the same model', () => {
    fc.assert(
      fc.property(formulas, (tree) => {
        const expanded = expandFormula(tree, new Map());
        for (const { formula } of expanded.ok ? expanded.value.slice(0, 5) : []) {
          const printed = printFormula(formula);
          expect(printFormulaTree(formulaOf(printed))).toBe(printed);
          expect(accepted(expandFormula(formulaOf(printed), new Map())).length).toBe(1);
        }
      }),
      { ...runs, numRuns: 200 },
    );
  });
});

/** Rejections point into the text, and say something. */
function inside(parsed: Parsed<unknown>, length: number): void {
  if (parsed.ok) return;
  expect(parsed.diagnostics.length).toBeGreaterThan(0);
  for (const { span: at, message } of parsed.diagnostics) {
    expect(at.start).toBeGreaterThanOrEqual(0);
    expect(at.end).toBeGreaterThanOrEqual(at.start);
    expect(at.end).toBeLessThanOrEqual(length);
    expect(message).not.toMatch(/undefined|NaN|\[object/);
  }
}

describe('any text', () => {
  it('is read or rejected at a place inside it, and never throws', () => {
    fc.assert(
      fc.property(soup, (random) => {
        const input = alone(random);
        inside(parseExpression(input, 'columns'), random.length);
        inside(parseExpression(input, 'results'), random.length);
        inside(parseTerm(input), random.length);
        inside(parseFormula(alone(`y ~ ${random}`)), random.length + 4);
        const formula = parseFormula(input);
        inside(formula, random.length);
        if (formula.ok) inside(expandFormula(formula.value, new Map([['x', ['TIN', 'y2']]])), random.length);
      }),
      runs,
    );
  });
});
