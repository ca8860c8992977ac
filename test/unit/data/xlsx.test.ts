import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { type Columns, damaged, type Options, readLate } from './formats.ts';

/** Everything here is exact: no tolerance. types.xlsx is by R's openxlsx (files/make-files.R), the rest by hucre. */

const types = readFileSync(new URL('./files/types.xlsx', import.meta.url));
const read = (bytes: Uint8Array, options: Options = {}) => readLate('xlsx', bytes, options);
const sheet = (rows: readonly (readonly CellValue[])[], rest: Partial<WriteSheet> = {}) =>
  writeXlsx({ sheets: [{ name: 'Data', rows: rows.map((row) => [...row]), ...rest }] });
const day = (text: string) => new Date(`${text}Z`);

describe('a workbook by openxlsx', () => {
  it('has its first sheet read, unless another is named', async () => {
    expect(await read(types)).toEqual({ note: ['made up', 'twice'] });
  });

  it.each(['Panel data', '2'])('has the sheet %s, hidden, with all rows, hidden or not', async (name) => {
    expect(await read(types, { sheet: name, na: ['', '#N/A'] })).toEqual({
      day: ['1900-03-01', '2020-02-29', null],
      yes: [1, null, 0],
      code: ['007', '12', null],
      num: [1.5, null, 1e-300],
      year: [2019, 2020, 2021],
      err: [1, null, 3],
    });
  });

  it.each([
    [
      'an error',
      { sheet: 2 },
      'number-form',
      'row 2 (cell F3), column err: "#N/A" is an error in the workbook',
    ],
    [
      'a formula without value',
      { sheet: 'Formula' },
      'number-form',
      'row 1 (cell B2), column b: "=A2*2" is a formula whose',
    ],
    ['merged cells', { sheet: 'Merged' }, 'xlsx-table', '"Merged" has merged cells (A2:A3)'],
    ['a sheet that is not there', { sheet: 'Panel' }, 'xlsx-sheet', 'no sheet "Panel"'],
    ['a position beyond the last', { sheet: 9 }, 'xlsx-sheet', 'no sheet "9"'],
  ] as const)('%s is refused', async (_title, options, code, message) => {
    const found = await read(types, options);
    expect(found).toMatchObject({ code });
    expect(isSourceFailure(found) && found.message).toContain(message);
  });

  it('lists its sheets where one is not found', async () => {
    expect(await read(types, { sheet: 'x' })).toMatchObject({
      hint: 'it has: 1 "Notes", 2 "Panel data", 3 "Formula", 4 "Merged"',
    });
  });
});

const right: readonly (readonly [string, readonly (readonly CellValue[])[], Options, Columns])[] = [
  [
    'numbers and text',
    [
      ['a', 'b'],
      [1, 'x'],
      [-2.5, 'y'],
    ],
    {},
    { a: [1, -2.5], b: ['x', 'y'] },
  ],
  [
    'empty rows and columns at the end',
    [
      ['a', null],
      [1, null],
      [null, ''],
      [null, null],
    ],
    {},
    { a: [1] },
  ],
  [
    'an empty column between',
    [
      ['a', null, 'b'],
      [1, null, 2],
    ],
    {},
    { a: [1], b: [2] },
  ],
  [
    'a column without values',
    [
      ['a', 'b'],
      [1, null],
      [2, ''],
    ],
    {},
    { a: [1, 2], b: [null, null] },
  ],
  ['numbers stored as text', [['a'], ['1'], ['2']], {}, { a: ['1', '2'] }],
  ['numbers stored as text, declared', [['a'], ['1'], [2]], { columns: { a: 'number' } }, { a: [1, 2] }],
  [
    'years as names',
    [
      [2019, ' x '],
      [1, 2],
    ],
    {},
    { '2019': [1], x: [2] },
  ],
  ['true and false', [['a'], [true], [null], [false]], {}, { a: [1, null, 0] }],
  ['words under na', [['a'], [-9], ['n/a'], [3]], { na: [-9, 'n/a'] }, { a: [null, null, 3] }],
  ['numbers declared as text', [['a'], [1], ['x']], { columns: { a: 'string' } }, { a: ['1', 'x'] }],
  ['Unicode', [['技术'], ['武汉😀']], {}, { 技术: ['武汉😀'] }],
];

describe('sheets that are right', () => {
  it.each(right)('%s', async (_title, rows, options, expected) => {
    expect(await read(await sheet(rows), options)).toEqual(expected);
  });

  it('dates become ISO days, in both date systems', async () => {
    const rows = [['d'], [day('1900-01-01')], [day('1999-12-31')], [null], [day('2024-02-29')]];
    const expected = { d: ['1900-01-01', '1999-12-31', null, '2024-02-29'] };
    expect(await read(await sheet(rows))).toEqual(expected);
    const later = rows.map((row, i) => (i === 1 ? [day('1904-01-02')] : row)) as CellValue[][];
    const bytes = await writeXlsx({ sheets: [{ name: 'Data', rows: later }], dateSystem: '1904' });
    expect(await read(bytes)).toEqual({ d: ['1904-01-02', '1999-12-31', null, '2024-02-29'] });
  });
});

