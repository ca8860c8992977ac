import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expandFormula, expandTerm } from '../../../compiler/formula/expand.ts';
import { namesInTree, variablesIn } from '../../../compiler/formula/names.ts';
import { parseTerm } from '../../../compiler/formula/parse.ts';
import { printFormula, termName } from '../../../compiler/plan/print.ts';
import { printFormulaTree } from '../../../compiler/formula/tree-printer.ts';
import { termKey } from '../../../compiler/formula/terms.ts';
import { alone, formulaOf, modelsOf, shape, accepted } from './reading.ts';

/** What R's terms() makes of formulas: made by terms.R beside this file. formula, intercept, labels. */
const byR = readFileSync(new URL('terms.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t'))
  .map(([formula, intercept, ...labels]) => ({
    formula: formula!,
    intercept: intercept === '1',
    labels: labels.filter((label) => label !== ''),
  }));

describe('terms as R has them', () => {
  it('covers the table', () => expect(byR.length).toBeGreaterThan(50));

  it.each(byR)('$formula', ({ formula, intercept, labels }) => {
    const models = modelsOf(formula);
    expect(models.length).toBe(1);
    const model = models[0]!.formula;
    expect(model.intercept).toBe(intercept);
    expect(model.terms.map(termName)).toEqual(labels);
  });
});

const sets = {
  Controls: ['POS', 'NUE', 'GRA'],
  Size: ['POS', 'log(NUE)'],
  More: ['Controls', 'TIN:POS'],
  控制: ['`人口 规模`', '就业'],
  Empty: [],
};

