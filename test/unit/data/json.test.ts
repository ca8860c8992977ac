import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { type Columns, type Options, readAll } from './formats.ts';

/** Everything here is exact: no tolerance. */

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, options: Options = {}) => readAll('json', bytesOf(text), options);

const right: readonly (readonly [string, string, Options, Columns])[] = [
  ['a list of rows', '[{"a": 1, "b": "x"}, {"a": -2.5e1, "b": "y"}]', {}, { a: [1, -25], b: ['x', 'y'] }],
  ['one row a line', '{"a": 1}\n{"a": 2}\r\n', {}, { a: [1, 2] }],
  ['a byte-order mark', '\ufeff[{"a": 1}]', {}, { a: [1] }],
  ['true and false', '[{"a": true}, {"a": false}, {"a": null}]', {}, { a: [1, 0, null] }],
  ['missing keys', '[{"a": 1}, {"b": "x"}, {}]', {}, { a: [1, null, null], b: [null, 'x', null] }],
  ['an empty text is missing', '[{"a": ""}, {"a": "x"}]', {}, { a: [null, 'x'] }],
  ['but not where na says otherwise', '[{"a": ""}, {"a": "x"}]', { na: ['x'] }, { a: ['', null] }],
  [
    'words and numbers under na',
    '[{"a": -9, "b": "NA"}, {"a": 1, "b": "z"}]',
    { na: [-9, 'NA'] },
    { a: [null, 1], b: [null, 'z'] },
  ],
  ['a word among numbers, under na', '[{"a": "n/a"}, {"a": 1}]', { na: ['n/a'] }, { a: [null, 1] }],
  ['text that looks like numbers stays text', '[{"a": "1"}, {"a": "007"}]', {}, { a: ['1', '007'] }],
  ['unless declared', '[{"a": "1"}, {"a": " 007 "}]', { columns: { a: 'number' } }, { a: [1, 7] }],
  [
    'integers beyond 2^53 stay distinct',
    '[{"a": 9007199254740993}, {"a": 9007199254740992}, {"a": 1}]',
    {},
    { a: ['9007199254740993', '9007199254740992', '1'] },
  ],
  ['2^53 itself is a number', '[{"a": 9007199254740992}]', {}, { a: [9007199254740992] }],
  [
    'numbers declared as text',
    '[{"a": 1.50}, {"a": true}, {"a": "x"}]',
    { columns: { a: 'string' } },
    { a: ['1.5', 'true', 'x'] },
  ],
  [
    'names of the prototype',
    '[{"__proto__": 1, "constructor": 2, "toString": "x"}]',
    {},
    { ['__proto__']: [1], constructor: [2], toString: ['x'] },
  ],
  [
    'keys in order of first appearance',
    '[{"b": 1}, {"1": 2, "a": 3, "b": 4}]',
    {},
    { b: [1, 4], '1': [null, 2], a: [null, 3] },
  ],
  ['escapes', '[{"\\u6280\\u672f": "a\\n\\"\\\\\\/\\ud83d\\ude00"}]', {}, { 技术: ['a\n"\\/😀'] }],
  ['a declared encoding', '[{"a": "x"}]', { encoding: 'gbk' }, { a: ['x'] }],
  ['no value at all', '[{"a": null}, {}]', {}, { a: [null, null] }],
  ['0 and the smallest number', '[{"a": -0.0}, {"a": 5e-324}]', {}, { a: [-0, 5e-324] }],
];

describe('json that is right', () => {
  it.each(right)('%s', (_title, text, options, expected) => {
    const found = read(text, options);
    expect(found).toEqual(expected);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
  });
});

