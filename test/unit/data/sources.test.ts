import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../compiler/plan/plan.ts';
import { isSourceFailure, type SourceFailure } from '../../../runtime/sources/failure.ts';
import { sourceNamed } from '../../../runtime/sources/index.ts';
import type { ImmediateSource } from '../../../runtime/sources/source.ts';
import { type Cell, cells } from './fixtures.ts';

/** Everything here is exact: no tolerance. */

type Options = Readonly<Record<string, Json>>;
type Columns = Readonly<Record<string, readonly Cell[]>>;

const csv = sourceNamed('csv') as ImmediateSource;
const bytesOf = (input: string | Uint8Array) =>
  typeof input === 'string' ? new TextEncoder().encode(input) : input;

function readAll(input: string | Uint8Array, options: Options = {}, format = 'csv'): Columns | SourceFailure {
  const source = sourceNamed(format) as ImmediateSource;
  const schema = source.describe(bytesOf(input), options);
  if (isSourceFailure(schema)) return schema;
  const names = schema.columns.map((column) => column.name);
  const table = source.read(bytesOf(input), options, names, null);
  if (isSourceFailure(table)) throw new Error(`describe passed, read did not: ${table.message}`);
  expect(table.rows).toBe(schema.rows);
  for (const { name, type } of schema.columns)
    expect(table.columns.get(name)!.kind).toBe(type === 'text' ? 'text' : 'number');
  return Object.fromEntries([...table.columns].map(([name, column]) => [name, cells(column)]));
}

const gb = Uint8Array.from([...bytesOf('city,v\n'), 0xce, 0xe4, 0xba, 0xba, ...bytesOf(',1\n')]);
const windows = Uint8Array.from([...bytesOf('a\n'), 0x80, 0x93, 0xe9, 0x94, 0x0a]);
const utf16 = Uint8Array.from([
  0xff,
  0xfe,
  ...[...'a,b\n1,2\n'].flatMap((letter) => [letter.charCodeAt(0), 0]),
]);

