import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadParameters } from '../../../compiler/plan/plan.ts';
import { csv } from '../../../runtime/sources/csv.ts';
import { describeFile } from '../../../runtime/sources/describe-file.ts';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { readSource } from '../../../runtime/sources/files.ts';
import { buffersOf, heldOnce, heldTable } from '../../../runtime/sources/held-table.ts';

let folder = '';
const file = {
  file: 'd.csv',
  format: 'csv',
  options: {},
  panel: null,
  mentions: (name: string) => name !== 'b',
};
const read = { ...file, columns: ['c', 'a'] } as unknown as ReadParameters;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'describe-file-'));
  writeFileSync(join(folder, 'd.csv'), 'a,b,c\n1,2,x\n3,4,y\n');
  writeFileSync(join(folder, 'growing.csv'), 'a\n1\n');
  symlinkSync('/etc/hostname', join(folder, 'link.csv'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function described() {
  const found = describeFile(csv, folder, file, false);
  if (isSourceFailure(found)) throw new Error(found.message);
  return found;
}

describe('a file that is described', () => {
  it('has the hash of its bytes, and holds what the study mentions', () => {
    const { schema, held } = described();
    expect(held.sha256).toBe((readSource(folder, 'd.csv') as { sha256: string }).sha256);
    expect([...held.columns.keys()]).toEqual(['a', 'c']);
    expect(schema.columns.map(({ name, type, levels }) => [name, type, levels])).toEqual([
      ['a', 'number', ['1', '3']],
      ['b', 'number', null],
      ['c', 'text', ['x', 'y']],
    ]);
  });

  it('is not read outside of the folder', () => {
    expect(describeFile(csv, folder, { ...file, file: 'link.csv' }, false)).toMatchObject({
      code: 'file-outside',
    });
  });

  it('is a failure where somebody writes to it meanwhile', () => {
    const mentions = () => {
      appendFileSync(join(folder, 'growing.csv'), '2\n');
      return true;
    };
    expect(describeFile(csv, folder, { ...file, file: 'growing.csv', mentions }, false)).toMatchObject({
      code: 'file-changed',
    });
  });
});

describe('a table that is held', () => {
  it('is that of a step which reads the same file in the same way', () => {
    const { held } = described();
    const table = heldTable([held], read);
    expect([...table!.columns.keys()]).toEqual(['a', 'c']);
    expect(heldTable([held], { ...read, columns: ['b'] })).toBeNull();
    expect(heldTable([held], { ...read, options: { na: ['1'] } })).toBeNull();
    expect(heldTable([held], { ...read, file: 'e.csv' })).toBeNull();
    expect(buffersOf([held, held])).toHaveLength(2);
  });

  it('goes to one run', () => {
    const take = heldOnce([described().held]);
    expect(take()).toHaveLength(1);
    expect(take()).toEqual([]);
  });
});
