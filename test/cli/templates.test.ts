/** `output: {templates: FOLDER}` on the command line. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Workspace, workspace } from './workspace.ts';

describe('studyc run with layouts of the study', () => {
  let at: Workspace;
  beforeAll(() => {
    at = workspace();
    at.edit(
      'study.yaml',
      'defaults: {vcov: HC1}',
      'defaults: {vcov: HC1}\noutput: {templates: layouts, formats: [md, tex]}',
    );
  });
  afterAll(() => at.remove());

  it('says first that the folder is missing', () => {
    const { status, out, err } = at.studyc(['run']);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('error file-not-found: there is no folder layouts');
  });

  it('names the slot that is none by line and column, and runs nothing', () => {
    mkdirSync(join(at.folder, 'layouts/markdown'), { recursive: true });
    at.write('layouts/markdown/table.hbs', 'Own\r\n\r\n{{captoin}}\r\n');
    const { status, out, err } = at.studyc(['run']);
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^layouts\/markdown\/table\.hbs:3:3: error no-such-slot: there is no slot captoin here\n\{\{captoin\}\}\n {2}\^{7}\nhint: did you mean caption\? there are caption, panels, notes\n$/,
    );
  });

  it('prints tables and report with what is replaced, and the rest as ever', () => {
    at.write('layouts/markdown/table.hbs', 'Own: {{caption}}\n{{#each panels}}\n\n{{grid}}\n{{/each}}\n');
    at.write('layouts/README.md', 'Ours.\n');
    const { status, err } = at.studyc(['run', '--quiet']);
    expect([status, err]).toEqual([0, '']);
    expect(at.read('out/tables/table3.md')).toMatch(/^Own: \*\*.*\n\n\|/);
    expect(at.read('out/report.md')).toContain('\n\nOwn: **');
    expect(at.read('out/tables/table3.tex')).toContain('\\begin{threeparttable}');
  });

  it('warns of a file that replaces nothing; with --strict that is the end', () => {
    at.write('layouts/markdown/tabel.hbs', 'Own');
    const { status, err } = at.studyc(['run', '--quiet']);
    expect([status, err]).toEqual([
      0,
      expect.stringMatching(
        /warning unknown-template: markdown\/tabel\.hbs in layouts is no layout\n.*\n.*\nhint: did you mean markdown\/table\.hbs\? what can be replaced: markdown\/table\.hbs, /,
      ),
    ]);
    expect(at.studyc(['run', '--strict', '--quiet']).status).toBe(1);
  });

  it('follows no link that leads out of the folder', () => {
    rmSync(join(at.folder, 'layouts/markdown'), { recursive: true });
    symlinkSync(resolve('templates/markdown'), join(at.folder, 'layouts/markdown'));
    const { status, err } = at.studyc(['run']);
    expect(status).toBe(1);
    expect(err).toContain('error file-outside: layouts/markdown/table.hbs leads out of');
  });
});