const wrong: readonly (readonly [string, string, Options, string, string])[] = [
  ['nothing', ' \n', {}, 'json-empty', 'the file has no rows'],
  ['no rows', '[]', {}, 'json-empty', 'the file has no rows'],
  [
    'no rows but text after',
    '[] x',
    {},
    'json-syntax',
    'line 1, character 4: "x" stands where the end of the file',
  ],
  ['not closed', '[{"a": 1}', {}, 'json-syntax', 'line 1, character 10: the file ends where "," or "]"'],
  ['cut in a row', '[{"a": 1}, {"a"', {}, 'json-syntax', 'line 1, character 16: the file ends where ":"'],
  [
    'a comma too many',
    '[\n {"a": 1,}\n]',
    {},
    'json-syntax',
    'line 2, character 10: "}" stands where a key in quotes',
  ],
  ['single quotes', "[{'a': 1}]", {}, 'json-syntax', 'character 3: "\'" stands where a key'],
  ['NaN', '[{"a": NaN}]', {}, 'json-syntax', 'line 1, character 8: "N" stands where a value'],
  ['a leading zero', '[{"a": 007}]', {}, 'json-syntax', 'line 1, character 9: "0" stands where "," or "}"'],
  ['a text over two lines', '[{"a": "x\ny"}]', {}, 'json-syntax', 'is not closed on its line'],
  ['an unknown escape', '[{"a": "\\x"}]', {}, 'json-syntax', 'has an escape that JSON does not have'],
  ['half a pair', '[{"a": "\\ud800"}]', {}, 'json-syntax', 'has an escape that JSON does not have'],
  ['numbers in a list', '[1, 2]', {}, 'json-syntax', 'line 1, character 2: "1" stands where a row {…}'],
  [
    'nested',
    '[{"a": 1},\n{"b": {"c": 1}}]',
    {},
    'json-nested',
    'line 2, character 7: row 2, key "b" holds an object',
  ],
  ['columns instead of rows', '{"a": [1, 2]}', {}, 'json-nested', 'row 1, key "a" holds a list'],
  ['very deep', `[{"a": ${'['.repeat(100_000)}`, {}, 'json-nested', 'holds a list'],
  [
    'a key twice',
    '[{"a": 1},\n {"a": 1, "b": 2, "a": 1}]',
    {},
    'json-duplicate',
    'line 2, character 19: row 2 has the key "a" twice',
  ],
  ['a key without name', '[{"": 1}]', {}, 'column-name', 'column 1 has no name'],
  [
    'numbers and text',
    '[{"a": 1}, {"a": 2},\n{"a": "x"}]',
    {},
    'number-form',
    'row 3 (line 2), column a: "x" is text, in a column of numbers',
  ],
  [
    'a number among texts',
    '[{"a": "x"}, {"a": 2}, {"a": "y"}]',
    {},
    'number-form',
    'row 2 (line 1), column a: "2" is a number, in a column of text',
  ],
  [
    'true among numbers',
    '[{"a": 1}, {"a": true}]',
    {},
    'number-form',
    '"true" is true or false, in a column of numbers',
  ],
  [
    'too large',
    '[{"a": 1e400}]',
    {},
    'number-form',
    'row 1 (line 1), column a: "1e400" is too large for a number',
  ],
  ['too small', '[{"a": 1e-400}]', {}, 'number-form', '"1e-400" is too small for a number'],
  [
    'text declared a number',
    '[{"a": "1,5"}]',
    { columns: { a: 'number' } },
    'number-form',
    'is not a plain decimal number',
  ],
  [
    'a fraction declared an integer',
    '[{"a": 1.5}]',
    { columns: { a: 'integer' } },
    'number-form',
    'is not an integer',
  ],
  [
    'too large for a declared integer',
    '[{"a": 9007199254740993}]',
    { columns: { a: 'integer' } },
    'number-form',
    'beyond 2^53',
  ],
  [
    'a declared column that is not there',
    '[{"wage": 1}]',
    { columns: { wag: 'number' } },
    'unknown-column',
    'no column wag',
  ],
  [
    'an option of another format',
    '[{"a": 1}]',
    { delimiter: ';' },
    'foreign-option',
    'delimiter is not an option',
  ],
  [
    'bytes of another encoding',
    '[{"a": "\ufffd"}]',
    { encoding: 'ascii-of-some-kind' },
    'encoding-unknown',
    'not a known encoding',
  ],
];

describe('json that is wrong', () => {
  it.each(wrong)('%s', (_title, text, options, code, message) => {
    const found = read(text, options);
    expect(isSourceFailure(found) && found.code).toBe(code);
    expect(isSourceFailure(found) && found.message).toContain(message);
  });

  it('refuses rows that do not share their keys, before the memory is full', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `{"k${i}": 1}`);
    expect(read(`[${rows.join(',')}]`)).toMatchObject({ code: 'json-ragged' });
  });
});

describe('json against JSON.parse', () => {
  const value = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  it('reads any table of numbers and texts that JSON.stringify writes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: value, s: fc.string({ minLength: 1, unit: 'grapheme' }) }), { minLength: 1 }),
        fc.constantFrom(undefined, 2),
        (rows, indent) => {
          const expected = JSON.parse(JSON.stringify(rows)) as typeof rows;
          expect(read(JSON.stringify(rows, null, indent), { columns: { x: 'number' } })).toEqual({
            x: expected.map((row) => row.x),
            s: expected.map((row) => row.s),
          });
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  it('takes no text that JSON.parse refuses, whatever is damaged', () => {
    const text = '[{"a": 1.5e3, "b": "x\\n\\u00e9"}, {"a": null, "b": true}]';
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(text.length - 1), fc.constantFrom(...'{}[]",:1e-.ntu\\ ')), {
          maxLength: 3,
        }),
        (edits) => {
          const letters = [...text];
          for (const [at, letter] of edits) letters[at] = letter;
          const damaged = letters.join('');
          const found = read(damaged, { columns: {} });
          if (!isSourceFailure(found)) expect(() => JSON.parse(damaged)).not.toThrow();
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
  });
});