/** formula, the models that it stands for. */
const table: readonly (readonly [string, readonly string[]])[] = [
  [
    'AGG ~ TIN + csw0(POS, NUE, GRA)',
    ['AGG ~ TIN', 'AGG ~ TIN + POS', 'AGG ~ TIN + POS + NUE', 'AGG ~ TIN + POS + NUE + GRA'],
  ],
  ['y ~ csw(a, b)', ['y ~ a', 'y ~ a + b']],
  ['y ~ sw(a, b)', ['y ~ a', 'y ~ b']],
  ['y ~ sw0(a, b)', ['y ~ 1', 'y ~ a', 'y ~ b']],
  ['y ~ x + sw0(a)', ['y ~ x', 'y ~ x + a']],
  ['y ~ csw0(a, b) - 1', ['y ~ 0', 'y ~ 0 + a', 'y ~ 0 + a + b']],
  ['y ~ a + csw0(b, c) + d', ['y ~ a + d', 'y ~ a + b + d', 'y ~ a + b + c + d']],
  ['y ~ sw(a + b, c)', ['y ~ a + b', 'y ~ c']],
  ['y ~ csw(a*b, c)', ['y ~ a + b + a:b', 'y ~ a + b + c + a:b']],
  ['y ~ csw(b:a, a)', ['y ~ b:a', 'y ~ a + b:a']],
  ['y ~ sw(a, b) + csw(c, d)', ['y ~ a + c', 'y ~ a + c + d', 'y ~ b + c', 'y ~ b + c + d']],
  ['y ~ sw(a, b):x', ['y ~ a:x', 'y ~ b:x']],
  ['y ~ sw0(a)*x', ['y ~ x', 'y ~ a + x + a:x']],
  ['y ~ sw(a, csw(b, c))', ['y ~ a', 'y ~ b', 'y ~ b + c']],
  ['y ~ csw(a, sw(b, c))', ['y ~ a', 'y ~ a + b', 'y ~ a + c']],
  ['y ~ sw(log(x), I(x^2))', ['y ~ log(x)', 'y ~ I(x^2)']],
  ['y ~ x + sw(x, z)', ['y ~ x', 'y ~ x + z']],
  ['y ~ sw(1, 0)', ['y ~ 1', 'y ~ 0']],
  ['c(y1, y2) ~ x', ['y1 ~ x', 'y2 ~ x']],
  [
    'c(y1, log(y2)) ~ csw(a, b) | f',
    ['y1 ~ a | f', 'y1 ~ a + b | f', 'log(y2) ~ a | f', 'log(y2) ~ a + b | f'],
  ],
  ['c(y) ~ x', ['y ~ x']],
  ['a / b ~ x', ['a/b ~ x']],
  ['y ~ x | city', ['y ~ x | city']],
  ['y ~ x | city + year', ['y ~ x | city + year']],
  ['y ~ x | city^year + `my f`', ['y ~ x | city^year + `my f`']],
  ['y ~ x | city + city + a^b + b^a', ['y ~ x | city + a^b']],
  ['y ~ 1 | city', ['y ~ 1 | city']],
  ['AGG ~ TIN + Controls', ['AGG ~ TIN + POS + NUE + GRA']],
  ['AGG ~ Controls + TIN + POS', ['AGG ~ POS + NUE + GRA + TIN']],
  ['AGG ~ TIN*Size', ['AGG ~ TIN + POS + log(NUE) + TIN:POS + TIN:log(NUE)']],
  ['AGG ~ TIN + Controls:TIN', ['AGG ~ TIN + TIN:POS + TIN:NUE + TIN:GRA']],
  ['AGG ~ TIN + More', ['AGG ~ TIN + POS + NUE + GRA + TIN:POS']],
  ['AGG ~ More - POS', ['AGG ~ NUE + GRA + POS:TIN']],
  [
    'AGG ~ TIN + csw0(Size, GRA)',
    ['AGG ~ TIN', 'AGG ~ TIN + POS + log(NUE)', 'AGG ~ TIN + POS + log(NUE) + GRA'],
  ],
  ['AGG ~ (Size)^2', ['AGG ~ POS + log(NUE) + POS:log(NUE)']],
  ['集聚 ~ 技术 + 控制', ['集聚 ~ 技术 + `人口 规模` + 就业']],
  ['y ~ x + Empty', ['y ~ x']],
  ["y ~ I(x > 1 and z in {a, 'b'})", ["y ~ I(x > 1 and z in {'a', 'b'})"]],
  ['y ~ lag(x, k=2):factor(year)', ['y ~ lag(x, k=2):factor(year)']],
  ['`my y` ~ `a b`:c', ['`my y` ~ `a b`:c']],
  ['AGG ~ l(Controls, 1)', ['AGG ~ l(POS, 1) + l(NUE, 1) + l(GRA, 1)']],
  ['AGG ~ d(Size)', ['AGG ~ d(POS) + d(log(NUE))']],
  ['AGG ~ f(Size, 2:1)', ['AGG ~ f(POS, 2) + f(POS, 1) + f(log(NUE), 2) + f(log(NUE), 1)']],
  ['y ~ csw(x, l(x, -1:0))', ['y ~ x', 'y ~ x + l(x, -1) + l(x, 0)']],
  ['y ~ i(t, ref = -1) + i( t,x )', ['y ~ i(t, ref=-1) + i(t, x)']],
  ['y ~ x | f + g^f[z] + f[z, w]', ['y ~ x | f[z, w] + g^f[z]']],
  ['y ~ x | f | a*b ~ z + Size', ['y ~ x | f | a + b + a:b ~ z + POS + log(NUE)']],
  ['y ~ sw(x, w) | a ~ l(z, 1:2)', ['y ~ x | a ~ l(z, 1) + l(z, 2)', 'y ~ w | a ~ l(z, 1) + l(z, 2)']],
];

