/** A disk that refuses, at each call in turn: files are whole or as they were, and the reader is told. */
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shownPath, WriteError, writeFiles } from '../../../cli/write-files.ts';
import { openCacheFolder } from '../../../runtime/schedule/cache-folder.ts';
import { filesBelow } from '../../files.ts';

const disk = vi.hoisted(() => ({
  calls: 0,
  refuseAt: Number.POSITIVE_INFINITY,
  stays: false,
  code: 'ENOSPC',
}));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const refusing =
    <A extends unknown[], R>(call: (...given: A) => R) =>
    (...given: A): R => {
      disk.calls += 1;
      if (disk.calls === disk.refuseAt || (disk.stays && disk.calls > disk.refuseAt))
        throw Object.assign(new Error(disk.code), { code: disk.code });
      return call(...given);
    };
  const { mkdirSync, renameSync, rmSync, writeFileSync } = real;
  const torn = (
    path: fs.PathOrFileDescriptor,
    content: string | Uint8Array,
    options?: fs.WriteFileOptions,
  ) => {
    try {
      refusing(() => {})();
    } catch (error) {
      // As a full disk does: some of it is there.
      writeFileSync(path, content.slice(0, 2), options);
      throw error;
    }
    writeFileSync(path, content, options);
  };
  return {
    ...real,
    ...{ mkdirSync: refusing(mkdirSync), renameSync: refusing(renameSync), rmSync: refusing(rmSync) },
    writeFileSync: torn,
  };
});

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'studyc-refused-'));
});
afterEach(() => {
  Object.assign(disk, { calls: 0, refuseAt: Number.POSITIVE_INFINITY, stays: false });
  fs.rmSync(folder, { recursive: true });
});

/** Once for each call that the work makes: `stays` is a disk that refuses everything from there on. */
function atEachCall(work: () => void, check: (refusedAt: number) => void): number {
  for (let at = 1; ; at += 1) {
    Object.assign(disk, { calls: 0, refuseAt: at });
    work();
    const reached = disk.calls >= at;
    Object.assign(disk, { refuseAt: Number.POSITIVE_INFINITY });
    if (!reached) return at - 1;
    check(at);
  }
}

const texts = (version: string) =>
  ['results.json', 'tables/a.md'].map((path) => ({ path, content: `${version} ${path}` }));
const contents = () =>
  filesBelow(folder).map((path) => [path, fs.readFileSync(join(folder, path), 'utf8')] as const);

describe.each(['ENOSPC', 'EROFS', 'EACCES', 'EIO'])('a disk that says %s', (code) => {
  it('leaves every output whole, old or new, says which, and lets a rerun succeed', () => {
    disk.code = code;
    let error: unknown = null;
    const calls = atEachCall(
      () => {
        error = null;
        try {
          writeFiles(folder, texts('new'));
        } catch (thrown) {
          error = thrown;
        }
      },
      () => {
        expect(error).toBeInstanceOf(WriteError);
        const { message } = error as WriteError;
        expect(message.startsWith(`cannot write ${shownPath(folder)}/`)).toBe(true);
        expect(message).not.toContain('.part');
        for (const [path, text] of contents()) expect([`old ${path}`, `new ${path}`]).toContain(text);
        writeFiles(folder, texts('old'));
        expect(contents()).toEqual(texts('old').map(({ path, content }) => [path, content]));
      },
    );
    // Per file a folder, a place for it, its bytes and its name.
    expect(calls).toBeGreaterThanOrEqual(8);
  });

  it.each([false, true])('costs the cache an entry and nothing else, for good: %s', (stays) => {
    disk.code = code;
    disk.stays = stays;
    const [key, other] = ['a'.repeat(64), 'b'.repeat(64)];
    let written = true;
    const calls = atEachCall(
      () => {
        const cache = openCacheFolder(folder)!;
        written = cache.write(key, { p: 0.05 });
        cache.write(other, 1);
        cache.prune(0);
        cache.sweep();
        if (!written) expect(cache.refused()).toBe(code);
      },
      () => {
        const kept = openCacheFolder(folder)!.read(key);
        expect(kept).toEqual(written ? { value: { p: 0.05 } } : kept && { value: { p: 0.05 } });
        fs.rmSync(join(folder, '.studyc'), { recursive: true, force: true });
      },
    );
    expect(calls).toBeGreaterThanOrEqual(8);
  });
});
