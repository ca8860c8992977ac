/** Every function of the language over every type of argument: what type comes out, and what is refused where. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../cli/catalog.ts';
import { anyCells } from '../../../compiler/check/cells.ts';
import { formulaFunctions, functionsOf } from '../../../compiler/check/functions.ts';
import type { Scope, ValueType } from '../../../compiler/check/scope.ts';
import { requireCondition, typeOf } from '../../../compiler/check/types.ts';
import type { Diagnostic } from '../../../compiler/plan/diagnostic.ts';
import { expression } from '../data/fixtures.ts';

const functions = functionsOf(catalog);
const types: Readonly<Record<string, ValueType>> = {
  x: 'number',
  z: 'number',
  s: 'text',
  r: 'text',
  d: 'condition',
  u: 'unknown',
};

function scope(more: Partial<Scope> = {}): Scope {
  const columns = Object.entries(types).map(
    ([name, type]) => [name, { name, type, levels: null, cells: anyCells, made: null }] as const,
  );
  return {
    columns: new Map(columns),
    later: new Map(),
    sets: new Map(),
    sample: { rows: 10, units: 2, panel: null, keys: { unit: 's', time: 'z' } },
    open: false,
    broken: new Set(),
    functions,
    panel: true,
    textTime: null,
    text: '',
    ...more,
  };
}

/** The type of an expression, then each mistake as its code and the words that it points at. */
function judged(text: string, within: Scope = scope()): readonly [ValueType, ...string[]] {
  const out: Diagnostic[] = [];
  const span = { file: 'test', start: 0, end: text.length };
  const type = typeOf(expression(text), within, span, out);
  return [type, ...out.map((one) => `${one.code} ${text.slice(one.span.start, one.span.end)}`)];
}

/** Arguments that make a call complete: the data first, then what else the function must have. */
const rest: Readonly<Record<string, string>> = { if: ', x, z', cut: ', 1, 2' };
const argument: Readonly<Record<string, string>> = { if: 'd, ' };
const call = (name: string, data: string): string =>
  `${name}(${argument[name] ?? ''}${data}${rest[name]?.slice(argument[name] ? 3 : 0) ?? ''})`;

const ofNumbers = [...functions.values()].filter((one) => one.takes === 'number').map((one) => one.name);
const ofAny = [...functions.values()].filter((one) => one.takes === 'any').map((one) => one.name);

describe('functions of numbers', () => {
  it.each(ofNumbers)('%s takes numbers, conditions and missing', (name) => {
    for (const data of ['x', 'd', 'x + 1', 'x > 1', '2', 'missing', 'u']) {
      expect(judged(call(name, data))).toEqual(['number']);
    }
  });

  it.each(ofNumbers)('%s refuses text, where it stands', (name) => {
    for (const data of ['s', "'a'", "if(d, s, 'b')"]) {
      expect(judged(call(name, data))).toEqual(['number', `text-as-number ${data}`]);
    }
  });

  it.each(ofNumbers)('%s refuses a mistake within once', (name) => {
    expect(judged(call(name, 'log(s)'))).toEqual(['number', 'text-as-number s']);
    expect(judged(call(name, 'nobody'))).toEqual(['number', 'unknown-name nobody']);
  });
});

describe('functions of anything', () => {
  it('are these', () => {
    expect([...ofAny].sort()).toEqual(['coalesce', 'if', 'is_missing', 'lag', 'lead']);
  });

  it.each([
    ['lag(s)', 'text'],
    ['lag(x)', 'number'],
    ['lead(s, 2)', 'text'],
    ['is_missing(s)', 'condition'],
    ['is_missing(x)', 'condition'],
    ['coalesce(s, r)', 'text'],
    ['coalesce(x, 0)', 'number'],
    ["coalesce(s, 'none')", 'text'],
    ['coalesce(x, missing)', 'number'],
    ['coalesce(missing)', 'missing'],
    ['if(d, s, r)', 'text'],
    ['if(x > 1, x, 0)', 'number'],
    ['if(d, missing, s)', 'text'],
    ['if(d, missing, x)', 'number'],
    ['if(d, d, x > 1)', 'number'],
  ] as const)('%s is %s', (text, type) => {
    expect(judged(text)).toEqual([type]);
  });

  it.each([
    ['if(d, s, x)', 'mixed-types if(d, s, x)'],
    ["if(d, x, 'a')", "mixed-types if(d, x, 'a')"],
    ['coalesce(x, s)', 'mixed-types coalesce(x, s)'],
    ["coalesce(s, 0, 'a')", "mixed-types coalesce(s, 0, 'a')"],
    ['if(s, x, z)', 'not-a-condition s'],
    ['if(x + 1, x, z)', 'not-a-condition x + 1'],
    ["if('a', x, z)", "not-a-condition 'a'"],
  ] as const)('%s: %s', (text, mistake) => {
    expect(judged(text).slice(1)).toEqual([mistake]);
  });
});