describe('models of a formula', () => {
  it.each(table)('%s', (text, models) => {
    expect(modelsOf(text, sets).map((model) => printFormula(model.formula))).toEqual(models);
  });

  it('counts steps within one outcome', () => {
    const models = modelsOf('c(y, z) ~ csw(a, b)');
    expect(models.map((one) => one.step)).toEqual([1, 2, 1, 2]);
  });

  it.each(table)('prints %s so that it reads the same', (text) => {
    const tree = formulaOf(text);
    expect(shape(formulaOf(printFormulaTree(tree)))).toBe(shape(tree));
    for (const { formula } of modelsOf(text, sets)) {
      const printed = printFormula(formula);
      expect(printFormulaTree(formulaOf(printed))).toBe(printed);
      // As sets of factors: R names the interaction in `b:a + a` b:a, and in `a + b:a`, which it makes of it, a:b.
      const again = modelsOf(printed)[0]!.formula;
      expect(again.terms.map(termKey)).toEqual(formula.terms.map(termKey));
      expect(shape({ ...again, terms: [] })).toBe(shape({ ...formula, terms: [] }));
    }
  });

  it('gives members of a set the place of its name', () => {
    const model = modelsOf('AGG ~ TIN + Controls', sets)[0]!.formula;
    const spans = model.terms.map((term) => term.factors[0]!.span);
    expect(spans.map((span) => [span?.start, span?.end])).toEqual([
      [6, 9],
      [12, 20],
      [12, 20],
      [12, 20],
    ]);
  });

  it('names the variables of a model once, and the names of a formula as written', () => {
    const tree = formulaOf('log(y) ~ x*z + lag(x, k=n) | f^g + x');
    expect(namesInTree(tree).map((name) => name.name)).toEqual(['y', 'x', 'z', 'x', 'n', 'f', 'g', 'x']);
    expect(variablesIn(accepted(expandFormula(tree, new Map()))[0]!.formula)).toEqual([
      'y',
      'x',
      'z',
      'n',
      'f',
      'g',
    ]);
  });

  it('expands single terms', () => {
    const terms = accepted(expandTerm(accepted(parseTerm(alone('a*Size'))), new Map(Object.entries(sets))));
    expect(terms.map(termName)).toEqual(['a', 'POS', 'log(NUE)', 'a:POS', 'a:log(NUE)']);
  });
});

describe('formulas that stand for no models', () => {
  const many = Array.from(
    { length: 9 },
    (_, k) => `sw(${[1, 2, 3].map((j) => `x${k}${j}`).join(', ')})`,
  ).join(' + ');
  const wide = Array.from({ length: 90 }, (_, k) => `x${k}`);
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, k) => [`S${k}`, [`S${k + 1}`, `S${k + 1}`]]),
  );

  /** formula, sets, code and place of each message. */
  it.each<readonly [string, Readonly<Record<string, readonly string[]>>, readonly string[]]>([
    ['y ~ A', { A: ['B'], B: ['x', 'A'] }, ['set-cycle 4-5']],
    ['y ~ x + A', { A: ['A'] }, ['set-cycle 8-9']],
    ['y ~ A', { A: ['x +', 'z'] }, ['set-member 4-5']],
    ['y ~ A', { A: ['sw(x, z)', '0'] }, ['set-member 4-5', 'set-member 4-5']],
    ['y ~ log(A)', { A: ['x'] }, ['set-misplaced 8-9']],
    ['A ~ x', { A: ['y'] }, ['set-misplaced 0-1']],
    ['y ~ x | A', { A: ['f'] }, ['set-misplaced 8-9']],
    [`y ~ ${many}`, {}, [`too-many-models 0-${many.length + 4}`]],
    ['y ~ (A)^2', { A: wide }, ['too-many-terms 4-9']],
    ['y ~ x + (A)^2', {}, ['square-of-name 8-13']],
    ['y ~ (A + z)^2', { A: wide }, ['too-many-terms 4-13']],
    ['y ~ S0', doubling, ['too-many-terms 4-6']],
    ['y ~ sw(a, b) + (A + z)^2', { A: wide }, ['too-many-terms 15-24']],
  ])('%s', (text, given, messages) => {
    const parsed = expandFormula(formulaOf(text), new Map(Object.entries(given)));
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.diagnostics.map((one) => `${one.code} ${one.span.start}-${one.span.end}`)).toEqual(
      messages,
    );
  });
});
