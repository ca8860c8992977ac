/** `studyc init`: a new study is clean, runs, and its claims hold; nothing that is there is touched. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { studyName } from '../../cli/init/study-text.ts';
import { run } from './workspace.ts';

let at: string;
beforeEach(() => {
  at = mkdtempSync(join(tmpdir(), 'studyc-init-'));
});
afterEach(() => rmSync(at, { recursive: true, force: true }));

describe('studyc init', () => {
  it('writes a study that is clean, runs and whose claims hold', () => {
    const made = run(['init', '工资 study'], at);
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(made.out).toContain('cd "工资 study"');
    const folder = join(at, '工资 study');
    expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'data', 'study.schema.json', 'study.yaml']);
    const text = readFileSync(join(folder, 'study.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=study\.schema\.json\n/);
    expect(text).toContain('\nstudy: 工资_study\n');
    expect(readFileSync(join(folder, 'study.schema.json'), 'utf8')).toBe(run(['schema'], at).out);
    expect(run(['check', '--strict'], folder)).toEqual({
      status: 0,
      out: 'no errors in study.yaml\n',
      err: '',
    });
    const ran = run(['run'], folder);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out).toContain('all 3 claims hold');
    const results = JSON.parse(readFileSync(join(folder, 'out/results.json'), 'utf8'));
    expect(results.prepare[0].filled).toEqual({ employees: 2 });
    expect(results.analyses.baseline.models.map((one: { notes: unknown[] }) => one.notes)).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('writes into an empty folder that is there, and is machine-readable', () => {
    const { status, out } = run(['init', '--json'], at);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      folder: '.',
      files: ['study.yaml', 'data/firms.csv', '.gitignore', 'study.schema.json'],
    });
  });

  it('refuses a folder that holds anything, a second time too', () => {
    writeFileSync(join(at, '.hidden'), 'mine');
    const { status, out, err } = run(['init'], at);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toBe(
      'studyc: this folder is not empty: it holds .hidden; name a new or an empty folder: studyc init DIR\n',
    );
    expect(readdirSync(at)).toEqual(['.hidden']);
    expect(run(['init', 'new'], at).status).toBe(0);
    expect(run(['init', 'new'], at).status).toBe(2);
    expect(run(['init', '.hidden'], at).err).toContain('.hidden is a file');
  });

  it('leaves nothing behind where it cannot write', () => {
    mkdirSync(join(at, 'closed'));
    writeFileSync(join(at, 'closed/file'), '');
    expect(run(['init', 'closed/file/new'], at).status).toBe(3);
    expect(readdirSync(join(at, 'closed'))).toEqual(['file']);
  });
});

describe('the name of a new study', () => {
  it.each([
    ['wages', 'wages'],
    ['my-first study', 'my_first_study'],
    ['研究', '研究'],
    ['2024', 'study'],
    ['…', 'study'],
  ])('of the folder %s is %s', (folder, name) => {
    expect(studyName(folder)).toBe(name);
  });
});