const wrong: readonly (readonly [string, readonly (readonly CellValue[])[], Options, string, string])[] = [
  ['an empty sheet', [], {}, 'xlsx-table', 'the sheet "Data" is empty'],
  ['a header alone', [['a', 'b']], {}, 'xlsx-table', 'has a header and no rows'],
  ['an empty first row', [[null], ['a'], [1]], {}, 'xlsx-table', 'has an empty first row'],
  [
    'an empty row between',
    [
      ['a', 'b'],
      [1, 2],
      [null, null],
      [2, 1],
    ],
    {},
    'xlsx-table',
    'is empty in its row 3, and rows follow',
  ],
  [
    'a column without name',
    [
      ['a', null],
      [1, 2],
    ],
    {},
    'xlsx-table',
    'has cells in column B, which has no name',
  ],
  [
    'a name twice',
    [
      ['a', 'b', 'a '],
      [1, 2, 3],
    ],
    {},
    'column-name',
    'columns 1 and 3 are both named "a"',
  ],
  [
    'text among numbers',
    [
      ['x', 'a'],
      [0, 1],
      [0, 'n/a'],
      [0, 2],
    ],
    {},
    'number-form',
    'row 2 (cell B3), column a: "n/a" is text, in a column of numbers',
  ],
  [
    'a number among dates',
    [['a'], [day('2020-01-01')], [2], [day('2020-01-02')]],
    {},
    'number-form',
    'row 2 (cell A3), column a: "2" is a number, in a column of dates',
  ],
  [
    'a time of day',
    [['a'], [day('2020-01-01T09:30')]],
    {},
    'number-form',
    '"2020-01-01 09:30" has a time of day',
  ],
  [
    'a date declared a number',
    [['a'], [day('2020-01-01')]],
    { columns: { a: 'number' } },
    'number-form',
    'is not a plain decimal number',
  ],
  [
    'an option of text files',
    [['a'], [1]],
    { delimiter: ';' },
    'foreign-option',
    'delimiter is not an option',
  ],
  [
    'a declared column that is not there',
    [['wage'], [1]],
    { columns: { wag: 'number' } },
    'unknown-column',
    'no column wag',
  ],
];

describe('sheets that are refused', () => {
  it.each(wrong)('%s', async (_title, rows, options, code, message) => {
    const found = await read(await sheet(rows), options);
    expect(found).toMatchObject({ code });
    expect(isSourceFailure(found) && found.message).toContain(message);
  });
});

/** An archive of one part; `claimed` is the size that its directory states. */
function archive(packed: Uint8Array, claimed: number): Uint8Array {
  const name = new TextEncoder().encode('[Content_Types].xml');
  const bytes = new Uint8Array(30 + name.length + packed.length + 46 + name.length + 22);
  const view = new DataView(bytes.buffer);
  const sizes = (at: number) => {
    view.setUint16(at, 8, true);
    view.setUint32(at + 10, packed.length, true);
    view.setUint32(at + 14, claimed, true);
    view.setUint16(at + 18, name.length, true);
  };
  view.setUint32(0, 0x04034b50, true);
  sizes(8);
  bytes.set(name, 30);
  bytes.set(packed, 30 + name.length);
  const directory = 30 + name.length + packed.length;
  view.setUint32(directory, 0x02014b50, true);
  sizes(directory + 10);
  bytes.set(name, directory + 46);
  const end = directory + 46 + name.length;
  view.setUint32(end, 0x06054b50, true);
  view.setUint16(end + 8, 1, true);
  view.setUint16(end + 10, 1, true);
  view.setUint32(end + 12, 46 + name.length, true);
  view.setUint32(end + 16, directory, true);
  return bytes;
}

describe('files that are no workbooks', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  it.each([
    ['nothing', text(''), 'the file is no workbook'],
    ['text', text('a,b\n1,2\n'), 'the file is no workbook'],
    [
      'the older format',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'of the older format, or protected',
    ],
    ['another archive', archive(deflateRawSync('<x/>'), 4), 'the workbook cannot be read'],
  ])('%s', async (_title, bytes, message) => {
    const found = await read(bytes);
    expect(found).toMatchObject({ code: 'xlsx-damaged' });
    expect(isSourceFailure(found) && found.message).toContain(message);
  });

  it('an archive that would unpack to more than 2^28 bytes is refused unopened', async () => {
    const bomb = deflateRawSync(new Uint8Array(2 ** 20));
    expect(await read(archive(bomb, 2 ** 20))).toMatchObject({ code: 'xlsx-damaged' });
    const large = new Uint8Array(2 ** 19);
    expect(await read(archive(large, 2 ** 28 + 1))).toMatchObject({ code: 'source-too-large' });
  });

  it('a part that unpacks to more than its directory says is refused', async () => {
    const bomb = deflateRawSync(new Uint8Array(2 ** 20));
    expect(await read(archive(bomb, 1000))).toMatchObject({ code: 'xlsx-damaged' });
  });

  it('damaged bytes are read or refused, never an exception', async () => {
    const bytes = await sheet([
      ['a', 'b'],
      [1, 'x'],
      [2.5, 'y'],
      [day('2020-01-01'), null],
    ]);
    for (const damage of damaged(bytes, 60)) await read(damage);
    for (let size = 0; size < bytes.length; size += 97) {
      expect(await read(bytes.subarray(0, size))).toMatchObject({ kind: 'failure' });
    }
  });
});
