/** Finished steps on disk: exact, whole, in the study's folder and nowhere else. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryOf, keptIn } from '../../../runtime/schedule/cache-entry.ts';
import { openCacheFolder } from '../../../runtime/schedule/cache-folder.ts';
import { pack, unpack } from '../../../runtime/schedule/plain-values.ts';
import { partName } from '../../../runtime/schedule/unfinished.ts';

const numbers = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, -0, Number.NEGATIVE_INFINITY));
const plain: fc.Arbitrary<unknown> = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    numbers,
    fc.constantFrom(null, true, false),
    fc.string({ unit: 'binary' }),
    fc.float64Array(),
    fc.int32Array(),
    fc.uint8Array(),
    fc.array(tie('tree')),
    fc.dictionary(
      fc.string().filter((key) => key !== '#'),
      tie('tree'),
      { noNullPrototype: true },
    ),
  ),
})).tree;

const key = 'a'.repeat(64);

describe('plain values', () => {
  it('come back to the last bit, in the same order of keys', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const packed = pack(value)!;
        const back = unpack(packed);
        expect(back).toStrictEqual(value);
        expect(pack(back)).toEqual(packed);
      }),
    );
  });

  it('are all there is: functions, instances and gaps are refused', () => {
    for (const value of [() => 1, { f: () => 1 }, new Map(), [undefined], new Date(0), { '#': 'f64' }, 1n]) {
      expect(pack(value)).toBeNull();
    }
  });
});

describe('an entry', () => {
  it('is one of its key alone, and no byte of it may change', () => {
    const file = entryOf(key, { draws: Float64Array.of(1, Number.NaN, -0), names: ['集聚'] })!;
    expect(keptIn(key, file)?.value).toStrictEqual({
      draws: Float64Array.of(1, Number.NaN, -0),
      names: ['集聚'],
    });
    expect(keptIn('b'.repeat(64), file)).toBeNull();
    for (let at = 0; at < file.length; at += 1) {
      const damaged = file.slice();
      damaged[at]! ^= 4;
      expect(keptIn(key, damaged)).toBeNull();
      expect(keptIn(key, file.slice(0, at))).toBeNull();
    }
  });
});

describe('the cache of a folder', () => {
  let study: string;
  beforeEach(() => {
    study = mkdtempSync(join(tmpdir(), 'studyc-cache-'));
  });
  afterEach(() => rmSync(study, { recursive: true }));
  const entries = () => readdirSync(join(study, '.studyc/cache'));
  const entryPath = (name = key) => join(study, '.studyc/cache', `${name}.entry`);

  it('keeps what is written, and tells Git to leave it alone', () => {
    const cache = openCacheFolder(study)!;
    expect(cache.read(key)).toBeNull();
    expect(readdirSync(study)).toEqual([]);
    expect(cache.write(key, { p: 0.05 })).toBe(true);
    expect(openCacheFolder(study)!.read(key)).toEqual({ value: { p: 0.05 } });
    expect(entries()).toEqual([`${key}.entry`]);
    expect(readFileSync(join(study, '.studyc/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('takes no damaged entry and none under another name, and writes them anew', () => {
    const cache = openCacheFolder(study)!;
    cache.write(key, 1);
    const other = 'b'.repeat(64);
    renameSync(entryPath(), entryPath(other));
    expect(cache.read(other)).toBeNull();
    writeFileSync(entryPath(), 'torn');
    expect(cache.read(key)).toBeNull();
    expect(cache.write(key, 2)).toBe(true);
    expect(cache.read(key)).toEqual({ value: 2 });
  });

  it('is not used where it is a link, nor is an entry that is one', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'studyc-elsewhere-'));
    writeFileSync(join(elsewhere, 'entry'), entryOf(key, 1)!);
    const cache = openCacheFolder(study)!;
    cache.write('b'.repeat(64), 0);
    symlinkSync(join(elsewhere, 'entry'), entryPath());
    expect(cache.read(key)).toBeNull();
    expect(cache.write(key, 2)).toBe(true);
    expect(keptIn(key, readFileSync(join(elsewhere, 'entry')))).toEqual({ value: 1 });
    rmSync(join(study, '.studyc/cache'), { recursive: true });
    symlinkSync(elsewhere, join(study, '.studyc/cache'));
    expect(openCacheFolder(study)).toBeNull();
    expect([cache.read(key), cache.write(key, 3)]).toEqual([null, false]);
    expect(readdirSync(elsewhere)).toEqual(['entry']);
    rmSync(elsewhere, { recursive: true });
  });

  it('is none where the folder cannot be made', () => {
    writeFileSync(join(study, '.studyc'), 'a file');
    expect(openCacheFolder(study)).toBeNull();
  });

  it('drops the oldest of what a run did not use once there is too much of it', () => {
    const [old, older, used] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string];
    const before = openCacheFolder(study)!;
    for (const name of [old, older, used]) before.write(name, 'x'.repeat(1000));
    utimesSync(entryPath(older), 1000, 1000);
    utimesSync(entryPath(old), 2000, 2000);
    utimesSync(entryPath(used), 500, 500);
    const cache = openCacheFolder(study)!;
    cache.write(used, 'x'.repeat(1000));
    cache.prune(3000);
    expect(entries()).toEqual([`${old}.entry`, `${used}.entry`]);
    cache.prune(0);
    expect(entries()).toEqual([`${used}.entry`]);
  });

  it('sweeps what this process left unfinished, and nothing of others', () => {
    mkdirSync(join(study, '.studyc/cache'), { recursive: true });
    const other = partName('y').replace(String(process.pid), '1');
    for (const name of [partName('x'), other]) writeFileSync(join(study, '.studyc/cache', name), '');
    openCacheFolder(study)!.sweep();
    expect(entries()).toEqual([other]);
  });

  it('removes what processes that are gone left, whatever the clock says, and after a day what other machines did', () => {
    const cache = openCacheFolder(study)!;
    cache.write(key, 1);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const part = partName('x');
    const [dead, alive] = [part.replace(String(process.pid), String(gone)), part];
    const [foreignOld, foreignNew, foreignLater] = ['1', '2', '3'].map((pid) => `.x.00000000-${pid}.part`);
    for (const name of [dead, alive, foreignOld, foreignNew, foreignLater, '.keep.part'])
      writeFileSync(join(study, '.studyc/cache', name!), '');
    const { mtimeMs } = statSync(entryPath());
    const at = (name: string, seconds: number) =>
      utimesSync(join(study, '.studyc/cache', name), mtimeMs / 1000 + seconds, mtimeMs / 1000 + seconds);
    // Written "tomorrow": the clock has been set back since.
    for (const name of [dead, foreignLater!]) at(name, 100_000);
    at(foreignOld!, -100_000);
    cache.prune();
    expect(entries()).toEqual([alive, foreignNew, foreignLater, '.keep.part', `${key}.entry`].sort());
  });

  const hostile: Readonly<Record<string, (path: string) => void>> = {
    'of no length': (path) => writeFileSync(path, ''),
    'cut short': (path) => truncateSync(path, 40),
    'with a flipped bit': (path) => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 1]! ^= 1;
      writeFileSync(path, bytes);
    },
    'of another key': (path) => writeFileSync(path, entryOf('b'.repeat(64), { p: 2 })!),
    'of another program': (path) => writeFileSync(path, 'PK\u0003\u0004'),
    'that is an empty folder': (path) => replaced(path, () => mkdirSync(path)),
    'that is a link to nowhere': (path) => replaced(path, () => symlinkSync('nowhere', path)),
    'that is a pipe': (path) => replaced(path, () => void spawnSync('mkfifo', [path])),
  };
  const replaced = (path: string, by: () => void): void => {
    rmSync(path);
    by();
  };
  it.each(Object.keys(hostile))('takes no entry %s, and replaces it', (what) => {
    const cache = openCacheFolder(study)!;
    cache.write(key, { p: 1 });
    hostile[what]!(entryPath());
    expect(cache.read(key)).toBeNull();
    expect(cache.write(key, { p: 1 })).toBe(true);
    expect(cache.read(key)).toEqual({ value: { p: 1 } });
    expect(entries()).toEqual([`${key}.entry`]);
  });

  it('lets be what is a folder of something else, and goes without that entry', () => {
    const cache = openCacheFolder(study)!;
    cache.write('b'.repeat(64), 0);
    mkdirSync(join(entryPath(), 'inner'), { recursive: true });
    expect([cache.read(key), cache.write(key, 1), cache.refused()]).toEqual([null, false, 'EISDIR']);
    expect(entries()).toEqual([`${key}.entry`, `${'b'.repeat(64)}.entry`]);
  });
});
