import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../runtime/sources/csv.ts';
import type { ByteInput } from '../../../runtime/sources/delimited/byte-input.ts';
import { longDecimal } from '../../../runtime/sources/delimited/long-decimal.ts';
import { isSourceFailure, type SourceFailure } from '../../../runtime/sources/failure.ts';
import type { TableSchema } from '../../../compiler/plan/catalog.ts';
import type { Options } from './formats.ts';
import { wholeCsv } from './whole-text/csv.ts';

/** Bytes that come in pieces of so many, as a large file comes in blocks. */
function inPieces(bytes: Uint8Array, piece: number): ByteInput {
  return {
    size: bytes.length,
    readAt(into, position) {
      const part = bytes.subarray(position, position + Math.min(piece, into.length));
      into.set(part);
      return part.length;
    },
  };
}

/** What describes and reads a file whole, or the failure; every value bit by bit. */
function whole(bytes: Uint8Array, options: Options): unknown {
  const schema = wholeCsv.describe(bytes, options);
  if (isSourceFailure(schema)) return schema;
  return { schema, columns: plain(wholeCsv.read(bytes, options, names(schema), null)) };
}

function streamed(bytes: Uint8Array, piece: number, options: Options): unknown {
  const input = inPieces(bytes, piece);
  const described = csv.describeInput(input, options, null, () => true);
  if (isSourceFailure(described)) return described;
  const { schema, table } = described;
  const read = csv.readInput(input, options, names(schema), null);
  expect(plain(read)).toEqual(plain(table));
  return { schema, columns: plain(read) };
}

function names({ columns }: TableSchema): readonly string[] {
  return columns.map(({ name }) => name);
}

function plain(table: ReturnType<typeof wholeCsv.read>): unknown {
  if (isSourceFailure(table)) return table;
  return [...table.columns.values()].map((column) =>
    column.kind === 'number'
      ? { ...column, values: Array.from(column.values, (value) => (Object.is(value, -0) ? '-0' : value)) }
      : { ...column, codes: Array.from(column.codes) },
  );
}

const number = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value.toFixed(18).slice(0, 19)),
  fc.stringMatching(/^[+-]?\d{0,20}\.?\d{0,24}(e[+-]?\d{1,3})?$/),
);
const odd = fc.constantFrom(
  ...[
    '',
    'NA',
    '.',
    ' NA ',
    'n/a',
    '-',
    '-0',
    '+1',
    '007',
    '0x1F',
    'Inf',
    '1,5',
    '1e400',
    '9007199254740993',
    '-99',
  ],
  ...[
    ' 1',
    '2\t',
    '"',
    '"x"',
    '"a""b"',
    '"a,b"',
    '"a\nb"',
    '"a\r\nb"',
    '"q" ',
    ' "q"',
    '中文',
    '１２',
    'é',
    'x y',
    'none',
  ],
);
const cell = fc.oneof({ weight: 4, arbitrary: number }, { weight: 2, arbitrary: odd });
const file = fc
  .record({
    width: fc.integer({ min: 1, max: 4 }),
    cells: fc.array(cell, { minLength: 1, maxLength: 40 }),
    steady: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    after: fc.constantFrom('', '\n', '\n\n', '\r', 'x', '"', '\n\n1'),
    mark: fc.constantFrom('', '\uFEFF', '\uFEFF\uFEFF'),
  })
  .map(({ width, cells, steady, end, after, mark }) => {
    const rows: string[] = [['a', 'b', 'c', 'd'].slice(0, width).join(',')];
    // Columns of one kind pass the check often enough to be compared by value.
    const of = (row: number, column: number) =>
      cells[(steady ? column + width * Math.floor(row / 2) : row * width + column) % cells.length]!;
    for (let row = 0; row < Math.ceil(cells.length / width); row += 1)
      rows.push(Array.from({ length: width }, (_, column) => of(row, column)).join(','));
    return mark + rows.join(end) + after;
  });
