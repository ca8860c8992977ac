/** `output: {prose: [paper.md]}` on the command line. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Workspace, workspace } from './workspace.ts';

describe('studyc run with a text', () => {
  let at: Workspace;
  beforeAll(() => {
    at = workspace();
    at.edit(
      'study.yaml',
      'defaults: {vcov: HC1}',
      'defaults: {vcov: HC1}\noutput: {prose: [paper.md], formats: [csv]}',
    );
  });
  afterAll(() => at.remove());

  it('says first that the text is missing', () => {
    const { status, out, err } = at.studyc(['run']);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('error file-not-found: there is no file paper.md');
    expect(err).toContain('output: {prose: [paper.md]');
  });

  it('fills it with the numbers of the study', () => {
    at.write('paper.md', '新质技术的系数为 {{baseline.4.TIN.estimate}}{{baseline.4.TIN.stars}}。\n');
    const { status, out, err } = at.studyc(['run']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/out\/ {2}results\.json, paper\.md, 7 tables \(csv\)/);
    expect(at.read('out/paper.md')).toBe('新质技术的系数为 0.772\\*\\*\\*。\n');
    expect(at.read('paper.md')).toContain('{{baseline.4.TIN.estimate}}');
  });

  it('names a place without a number by line and column, and lets no text of an earlier run stand', () => {
    at.write('paper.md', '# 结果\n\n系数为 {{baseline.4.TIN.estimat}}。\n');
    const { status, err } = at.studyc(['run', '--quiet']);
    expect(status).toBe(1);
    expect(err).toMatch(
      /^paper\.md:3:5: error no-such-value: .*\n系数为 \{\{baseline\.4\.TIN\.estimat\}\}。\n {7}\^{26}\nhint: did you mean/,
    );
    expect([
      existsSync(join(at.folder, 'out/paper.md')),
      existsSync(join(at.folder, 'out/results.json')),
    ]).toEqual([false, true]);
  });

  it('never writes a text over itself', () => {
    const { status, err } = at.studyc(['run', '--out', '.']);
    expect([status, err]).toEqual([
      1,
      expect.stringContaining('error prose-overwrites: paper.md would be written over itself'),
    ]);
    expect(readFileSync(join(at.folder, 'paper.md'), 'utf8')).toContain('# 结果');
  });
});
