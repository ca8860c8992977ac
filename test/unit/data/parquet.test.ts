import { readdirSync, readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { parquet } from '../../../runtime/sources/parquet.ts';
import { type Columns, damaged, type Options, readLate } from './formats.ts';

/** Everything here is exact: no tolerance. Files by DuckDB, files/make-parquet.mjs; the values stand in its statements. */

const folder = new URL('./files/', import.meta.url);
const fileNamed = (name: string): Uint8Array => readFileSync(new URL(`${name}.parquet`, folder));
const read = (name: string, options: Options = {}) => readLate('parquet', fileNamed(name), options);

async function columnsOf(name: string, options: Options = {}): Promise<Columns> {
  const found = await read(name, options);
  if (isSourceFailure(found)) throw new Error(found.message);
  return found;
}

describe('types of columns', () => {
  it('numbers: integers of all widths, decimals from their digits, floats widened', async () => {
    const found = await columnsOf('types');
    expect(found).toMatchObject({
      ...{ truth: [1, 0, null], tiny: [-128, 127, null], utiny: [255, 0, null], uint: [4294967295, 0, null] },
      ...{ d1: [1.1, -0.3, null], d2: [12345678901234568, 0.01, null], d3: [-1e-10, 0.5, null] },
      ...{ f: [Math.fround(0.1), -1.5, null], x: [1e-300, -1.7976931348623157e308, null] },
    });
  });

  it('integers beyond 2^53 stay distinct text', async () => {
    const found = await columnsOf('types');
    expect(found['big']).toEqual(['9007199254740993', '9007199254740992', null]);
    expect(found['ubig']).toEqual(['18446744073709551615', '1', null]);
    expect(found['d4']).toEqual(['12345678901234567890', '2', null]);
  });

  it('texts, days, timestamps at midnight, identifiers, enumerations', async () => {
    expect(await columnsOf('types')).toMatchObject({
      ...{ s: ['武汉', 'NA', null], e: [null, 'x', null], level: ['b', 'a', null] },
      ...{ day: ['2020-02-29', '1900-01-01', null], moment: ['2020-02-29', null, null] },
      ...{ ns: ['1969-12-31', '2020-01-01', null], tz: ['2020-02-29', null, null] },
      id: ['00000000-0000-0000-0000-0000000000ff', null, null],
    });
  });

  it.each(['groups-V1', 'groups-V2'])('%s: row groups, dictionaries, runs of missing cells', async (name) => {
    const rows = Array.from({ length: 2100 }, (_, i) => i);
    expect(await columnsOf(name)).toEqual({
      i: rows,
      seven: rows.map((i) => i % 7),
      gappy: rows.map((i) => (i % 100 < 50 ? null : i / 4)),
      level: rows.map((i) => `level ${i % 3}`),
    });
  });
});

describe('packing', () => {
  it.each(['uncompressed', 'gzip', 'brotli'])('%s is the same table as snappy', async (codec) => {
    expect(await columnsOf(`packed-${codec}`)).toEqual(await columnsOf('panel'));
  });

  it('zstd is read where Node has it, and refused elsewhere', async () => {
    if ('zstdDecompressSync' in zlib) {
      expect(await columnsOf('packed-zstd')).toEqual(await columnsOf('panel'));
    } else {
      expect(await read('packed-zstd')).toMatchObject({ code: 'parquet-compression' });
    }
  });

  it('another packing is refused by name', async () => {
    expect(await read('packed-lz4_raw')).toMatchObject({
      code: 'parquet-compression',
      message: 'the file is packed by LZ4_RAW, which is not read',
    });
  });
});

describe('columns that no table can have', () => {
  it('are no mistake until they are used', async () => {
    expect(await columnsOf('unusable')).toEqual({ i: [1, 2, 3] });
  });

  it.each([
    ['list', 'the column list holds lists or records'],
    ['record', 'the column record holds lists or records'],
    ['clock', 'the column clock is stored as TIME'],
    ['gap', 'the column gap is stored as INTERVAL'],
    ['lost', 'the file has no column lost'],
  ])('%s is refused where it is', async (name, message) => {
    const found = await parquet.read(fileNamed('unusable'), {}, [name], null);
    expect(isSourceFailure(found) && found.message).toContain(message);
  });
});

describe('only what is asked for is read', () => {
  it('a column whose bytes are spoilt is no matter to another', async () => {
    const bytes = Uint8Array.from(fileNamed('packed-uncompressed'));
    const text = new TextDecoder('latin1').decode(bytes);
    bytes.fill(255, text.indexOf('001'), text.indexOf('001') + 3);
    expect(await parquet.read(bytes, {}, ['year'], null)).toMatchObject({ rows: 9 });
    expect(await parquet.read(bytes, {}, ['code'], null)).toMatchObject({ code: 'number-form' });
  });
});

describe('options', () => {
  it('na and declared types', async () => {
    const columns = { year: 'string', code: 'integer' };
    const found = await columnsOf('panel', { na: ['b', -4, '003'], columns });
    expect(found['group']!.slice(0, 5)).toEqual([null, 'a', null, null, 'c']);
    expect(found['wage']!.slice(6)).toEqual([123456.789, null, 0.3125]);
    expect(found['year']!.slice(0, 3)).toEqual(['2019', '2020', '2021']);
    expect(found['code']!.slice(0, 4)).toEqual([1, 2, null, 4]);
  });

  it.each([
    ['panel', { encoding: 'gbk' }, 'foreign-option', 'encoding is not an option'],
    ['panel', { columns: { wag: 'number' } }, 'unknown-column', 'no column wag'],
    [
      'panel',
      { columns: { wage: 'integer' } },
      'number-form',
      'row 1, column wage: "1.25" is not an integer',
    ],
    ['instant', {}, 'number-form', 'row 1, column instant: "2020-01-01 09:30" has a time of day'],
    ['infinite', {}, 'number-form', 'row 2, column x: "-Infinity" is not finite'],
    ['bytes', {}, 'number-form', 'row 1, column b: "ÿ" is not UTF-8'],
  ])('%s with %j is refused', async (name, options, code, message) => {
    const found = await read(name, options);
    expect(found).toMatchObject({ code });
    expect(isSourceFailure(found) && found.message).toContain(message);
  });
});

describe('files that are no Parquet files', () => {
  it.each([
    ['nothing', ''],
    ['text', 'city,year\nA,1\n'],
    ['the mark alone', 'PAR1PAR1'],
  ])('%s', async (_title, text) => {
    const found = await readLate('parquet', new TextEncoder().encode(text));
    expect(found).toMatchObject({ code: 'parquet-damaged' });
  });

  const whole = readdirSync(folder).filter((name) => name.endsWith('.parquet') && !name.startsWith('groups'));
  it.each(whole)('%s with damaged bytes is read or refused, never an exception', async (name) => {
    const bytes = readFileSync(new URL(name, folder));
    for (const damage of damaged(bytes, 25)) await readLate('parquet', damage);
    for (let size = 0; size < bytes.length; size += 97) {
      expect(await readLate('parquet', bytes.subarray(0, size))).toMatchObject({ kind: 'failure' });
    }
  });
});