const options = fc.constantFrom<Options>(
  {},
  {},
  { na: ['', '-99', 'n/a'] },
  { decimal: ',', delimiter: ';' },
  { delimiter: '，' },
  { delimiter: '1' },
  { columns: { a: 'number' } },
  { columns: { a: 'integer' } },
  { columns: { a: 'string' } },
  { columns: { a: 'date' } },
);

describe('a delimited text in pieces', () => {
  it('is the table, or the failure, that the text as a whole is', () => {
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 30 }), options, (text, piece, given) => {
        const bytes = Buffer.from(text);
        expect(streamed(bytes, piece, given)).toEqual(whole(bytes, given));
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it('is so too where bytes are damaged', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom(0, 10, 13, 34, 44, 0x80, 0xe4, 0xff, 0xf0, 0xed)),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(file, damage, fc.integer({ min: 1, max: 30 }), (text, places, piece) => {
        const bytes = Buffer.from(text);
        for (const [at, byte] of places) bytes[at % bytes.length] = byte;
        expect(streamed(bytes, piece, {})).toEqual(whole(bytes, {}));
      }),
      { seed: 9, numRuns: 400 },
    );
  });

  it('is so too in another encoding', () => {
    const bytes = Buffer.from([0x61, 0x2c, 0x62, 10, 0xd6, 0xd0, 0x2c, 0x31, 10]);
    for (const given of [{ encoding: 'gbk' }, {}, { encoding: 'utf-16le' }, { encoding: 'no-such' }])
      expect(streamed(bytes, 3, given)).toEqual(whole(bytes, given));
  });

  it('longer than a block: numbers, text, and text after numbers', () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `${i / 7},${i % 5 ? 'x' : 'NA'}${i % 3},${i},"${i}\n"`,
    );
    rows[25_000] = '1,x,word,z';
    const bytes = Buffer.from(`a,b,c,d\n${rows.join('\n')}\n`);
    expect(streamed(bytes, 1 << 20, {})).toEqual(whole(bytes, {}));
  });

  it('judges the columns that nobody wants, and keeps none', () => {
    const wanted = (name: string) => name === 'b';
    const from = (text: string) => csv.describeInput(inPieces(Buffer.from(text), 9), {}, null, wanted);
    const found = from('a,b,c,d\n1,2,x,1\n3,4,y,z\n');
    if (isSourceFailure(found)) throw new Error(found.message);
    expect([...found.table.columns.keys()]).toEqual(['b']);
    expect(found.schema.columns.map(({ name, type }) => [name, type])).toEqual([
      ['a', 'number'],
      ['b', 'number'],
      ['c', 'text'],
      ['d', 'text'],
    ]);
    expect(from('a,b\n1,2\nInf,3\n')).toMatchObject({
      code: 'number-form',
      row: 2,
      column: 'a',
    } satisfies Partial<SourceFailure>);
  });
});

describe('a long decimal', () => {
  it('is the double nearest to its text, or left to the engine', () => {
    const decimal = fc.tuple(fc.stringMatching(/^\d{1,12}$/), fc.stringMatching(/^\d{1,22}$/));
    let certain = 0;
    fc.assert(
      fc.property(decimal, ([whole, fraction]) => {
        const text = `${whole}.${fraction}`;
        const bytes = Buffer.from(text);
        const value = longDecimal(bytes, 0, bytes.length, 46);
        if (Number.isNaN(value)) return;
        certain += 1;
        expect(value).toBe(Number(text));
      }),
      { seed: 10, numRuns: 8_000 },
    );
    expect(certain).toBeGreaterThan(2000);
  });

  it('leaves ties alone', () => {
    // 2^53 + 1 lies half-way between two doubles.
    const text = Buffer.from('90071992547409.93');
    expect(longDecimal(text, 0, text.length, 46)).toBe(Number('90071992547409.93'));
    const tie = Buffer.from('9007199254740993.0');
    expect(longDecimal(tie, 0, tie.length, 46)).toBeNaN();
  });
});