describe('operators', () => {
  it.each([
    ...['+', '-', '*', '/', '^'].flatMap((sign) => [
      [`x ${sign} d`, 'number'] as const,
      [`x ${sign} missing`, 'number'] as const,
      [`x ${sign} s`, 'number', 'text-as-number s'] as const,
      [`'a' ${sign} x`, 'number', "text-as-number 'a'"] as const,
    ]),
    ...['==', '!=', '<', '<=', '>', '>='].flatMap((sign) => [
      [`x ${sign} z`, 'condition'] as const,
      [`s ${sign} r`, 'condition'] as const,
      [`s ${sign} 'a'`, 'condition'] as const,
      [`d ${sign} 1`, 'condition'] as const,
      [`u ${sign} 'a'`, 'condition'] as const,
      [`x ${sign} s`, 'condition', `mixed-types x ${sign} s`] as const,
      [`s ${sign} 1`, 'condition', `mixed-types s ${sign} 1`] as const,
      [`x ${sign} missing`, 'condition', `compared-with-missing x ${sign} missing`] as const,
    ]),
    ...['and', 'or'].flatMap((word) => [
      [`d ${word} x > 1`, 'condition'] as const,
      [`d ${word} missing`, 'condition'] as const,
      [`d ${word} s`, 'condition', 'not-a-condition s'] as const,
      [`x + 1 ${word} d`, 'condition', 'not-a-condition x + 1'] as const,
      [`2 ${word} d`, 'condition', 'not-a-condition 2'] as const,
    ]),
    ['not d', 'condition'],
    ['not s', 'condition', 'not-a-condition s'],
    ['-s', 'number', 'text-as-number s'],
    ['-d', 'number'],
    ['x in [1, z]', 'condition'],
    ['s in [1, 2]', 'condition', 'text-as-number s'],
    ["x in ['a', 2]", 'condition', "text-as-number 'a'"],
    ['x in [2, 1]', 'condition', 'empty-interval x in [2, 1]'],
    ['x in {1, 2}', 'condition'],
    ['s in {a, b}', 'condition'],
    ['d in {1}', 'condition'],
    ['x in {1, a}', 'condition', 'mixed-types x in {1, a}'],
    ['s in {1, a}', 'condition', 'mixed-types s in {1, a}'],
    ['u in {1, a}', 'condition', 'mixed-types u in {1, a}'],
    ['missing in {1, a}', 'condition', 'mixed-types missing in {1, a}'],
  ] as readonly (readonly [string, ...string[]])[])('%s', (text, ...expected) => {
    expect(judged(text)).toEqual(expected);
  });
});

describe('arguments that are no data', () => {
  it.each([
    ['lag(x, 1.5)', 'argument-value 1.5'],
    ['lag(x, k=1.5)', 'argument-value 1.5'],
    ['lag(x, z)', 'argument-value z'],
    ["lag(x, k='1')", "argument-value '1'"],
    ['round(x, 0.5)', 'argument-value 0.5'],
    ['mean(x, by=2)', 'argument-value 2'],
    ['mean(x, by=x + 1)', 'argument-value x + 1'],
    ['mean(x, by=nobody)', 'unknown-name nobody'],
    ['max(x, z, by=s)', 'argument-count max(x, z, by=s)'],
    ['log(x, 2)', 'argument-count log(x, 2)'],
    ['log()', 'argument-count log()'],
    ['lag(x, by=s)', 'argument-name s'],
    ['cut(x, 3, 2)', 'argument-value 2'],
    ['cut(x, 1, 1)', 'argument-value 1'],
    ['cut(x, -1, -2)', 'argument-value -2'],
    ['lgo(x)', 'unknown-function lgo(x)'],
  ])('%s: %s', (text, mistake) => {
    expect(judged(text).slice(1)).toEqual([mistake]);
  });

  it.each(['lag(x, -1)', 'lag(x, k=0)', 'mean(x, by=s)', 'cut(x, -1, 0, 2.5)', 'cut(x, z, 1)', 'max(x, z)'])(
    '%s is right',
    (text) => {
      expect(judged(text)).toEqual(['number']);
    },
  );
});

describe('what goes along time', () => {
  const along = [...functions.values()].filter((one) => one.needs.includes('panel')).map((one) => one.name);

  it('are these', () => {
    expect([...along].sort()).toEqual(['diff', 'growth', 'lag', 'lead']);
  });

  it.each(along)('%s needs a panel, and a time that is a number', (name) => {
    expect(judged(`${name}(x)`)).toEqual(['number']);
    expect(judged(`${name}(x)`, scope({ panel: false }))).toEqual(['number', `no-panel ${name}(x)`]);
    expect(judged(`${name}(x)`, scope({ textTime: 's' }))).toEqual(['number', `text-as-number ${name}(x)`]);
  });
});

describe('calls of formulas', () => {
  it('take text as a factor, and no text in arithmetic', () => {
    const within = scope({ functions: formulaFunctions(functions) });
    expect(judged('factor(s)', within)).toEqual(['text']);
    expect(judged('factor(x)', within)).toEqual(['number']);
    expect(judged('I(s ^ 2)', within)).toEqual(['number', 'text-as-number s']);
  });
});

describe('a column as a condition', () => {
  const levels = (...known: readonly string[]): Scope => {
    const fact = { name: 'x', type: 'number', levels: known, cells: anyCells, made: null } as const;
    return scope({ columns: new Map([['x', fact]]) });
  };
  it.each([
    [['0', '1'], []],
    [['1'], []],
    [['1', '2', '9'], []],
    [['2014', '2015'], ['not-a-condition']],
  ])('of %j', (known, expected) => {
    const out: Diagnostic[] = [];
    requireCondition(expression('x'), levels(...known), { file: 'test', start: 0, end: 1 }, out);
    expect(out.map((one) => one.code)).toEqual(expected);
  });
});