const right: readonly (readonly [string, string | Uint8Array, Options, Columns])[] = [
  ['plain', 'a,b\n1,x\n2,y\n', {}, { a: [1, 2], b: ['x', 'y'] }],
  ['no newline at the end', 'a,b\n1,x', {}, { a: [1], b: ['x'] }],
  ['byte-order mark', '\ufeffa,b\n1,x\n', {}, { a: [1], b: ['x'] }],
  ['CRLF', 'a,b\r\n1,x\r\n2,y\r\n', {}, { a: [1, 2], b: ['x', 'y'] }],
  ['CR alone', 'a,b\r1,x\r2,y\r', {}, { a: [1, 2], b: ['x', 'y'] }],
  ['mixed line ends', 'a,b\r\n1,x\n2,y\r3,z', {}, { a: [1, 2, 3], b: ['x', 'y', 'z'] }],
  ['empty lines at the end', 'a,b\n1,x\n\n\r\n', {}, { a: [1], b: ['x'] }],
  ['an empty line in one column is a missing cell', 'a\n1\n\n2\n', {}, { a: [1, null, 2] }],
  ['quotes', '"a","b"\n"1","x"\n', {}, { a: [1], b: ['x'] }],
  ['a delimiter in quotes', 'a,b\n1,"x,y"\n', {}, { a: [1], b: ['x,y'] }],
  ['a quote in quotes', 'a,b\n1,"x ""y"" z"\n', {}, { a: [1], b: ['x "y" z'] }],
  ['a newline in quotes', 'a,b\n1,"x\r\ny"\n2,z\n', {}, { a: [1, 2], b: ['x\r\ny', 'z'] }],
  ['an empty quoted cell', 'a,b\n1,""\n2,z\n', {}, { a: [1, 2], b: [null, 'z'] }],
  ['a quote inside an unquoted cell', 'a,b\n1,5" pipe\n', {}, { a: [1], b: ['5" pipe'] }],
  ['missing words', 'a,b\n,NA\n.,z\n1,\n', {}, { a: [null, null, 1], b: [null, 'z', null] }],
  ['declared missing words', 'a,b\n-99,x\n1,\n', { na: ['-99', ''] }, { a: [null, 1], b: ['x', null] }],
  ['windows-1252', windows, { encoding: 'windows-1252' }, { a: ['€“é”'] }],
  ['a column without values', 'a,b\n1,\n2,NA\n', {}, { a: [1, 2], b: [null, null] }],
  ['forms of numbers', 'a\n-1\n+2\n.5\n5.\n1e3\n1.5E-3\n0\n', {}, { a: [-1, 2, 0.5, 5, 1000, 0.0015, 0] }],
  ['a number to the last bit', 'a\n0.1234567890123456789\n', {}, { a: [0.12345678901234568] }],
  ['blanks around numbers and names', ' a , b \n 1 , x\n2\t,y\n', {}, { a: [1, 2], b: [' x', 'y'] }],
  ['007 stays text', 'a,b\n007,1\n7,2\n', {}, { a: ['007', '7'], b: [1, 2] }],
  ['0.5 is no key', 'a\n0.5\n0\n-0.25\n', {}, { a: [0.5, 0, -0.25] }],
  [
    '2^53 + 1 stays text',
    'a\n9007199254740993\n9007199254740992\n',
    {},
    { a: ['9007199254740993', '9007199254740992'] },
  ],
  ['2^53 is a number', 'a\n9007199254740992\n1\n', {}, { a: [9007199254740992, 1] }],
  ['007 declared a number', 'a\n007\n8\n', { columns: { a: 'number' } }, { a: [7, 8] }],
  ['a number declared text', 'a\n1\n1.0\n', { columns: { a: 'string' } }, { a: ['1', '1.0'] }],
  ['declared integer', 'a\n1\n-2\nNA\n', { columns: { a: 'integer' } }, { a: [1, -2, null] }],
  ['Inf declared missing', 'a\n1\nInf\n', { na: ['Inf'] }, { a: [1, null] }],
  ['Inf among words', 'a\nInf\nabc\n', {}, { a: ['Inf', 'abc'] }],
  ['mixed text', 'a\n1\nA03\n', {}, { a: ['1', 'A03'] }],
  ['hexadecimal keys', 'a\n0x1A\n0x1B\n', {}, { a: ['0x1A', '0x1B'] }],
  ['GBK', gb, { encoding: 'gbk' }, { city: ['武汉'], v: [1] }],
  ['GB18030', gb, { encoding: 'gb18030' }, { city: ['武汉'], v: [1] }],
  ['UTF-16', utf16, { encoding: 'utf-16le' }, { a: [1], b: [2] }],
  [
    'semicolon and decimal comma',
    'a;b\n1,5;x\n-2,25e1;y\n',
    { delimiter: ';', decimal: ',' },
    { a: [1.5, -22.5], b: ['x', 'y'] },
  ],
  ['CJK and astral names', '城市,年份,𠀀\n武汉,2013,1\n', {}, { 城市: ['武汉'], 年份: [2013], 𠀀: [1] }],
  [
    'names of object properties',
    '__proto__,constructor\n1,x\n',
    {},
    Object.fromEntries([
      ['__proto__', [1]],
      ['constructor', ['x']],
    ]),
  ],
  ['a trailing delimiter is an empty cell', 'a,b\n1,\n2,3\n', {}, { a: [1, 2], b: [null, 3] }],
  ['full-width text that is no number', 'a\n１号\n２号\n', {}, { a: ['１号', '２号'] }],
  ['dates are text', 'a\n2020-01-05\n2020-01-06\n', {}, { a: ['2020-01-05', '2020-01-06'] }],
];

