/** A format that the machine cannot print: named, with what to do; everything else is written, and the status is 1. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { workspace } from './workspace.ts';

describe('a format that cannot be printed', () => {
  const at = workspace();
  afterAll(() => at.remove());
  // No font has this character: it is for private use.
  at.edit('study.yaml', 'zh: 新质', 'zh: \u{f0000}新质');

  it('loses nothing else', () => {
    const { status, out, err } = at.studyc(['run', '--format', 'md,pdf']);
    expect(status).toBe(1);
    expect(err).toMatch(
      /^studyc: error [a-z-]+: .*; nothing is written as pdf, everything else is\nhint: .+\n$/,
    );
    expect(out).toContain('report.md');
    expect(existsSync(join(at.folder, 'out/report.md'))).toBe(true);
    expect(existsSync(join(at.folder, 'out/report.pdf'))).toBe(false);
    const { failures } = JSON.parse(at.studyc(['run', '--format', 'pdf', '--json']).out);
    expect(failures).toHaveLength(1);
    expect(err).toContain(failures[0].message);
  });

  it('needs folders of fonts that are there', () => {
    const outcome = at.studyc(['run', '--fonts', '.', '--fonts', 'nowhere']);
    expect(outcome.status).toBe(2);
    expect(outcome.err).toMatch(/^studyc: --fonts: there is no folder .*nowhere\n$/);
  });
});
