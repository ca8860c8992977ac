import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSource } from '../../../runtime/sources/files.ts';

let root = '';
let study = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sources '));
  study = join(root, '研究 one');
  mkdirSync(join(study, 'data'), { recursive: true });
  writeFileSync(join(study, 'data', 'city list.csv'), 'abc');
  writeFileSync(join(study, 'data', '城市.csv'), '城市\n');
  writeFileSync(join(root, 'secret.csv'), 'secret');
  symlinkSync(join(root, 'secret.csv'), join(study, 'link.csv'));
  symlinkSync(root, join(study, 'up'));
  symlinkSync(join(study, 'data', '城市.csv'), join(study, 'inside.csv'));
  symlinkSync(join(study, 'nowhere'), join(study, 'dangling.csv'));
  symlinkSync('/dev/zero', join(study, 'zero.csv'));
  execFileSync('mkfifo', [join(study, 'pipe.csv')]);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('readSource', () => {
  it('reads bytes with their hash', () => {
    expect(readSource(study, 'data/city list.csv')).toEqual({
      kind: 'file',
      path: 'data/city list.csv',
      bytes: Buffer.from('abc'),
      // FIPS 180-2, appendix B.1
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
  });

  it.each([
    ['data\\城市.csv', 'data/城市.csv'],
    ['./data/../data/城市.csv', './data/../data/城市.csv'],
    ['inside.csv', 'inside.csv'],
  ])('takes %s', (path, shown) => {
    expect(readSource(study, path)).toMatchObject({ kind: 'file', path: shown });
  });

  it.each([
    ['../secret.csv', 'file-outside'],
    ['data/../../secret.csv', 'file-outside'],
    ['..\\secret.csv', 'file-outside'],
    ['/etc/hosts', 'file-outside'],
    ['C:\\data.csv', 'file-outside'],
    ['\\\\server\\data.csv', 'file-outside'],
    ['file:///etc/hosts', 'file-outside'],
    ['https://example.org/data.csv', 'file-outside'],
    ['link.csv', 'file-outside'],
    ['up/secret.csv', 'file-outside'],
    ['zero.csv', 'file-outside'],
    ['data', 'file-is-directory'],
    ['.', 'file-is-directory'],
    ['pipe.csv', 'file-not-regular'],
    ['dangling.csv', 'file-not-found'],
    ['data/none.csv', 'file-not-found'],
    ['data/城市.csv/more', 'file-not-found'],
    ['', 'file-not-found'],
    ['a\0b', 'file-not-found'],
  ])('refuses %j: %s', (path, code) => {
    expect(readSource(study, path)).toMatchObject({ kind: 'failure', code });
  });

  it('suggests the file that may be meant', () => {
    expect(readSource(study, 'data/city_list.csv')).toMatchObject({
      hint: 'did you mean data/city list.csv?',
    });
  });
});