describe('delimited text that can be read', () => {
  it.each(right)('%s', (_, input, options, columns) => {
    expect(readAll(input, options)).toEqual(columns);
  });

  it('reads tabs as tsv', () => {
    expect(readAll('a\tb\n1\tx, y\n', {}, 'tsv')).toEqual({ a: [1], b: ['x, y'] });
  });

  it('sorts levels by code point, and lists them in order of appearance', () => {
    const bytes = bytesOf('a\nb\nB\n\u{1f600}\n\uff5e\na\nb\n');
    const table = csv.read(bytes, {}, ['a'], null);
    expect(isSourceFailure(table) ? table : table.columns.get('a')).toMatchObject({
      levels: ['B', 'a', 'b', '\uff5e', '\u{1f600}'],
    });
    expect(csv.describe(bytes, {})).toMatchObject({
      columns: [{ name: 'a', type: 'text', levels: ['b', 'B', '\u{1f600}', '\uff5e', 'a'] }],
    });
  });

  it('reads the named columns only, in the order of the file, with the keys of the panel', () => {
    const table = csv.read(bytesOf('a,u,t,b\n1,x,1,Inf\n'), {}, ['a'], { unit: 'u', time: 't' });
    expect(isSourceFailure(table) ? table : [...table.columns.keys()]).toEqual(['a', 'u', 't']);
  });
});

interface Wrong {
  readonly code: string;
  readonly row?: number | null;
  readonly line?: number | null;
  readonly column?: string;
  readonly says: string;
}

const bad = Uint8Array.from([...bytesOf('a,b\n1,"x\ny"\n2,'), 0xff, ...bytesOf('\n')]);

