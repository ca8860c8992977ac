import { describe, expect, it } from 'vitest';
import { printFormula } from '../../../compiler/plan/print.ts';
import { replaceInFormula } from '../../../compiler/formula/replace.ts';
import { modelsOf, accepted } from './reading.ts';

const sets = { Controls: ['POS', 'NUE', 'GRA'], Pair: ['A', 'log(B)'] };
const at = { file: 'study.yaml', start: 5, end: 9 };

function replace(text: string, by: Readonly<Record<string, readonly string[]>>) {
  const { formula } = modelsOf(text, sets)[0]!;
  return replaceInFormula(formula, new Map(Object.entries(by)), new Map(Object.entries(sets)), at);
}

/** formula, what for what, the formula after, keys that were nowhere. */
const table: readonly (readonly [
  string,
  Readonly<Record<string, readonly string[]>>,
  string,
  readonly string[],
])[] = [
  ['AGG ~ TIN + Controls', { GRA: ['VHT'] }, 'AGG ~ TIN + POS + NUE + VHT', []],
  ['AGG ~ TIN + Controls', { TIN: ['RD'] }, 'AGG ~ RD + POS + NUE + GRA', []],
  ['AGG ~ TIN + Controls', { GRA: [] }, 'AGG ~ TIN + POS + NUE', []],
  ['AGG ~ TIN + Controls', { Controls: ['A', 'B'] }, 'AGG ~ TIN + A + B', []],
  ['AGG ~ TIN + Controls', { Controls: [] }, 'AGG ~ TIN', []],
  ['AGG ~ TIN + Controls', { POS: ['Pair'] }, 'AGG ~ TIN + A + log(B) + NUE + GRA', []],
  ['AGG ~ TIN + Controls', { Controls: ['Pair'] }, 'AGG ~ TIN + A + log(B)', []],
  ['AGG ~ TIN + POS', { Controls: ['A'] }, 'AGG ~ TIN + POS', ['Controls']],
  ['AGG ~ TIN + POS', { X: ['A'], TIN: ['B'], Y: [] }, 'AGG ~ B + POS', ['X', 'Y']],
  ['AGG ~ A + B', { A: ['B'], B: ['A'] }, 'AGG ~ B + A', []],
  ['AGG ~ A + B', { A: ['B'] }, 'AGG ~ B', []],
  ['AGG ~ TIN*POS', { TIN: ['RD'] }, 'AGG ~ RD + POS + RD:POS', []],
  ['AGG ~ TIN*POS', { TIN: ['A', 'B'] }, 'AGG ~ A + B + POS + A:POS + B:POS', []],
  ['AGG ~ TIN*POS', { TIN: [] }, 'AGG ~ POS', []],
  ['AGG ~ TIN*POS', { 'POS:TIN': [] }, 'AGG ~ TIN + POS', []],
  ['AGG ~ TIN*POS', { 'TIN*POS': ['X'] }, 'AGG ~ X', []],
  ['AGG ~ TIN*Controls', { Controls: ['A'] }, 'AGG ~ TIN + A + TIN:A', []],
  ['AGG ~ TIN*Controls', { Controls: ['A'], TIN: ['RD'] }, 'AGG ~ RD + A + RD:A', []],
  ['AGG ~ log(POS) + I(POS^2 / x)', { POS: ['SIZE'] }, 'AGG ~ log(SIZE) + I(SIZE^2/x)', []],
  ['AGG ~ log(POS) + x', { POS: [] }, 'AGG ~ x', []],
  ['AGG ~ log(POS) + x', { 'log(POS)': ['SIZE'] }, 'AGG ~ SIZE + x', []],
  ['AGG ~ x:log(POS) + POS', { 'log(POS)': ['SIZE'] }, 'AGG ~ POS + x:SIZE', []],
  ['AGG ~ I(POS > 1)', { POS: ['log(SIZE)'] }, 'AGG ~ I(log(SIZE) > 1)', []],
  ['AGG ~ mean(x, by=city)', { city: ['province'] }, 'AGG ~ mean(x, by=province)', []],
  ['AGG ~ TIN', { AGG: ['OUT'] }, 'OUT ~ TIN', []],
  ['log(AGG) ~ TIN', { AGG: ['OUT'] }, 'log(OUT) ~ TIN', []],
  ['AGG ~ TIN | city + year', { city: ['province'] }, 'AGG ~ TIN | province + year', []],
  ['AGG ~ TIN | city^year + year', { year: [] }, 'AGG ~ TIN', []],
  ['AGG ~ TIN | city^year', { year: ['q', 'm'] }, 'AGG ~ TIN | city^q + city^m', []],
  ['AGG ~ 0 + TIN', { TIN: [] }, 'AGG ~ 0', []],
  ['AGG ~ `a b` + x', { '`a b`': ['`c d`'] }, 'AGG ~ `c d` + x', []],
];

describe('replacements', () => {
  it.each(table)('%s by %j', (text, by, after, notFound) => {
    const replaced = accepted(replace(text, by));
    expect(printFormula(replaced.formula)).toBe(after);
    expect(replaced.notFound).toEqual(notFound);
  });

  it.each<readonly [string, Readonly<Record<string, readonly string[]>>, string]>([
    ['AGG ~ log(POS)', { POS: ['A', 'B'] }, 'replace-form'],
    ['AGG ~ log(POS)', { POS: ['A:B'] }, 'replace-form'],
    ['AGG ~ TIN', { AGG: [] }, 'replace-form'],
    ['AGG ~ TIN', { AGG: ['A', 'B'] }, 'replace-form'],
    ['AGG ~ TIN | city', { city: ['factor(x)'] }, 'replace-form'],
    ['AGG ~ TIN', { TIN: ['a +'] }, 'formula-syntax'],
    ['AGG ~ TIN', { 'TIN^2': ['a'] }, 'square-of-name'],
    ['AGG ~ TIN', { TIN: ['sw(a, b)'] }, 'family-place'],
  ])('refuse %s by %j', (text, by, code) => {
    const replaced = replace(text, by);
    if (replaced.ok) throw new Error('accepted');
    expect(replaced.diagnostics.map((one) => [one.code, one.span])).toEqual([[code, at]]);
  });
});
