/** A stranger's folder holds links, pipes and files of no end: nothing outside is read, nothing waits, nothing is written there. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outRoot, whyRefused } from '../../../cli/confined-writes.ts';
import { readLockFile } from '../../../cli/lock-file.ts';
import { findStudy } from '../../../cli/study-file.ts';
import { writeFiles } from '../../../cli/write-files.ts';
import { readSource } from '../../../runtime/sources/files.ts';
import { facesOf } from '../../../templates/fonts/font-file.ts';

let parent: string;
let folder: string;
let away: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'studyc-'));
  folder = join(parent, 'study');
  away = join(parent, 'away');
  mkdirSync(folder);
  mkdirSync(away);
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const pipe = (path: string) => void execFileSync('mkfifo', [path]);
const sparse = (path: string) => {
  writeFileSync(path, '');
  truncateSync(path, 2 ** 36);
};
const secret = () => {
  writeFileSync(join(away, 'secret'), 'token: x');
  return join(away, 'secret');
};

/** What an input may be instead of a file, and what is said of it. */
const disguises: readonly [string, (path: string) => void, string][] = [
  ['a link that leads away', (path) => symlinkSync(secret(), path), 'leads out of'],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'leads out of'],
  ['a link to the environment', (path) => symlinkSync('/proc/self/environ', path), 'leads out of'],
  ['a pipe that nobody writes to', pipe, 'is a device or a pipe'],
  ['a folder', (path) => mkdirSync(path), 'is a folder'],
  ['64 GB of nothing', sparse, 'is larger than'],
];

describe.runIf(process.platform === 'linux')('an input that is', () => {
  it.each(disguises)('%s is refused as a spec', (_title, make, message) => {
    make(join(folder, 'other.yaml'));
    if (message === 'is a folder') return;
    expect(() => findStudy('other.yaml', folder, false)).toThrow(message);
  });

  it.each(disguises)('%s is refused as a lock', (_title, make, message) => {
    make(join(folder, 'study.lock'));
    const file = { folder, name: 'study.yaml', shown: 'study.yaml', bytes: new Uint8Array() };
    expect(() => readLockFile(file)).toThrow(message);
  });

  it.each(disguises)(
    '%s is refused as data, a text, a layout or a published table',
    (_title, make, message) => {
      make(join(folder, 'data.csv'));
      expect(readSource(folder, 'data.csv')).toMatchObject({ message: expect.stringContaining(message) });
    },
  );

  it('a pipe is no font', () => {
    pipe(join(folder, 'a.ttf'));
    expect(facesOf(join(folder, 'a.ttf'))).toEqual([]);
  });

  it('a spec that leads away is read where the reader allows it', () => {
    symlinkSync(secret(), join(folder, 'study.yaml'));
    expect(new TextDecoder().decode(findStudy('study.yaml', folder, true).bytes)).toBe('token: x');
  });
});

describe('a path of', () => {
  const stranger = '/dev/stdin|/proc/self/environ|../x|a/../../x|C:\\x|c:x|\\\\host\\share|//host/x|'.concat(
    'http://x/y|https://x|s3://b/k|file:/etc/passwd|FILE:x|gcs://b|hf://x|~/../../x',
  );
  it.each(stranger.split('|'))('%s is not read', (path) => {
    expect(readSource(folder, path)).toMatchObject({ kind: 'failure' });
    expect(readSource(folder, path)).not.toHaveProperty('bytes');
  });
});

describe('an output', () => {
  const files = [{ path: 'tables/t.md', content: 'new' }];

  it.each([
    ['the folder of outputs', 'out'],
    ['a folder in it', 'out/tables'],
  ])('does not follow %s where it leads away', (_title, link) => {
    if (link !== 'out') mkdirSync(join(folder, 'out'));
    symlinkSync(away, join(folder, link));
    const out = join(folder, 'out');
    expect(() => writeFiles(out, files, [], outRoot(folder, out))).toThrow('leads out of the folder');
    expect(readdirSync(away)).toEqual([]);
  });

  it('does not remove through a link', () => {
    writeFileSync(join(away, 'paper.md'), 'theirs');
    mkdirSync(join(folder, 'out'));
    symlinkSync(away, join(folder, 'out/texts'));
    expect(() => writeFiles(join(folder, 'out'), [], ['texts/paper.md'])).toThrow('leads out');
    expect(existsSync(join(away, 'paper.md'))).toBe(true);
  });

  it('does not follow a link that leads nowhere', () => {
    symlinkSync(join(parent, 'new'), join(folder, 'out'));
    expect(() => writeFiles(join(folder, 'out'), files, [], folder)).toThrow('leads out of the folder');
    expect(existsSync(join(parent, 'new'))).toBe(false);
  });

  it('replaces a link that stands where a file belongs, and not what it leads to', () => {
    mkdirSync(join(folder, 'out/tables'), { recursive: true });
    symlinkSync(secret(), join(folder, 'out/tables/t.md'));
    writeFiles(join(folder, 'out'), files, [], folder);
    expect(readFileSync(join(away, 'secret'), 'utf8')).toBe('token: x');
    expect(readFileSync(join(folder, 'out/tables/t.md'), 'utf8')).toBe('new');
  });

  it.each(['.git/hooks/x', '.GIT/config', '.git./config', 'a/node_modules/b/x.js', '.studyc/cache/x'])(
    'is not written to %s',
    (path) => expect(whyRefused(folder, join(folder, path))).toMatch(/^no study writes to /),
  );

  it('goes where the reader says, and through links within the study', () => {
    mkdirSync(join(folder, 'kept'));
    symlinkSync(join(folder, 'kept'), join(folder, 'out'));
    writeFiles(join(folder, 'out'), files, [], folder);
    writeFiles(away, files, [], outRoot(folder, away));
    expect(readFileSync(join(folder, 'kept/tables/t.md'), 'utf8')).toBe('new');
    expect(readFileSync(join(away, 'tables/t.md'), 'utf8')).toBe('new');
  });
});