const wrong: readonly (readonly [string, string | Uint8Array, Options, Wrong])[] = [
  ['nothing', '', {}, { code: 'csv-empty', says: 'the file is empty' }],
  ['only line ends', '\n\r\n', {}, { code: 'csv-empty', says: 'the file is empty' }],
  ['no rows', 'a,b\n', {}, { code: 'csv-empty', says: 'a header and no rows' }],
  ['an empty name', 'a,,c\n1,2,3\n', {}, { code: 'csv-header', line: 1, says: 'column 2 has no name' }],
  [
    'a repeated name',
    'a,b,a\n1,2,3\n',
    {},
    { code: 'csv-header', line: 1, says: 'columns 1 and 3 are both named "a"' },
  ],
  ['another delimiter', 'a;b\n1;2\n', {}, { code: 'csv-header', line: 1, says: 'one column, named "a;b"' }],
  [
    'a short row',
    'a,b\n1,2\n3\n',
    {},
    { code: 'csv-ragged', row: 2, line: 3, says: 'row 2 (line 3) has 1 cell, the header has 2 cells' },
  ],
  ['a long row', 'a,b\n1,2,3\n', {}, { code: 'csv-ragged', row: 1, line: 2, says: 'has 3 cells' }],
  [
    'a long row after a newline in quotes',
    'a,b\n1,"x\ny"\n1,2,3\n',
    {},
    { code: 'csv-ragged', row: 2, line: 4, says: 'row 2 (line 4)' },
  ],
  [
    'an empty line inside',
    'a,b\n1,2\n\n3,4\n',
    {},
    { code: 'csv-ragged', row: 2, line: 3, says: 'row 2 (line 3) is empty' },
  ],
  [
    'an unclosed quote',
    'a,b\n1,"x\n2,y\n',
    {},
    { code: 'csv-quote', row: 1, line: 2, says: 'opens a quote that is never closed' },
  ],
  [
    'text after a quote',
    'a,b\n1,2\n3,"x"y\n',
    {},
    { code: 'csv-quote', row: 2, line: 3, says: 'text after a closing quote' },
  ],
  [
    'a blank before a quote',
    'a,b\n1, "x,y"\n',
    {},
    { code: 'csv-quote', row: 1, line: 2, says: 'blanks before a quoted cell' },
  ],
  [
    'a quote in the header',
    '"a,b\n1,2\n',
    {},
    { code: 'csv-quote', row: null, line: 1, says: 'the header (line 1)' },
  ],
  [
    'a NUL character',
    'a,b\n1,2\n3,\0\n',
    {},
    { code: 'csv-nul', row: 2, line: 3, says: 'row 2 (line 3) holds a NUL' },
  ],
  [
    'invalid UTF-8',
    bad,
    {},
    { code: 'encoding-invalid', row: 2, line: 4, says: 'row 2 (line 4) holds bytes that are not utf-8' },
  ],
  ['GBK read as UTF-8', gb, {}, { code: 'encoding-invalid', row: 1, line: 2, says: 'not utf-8' }],
  ['UTF-16 read as UTF-8', utf16, {}, { code: 'encoding-invalid', line: 1, says: 'UTF-16 byte-order mark' }],
  [
    'an unknown encoding',
    'a\n1\n',
    { encoding: 'klingon' },
    { code: 'encoding-unknown', says: '"klingon" is not a known encoding' },
  ],
  [
    'Inf',
    'a,b\n1,2\n2,Inf\n',
    {},
    { code: 'number-form', row: 2, line: 3, column: 'b', says: 'row 2 (line 3), column b: "Inf"' },
  ],
  ['-Inf', 'a\n1\n-inf\n', {}, { code: 'number-form', row: 2, column: 'a', says: '"-inf"' }],
  ['NaN', 'a\nNaN\n1\n', {}, { code: 'number-form', row: 1, column: 'a', says: '"NaN"' }],
  ['1e400', 'a\n1\n1e400\n', {}, { code: 'number-form', row: 2, column: 'a', says: '"1e400"' }],
  ['1e-400', 'a\n1\n1e-400\n', {}, { code: 'number-form', row: 2, column: 'a', says: '"1e-400"' }],
  ['hexadecimal', 'a\n1\n0x1A\n', {}, { code: 'number-form', row: 2, column: 'a', says: '"0x1A"' }],
  ['full-width digits', 'a\n1\n１２\n', {}, { code: 'number-form', row: 2, column: 'a', says: '"１２"' }],
  [
    'only full-width digits',
    'a\n１２\n３．５\n',
    {},
    { code: 'number-form', row: 1, column: 'a', says: '"１２"' },
  ],
  ['thousands', 'a\n1\n"1,234"\n', {}, { code: 'number-form', row: 2, column: 'a', says: '"1,234"' }],
  [
    'only thousands',
    'a\n"1,234"\n"5,678.9"\n',
    {},
    { code: 'number-form', row: 1, column: 'a', says: '"1,234"' },
  ],
  [
    'an undeclared decimal comma',
    'a;b\n1;2\n1,5;3\n',
    { delimiter: ';' },
    { code: 'number-form', row: 2, column: 'a', says: '"1,5"' },
  ],
  [
    'a point where the comma is declared',
    'a;b\n1,5;2\n1.5;3\n',
    { delimiter: ';', decimal: ',' },
    { code: 'number-form', row: 2, column: 'a', says: '"1.5"' },
  ],
  ['a typographic minus', 'a\n1\n−5\n', {}, { code: 'number-form', row: 2, column: 'a', says: '"−5"' }],
  [
    'an error of a spreadsheet',
    'a\n1\n#DIV/0!\n',
    {},
    { code: 'number-form', row: 2, column: 'a', says: '"#DIV/0!"' },
  ],
  [
    'n/a',
    'a\n1\nn/a\n2\n',
    {},
    {
      code: 'number-form',
      row: 2,
      line: 3,
      column: 'a',
      says: '"n/a" stands between numbers and is not declared as missing',
    },
  ],
  [
    'an empty cell that na does not list',
    'a,b\n1,x\n,y\n',
    { na: ['NA'] },
    { code: 'number-form', row: 2, column: 'a', says: '"" stands between numbers' },
  ],
  [
    'declared number, text',
    'a\n1\nabc\n',
    { columns: { a: 'number' } },
    { code: 'number-form', row: 2, column: 'a', says: '"abc" is not a plain decimal number' },
  ],
  [
    'declared number, too large',
    'a\n1e999\n',
    { columns: { a: 'number' } },
    { code: 'number-form', row: 1, column: 'a', says: 'too large' },
  ],
  [
    'declared integer, fraction',
    'a\n1.5\n',
    { columns: { a: 'integer' } },
    { code: 'number-form', row: 1, column: 'a', says: 'not an integer' },
  ],
  [
    'declared integer, beyond 2^53',
    'a\n9007199254740993\n',
    { columns: { a: 'integer' } },
    { code: 'number-form', row: 1, column: 'a', says: 'beyond 2^53' },
  ],
  [
    'declared date',
    'a\n2020-01-01\n2020-01\n',
    { columns: { a: 'date' } },
    { code: 'number-form', row: 2, column: 'a', says: 'ISO day' },
  ],
  [
    'a type of a column that is not there',
    'city\nx\n',
    { columns: { cty: 'string' } },
    { code: 'unknown-column', column: 'cty', says: 'the file has no column cty' },
  ],
  [
    'an unknown type',
    'a\n1\n',
    { columns: { a: 'float' } },
    { code: 'option-value', says: 'float is not a type' },
  ],
  [
    'an unknown option',
    'a\n1\n',
    { delimeter: ';' },
    { code: 'foreign-option', says: 'delimeter is not an option' },
  ],
  ['a long delimiter', 'a\n1\n', { delimiter: '::' }, { code: 'option-value', says: 'one character' }],
  ['delimiter and decimal alike', 'a,b\n1,2\n', { decimal: ',' }, { code: 'option-value', says: 'both ","' }],
];

