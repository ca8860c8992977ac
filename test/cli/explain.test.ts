/** `studyc explain`: a page a code, the list, and what is said of a code that does not exist. */
import { describe, expect, it } from 'vitest';
import { messages } from '../../compiler/plan/messages.ts';
import { run } from './workspace.ts';

const studyc = (...args: readonly string[]) => run(['explain', ...args], process.cwd());

describe('studyc explain', () => {
  it('prints cause, wrong example and cure', () => {
    const { status, out, err } = studyc('missing-seed');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^error missing-seed\n\n\S.*\n\nwrong:\n {2}\S.*\n\nright:\n.*seed: \d+/s);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('lists every code without one, a line each', () => {
    const lines = studyc().out.trimEnd().split('\n');
    const codes = lines.map((line) => line.split(' ')[0]);
    expect(codes).toEqual(expect.arrayContaining(Object.keys(messages)));
    expect(lines.every((line) => /^[a-z-]+ {2,}\S.*\.$/.test(line))).toBe(true);
  });

  it('is machine-readable with --json', () => {
    const one = JSON.parse(studyc('set-shadows', '--json').out);
    expect(Object.keys(one)).toEqual(['code', 'severity', 'cause', 'wrong', 'cured']);
    expect(one.severity).toBe('warning');
    const all = JSON.parse(studyc('--json').out);
    expect(all.find(({ code }: { code: string }) => code === 'set-shadows')).toEqual(one);
  });

  it('suggests a code for one that does not exist', () => {
    expect(studyc('unknwon-key')).toEqual({
      status: 2,
      out: '',
      err: 'studyc: there is no code unknwon-key; did you mean unknown-key?\n',
    });
    expect(studyc('constructor').err).toContain('studyc explain lists the codes');
  });
});
