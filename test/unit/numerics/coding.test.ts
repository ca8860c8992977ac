import { describe, expect, it } from 'vitest';
import { printExpression } from '../../../compiler/plan/print.ts';
import type { Expression } from '../../../compiler/plan/expression.ts';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { buildDesign } from '../../../runtime/design/build.ts';
import type { Design } from '../../../runtime/design/design.ts';
import { expressionName } from '../../../runtime/design/names.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { call, name, specOf, tableOf } from './fixture.ts';

/** Rows, coding and names. Nothing is rounded here: values are compared exactly. */

const table = tableOf({
  y: [1, 5, 2, 8, 3, 9, 4, 7, 6, 1, 0, 2],
  a: ['p', 'p', 'p', 'p', 'q', 'q', 'q', 'q', 'r', 'r', 'r', 'r'],
  b: ['u', 'v', 'u', 'v', 'u', 'v', 'u', 'v', 'u', 'v', 'u', 'v'],
  x: [1.5, 2, 3, 4.5, 5, 6, 7, 8.25, 9, 10, 11, 12.5],
  z: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  g: [10, 9, 2, 10, 9, 2, 10, 9, 2, 10, 9, 2],
});

function designOf(
  formula: string,
  of: Table = table,
  more: {
    where?: Expression[];
    levels?: [string, string[]][];
    singletons?: boolean;
    clusters?: string[];
    vcov?: ModelSpec['vcov'];
  } = {},
): Design {
  const design = buildDesign(
    of,
    specOf(formula, { where: more.where ?? [], vcov: more.vcov ?? { type: 'HC1' } }),
    {
      evaluate: (expression) => evaluate(expression, of),
      levels: new Map(more.levels ?? []),
      dropSingletons: more.singletons ?? false,
      clusters: more.clusters ?? [],
    },
  );
  if ('kind' in design) throw new Error(design.note.message);
  return design;
}

describe('coding as by R 4.2.2, colnames(model.matrix(formula))', () => {
  // R sorts terms by order and factors by first appearance; the formulas here are written in that order.
  it.each([
    ['y ~ a + b + a:b', ['(Intercept)', 'aq', 'ar', 'bv', 'aq:bv', 'ar:bv']],
    ['y ~ a:b', ['(Intercept)', 'ap:bu', 'aq:bu', 'ar:bu', 'ap:bv', 'aq:bv', 'ar:bv']],
    ['y ~ 0 + a + b', ['ap', 'aq', 'ar', 'bv']],
    ['y ~ 0 + a:b', ['ap:bu', 'aq:bu', 'ar:bu', 'ap:bv', 'aq:bv', 'ar:bv']],
    ['y ~ x:a', ['(Intercept)', 'x:ap', 'x:aq', 'x:ar']],
    ['y ~ x + x:a', ['(Intercept)', 'x', 'x:aq', 'x:ar']],
    ['y ~ 0 + x + x:a', ['x', 'x:ap', 'x:aq', 'x:ar']],
    ['y ~ a + a:b', ['(Intercept)', 'aq', 'ar', 'ap:bv', 'aq:bv', 'ar:bv']],
    ['y ~ b + b:a', ['(Intercept)', 'bv', 'bu:aq', 'bv:aq', 'bu:ar', 'bv:ar']],
    ['y ~ factor(g) + x', ['(Intercept)', 'factor(g)9', 'factor(g)10', 'x']],
    [
      'y ~ a + x:b + a:x:b',
      ['(Intercept)', 'aq', 'ar', 'x:bu', 'x:bv', 'aq:x:bu', 'ar:x:bu', 'aq:x:bv', 'ar:x:bv'],
    ],
    ['y ~ x + z + x:z', ['(Intercept)', 'x', 'z', 'x:z']],
  ])('%s', (formula, names) => {
    expect(designOf(formula).names).toEqual(names);
  });

  it('decides by order of interaction but keeps the order of the formula', () => {
    const names = ['(Intercept)', 'ap:bv', 'aq:bv', 'ar:bv', 'aq', 'ar'];
    expect(designOf('y ~ a:b + a').names).toEqual(names);
  });

  it('multiplies columns', () => {
    const design = designOf('y ~ x + x:a');
    const column = design.x[design.names.indexOf('x:aq')]!;
    expect([...column]).toEqual([0, 0, 0, 0, 5, 6, 7, 8.25, 0, 0, 0, 0]);
  });

  it('takes declared levels first, and codes by contrasts beside absorbed effects', () => {
    expect(designOf('y ~ a', table, { levels: [['a', ['r', 'p']]] }).names).toEqual([
      '(Intercept)',
      'ap',
      'aq',
    ]);
    expect(designOf('y ~ factor(g)', table, { levels: [['g', ['10']]] }).names).toEqual([
      '(Intercept)',
      'factor(g)2',
      'factor(g)9',
    ]);
    expect(designOf('y ~ a | g').names).toEqual(['aq', 'ar']);
  });

  it('codes by the levels that the rows have', () => {
    const where: Expression[] = [
      { kind: 'binary', operator: '!=', left: name('a'), right: { kind: 'text', value: 'p' } },
    ];
    expect(designOf('y ~ a', table, { where }).names).toEqual(['(Intercept)', 'ar']);
  });
});