describe('delimited text that is refused', () => {
  it.each(wrong)('%s', (_, input, options, { says, ...place }) => {
    const failure = readAll(input, options);
    expect(failure).toMatchObject({ kind: 'failure', ...place });
    expect((failure as unknown as SourceFailure).message).toContain(says);
  });

  it('hints at what would help', () => {
    expect(readAll(gb)).toMatchObject({ hint: expect.stringContaining('gb18030') });
    expect(readAll('a\n1\n-\n')).toMatchObject({
      hint: 'list "-" under na, or declare columns: {a: string}',
    });
    expect(csv.read(bytesOf('city\nx\n'), {}, ['cty'], null)).toMatchObject({
      code: 'unknown-column',
      hint: 'did you mean city?',
    });
  });

  it('shows a long cell cut, with control characters escaped', () => {
    const failure = readAll(`a\n1\n"${'9,999'.repeat(40)}"\n`, { columns: { a: 'number' } });
    expect((failure as unknown as SourceFailure).message.length).toBeLessThan(160);
    expect(readAll('a\n1\n"x\ny"\n', { columns: { a: 'number' } })).toMatchObject({
      message: expect.stringContaining('"x\\ny"'),
    });
  });
});

describe('any text', () => {
  const letter = fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '\t', ';', '.', '武');

  it('comes back as it was written, once quoted', () => {
    const cell = fc.array(letter, { maxLength: 6 }).map((letters) => `x${letters.join('')}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (pairs) => {
        const quoted = pairs.map((pair) => pair.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
        expect(readAll(['p,q', ...quoted].join('\r\n'))).toEqual({
          p: pairs.map(([p]) => p),
          q: pairs.map(([, q]) => q),
        });
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('is read or refused, and every refusal of a cell names its line', () => {
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 30 }), (letters) => {
        const text = letters.join('');
        const lines = text.split(/\r\n|\r|\n/).length;
        const result = csv.describe(bytesOf(text), {});
        if (isSourceFailure(result)) {
          if (result.line !== null) expect(result.line).toBeLessThanOrEqual(lines);
          expect(result.row === null || result.line !== null).toBe(true);
        } else {
          expect(result.rows).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});