describe('names of expressions', () => {
  const x = name('x');
  const one: Expression = { kind: 'number', value: 1 };
  const plus: Expression = { kind: 'binary', operator: '+', left: x, right: one };
  it.each<[Expression, string]>([
    [call('log', plus), 'log(x + 1)'],
    [
      call('I', { kind: 'binary', operator: '^', left: plus, right: { kind: 'number', value: 2 } }),
      'I((x + 1)^2)',
    ],
    [{ kind: 'binary', operator: '/', left: x, right: plus }, 'x/(x + 1)'],
    [{ ...call('lag', x), named: { k: { kind: 'number', value: 2 } } }, 'lag(x, k=2)'],
    [call('log', name('per head')), 'log(`per head`)'],
    [name('per head'), 'per head'],
    [{ kind: 'unary', operator: '-', operand: plus }, '-(x + 1)'],
    [
      { kind: 'binary', operator: '^', left: x, right: { kind: 'unary', operator: '-', operand: one } },
      'x^-1',
    ],
    [{ kind: 'interval', operand: plus, low: one, high: one }, 'x + 1 in [1, 1]'],
    [{ kind: 'membership', operand: x, values: [1, "it's"] }, "x in {1, 'it''s'}"],
    [
      { kind: 'unary', operator: 'not', operand: { kind: 'binary', operator: '<', left: x, right: one } },
      'not x < 1',
    ],
  ])('%#: %s', (expression, text) => {
    expect(expressionName(expression)).toBe(text);
    if (expression.kind !== 'name') expect(printExpression(expression)).toBe(text);
  });
});

describe('rows', () => {
  const gaps = tableOf(
    {
      city: ['A', 'A', 'A', 'B', 'B', 'B', 'C', 'D', 'D', null],
      year: [1, 2, 3, 1, 2, 3, 1, 1, 2, 1],
      y: [1, 2, null, 4, 5, 6, 7, 8, 9, 10],
      x: [1, 3, 2, null, null, 6, 4, 4, 5, 1],
      keep: [1, 1, 1, 1, 1, 1, 1, 0, null, 1],
    },
    { unit: 'city', time: 'year' },
  );

  it('counts what becomes of each', () => {
    const design = designOf('y ~ x | city', gaps, { where: [name('keep')], singletons: true });
    expect(design.sample).toEqual({
      rows: 10,
      excluded: 1,
      undecided: 1,
      missing: { y: 1, x: 2, city: 1 },
      incomplete: 4,
      lags: 0,
      singletons: 2,
      used: 2,
    });
    expect([...design.rows]).toEqual([0, 1]);
    expect(design.units?.levels).toBe(1);
  });

  it('takes lags before rows are dropped, and counts those lost to lags alone', () => {
    const spec = specOf('y ~ z');
    const where: Expression[] = [
      { kind: 'binary', operator: '>=', left: name('year'), right: { kind: 'number', value: 2 } },
    ];
    const lagged = {
      ...spec,
      where,
      formula: { ...spec.formula, terms: [{ factors: [call('lag', name('x'))] }] },
    };
    const of = tableOf(
      {
        city: ['A', 'A', 'A', 'B', 'B', 'B'],
        year: [1, 2, 3, 1, 2, 4],
        y: [1, 2, 3, 4, 5, 6],
        x: [1, 2, 3, null, 5, 6],
      },
      { unit: 'city', time: 'year' },
    );
    const design = buildDesign(of, lagged, {
      evaluate: (expression) => evaluate(expression, of),
      levels: new Map(),
      dropSingletons: false,
      clusters: [],
    });
    if ('kind' in design) throw new Error(design.note.message);
    expect([...design.rows]).toEqual([1, 2]);
    expect([...design.x[1]!]).toEqual([1, 2]);
    expect(design.sample).toMatchObject({
      excluded: 2,
      incomplete: 2,
      lags: 2,
      missing: { y: 0, 'lag(x)': 2 },
    });
  });

  it('drops singletons until none is left', () => {
    const chain = tableOf({ y: [1, 2, 3, 4, 5], a: [1, 1, 2, 2, 3], b: [1, 1, 1, 2, 2] });
    // Row 4 is alone in a = 3; without it row 3 is alone in b = 2, and then row 2 in a = 2.
    expect([...designOf('y ~ 1 | a + b', chain, { singletons: true }).rows]).toEqual([0, 1]);
    expect(designOf('y ~ 1 | a + b', chain).n).toBe(5);
  });

  it('combines effects and clusters', () => {
    const design = designOf('y ~ x | a^b', table, {
      clusters: ['a^g'],
      vcov: { type: 'cluster', by: ['a^g'], combined: [['a', 'g']] },
    });
    expect(design.fixed[0]).toMatchObject({ name: 'a^b', levels: 6 });
    expect(design.clusters[0]).toMatchObject({ name: 'a^g', levels: 9 });
    expect(new Set(design.fixed[0]!.codes).size).toBe(6);
  });
});
