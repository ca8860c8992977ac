/** `studyc explain`: a page a code, the list, and what is said of a code that does not exist. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messages } from '../../compiler/plan/messages.ts';
import { auditRules } from '../../runtime/audit/index.ts';
import { filesBelow } from '../files.ts';
import { run } from './workspace.ts';

const studyc = (...args: readonly string[]) => run(['explain', ...args], process.cwd());

/** Codes that the runtime writes down: of failures, and of notes in the results. */
function runtimeCodes(): readonly string[] {
  const texts = filesBelow('runtime')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`runtime/${file}`, 'utf8'));
  const places =
    /(?:\bcode: |(?:\bfail|[fF]ailure|Intractable|untested)\([^()']*)'([a-z]+(?:-[a-z]+)+|collinear|uninstrumented)'/g;
  return [...new Set(texts.flatMap((text) => [...text.matchAll(places)].map((match) => match[1]!)))];
}

/** Codes of what a machine lacks to print a format. */
function renderingCodes(): readonly string[] {
  const texts = filesBelow('templates')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`templates/${file}`, 'utf8'));
  const places = /new CannotRender\(\s*'([a-z-]+)'/g;
  return [...new Set(texts.flatMap((text) => [...text.matchAll(places)].map((match) => match[1]!)))];
}

/** Codes that are chosen by an expression's outcome: runtime/prepare/evaluation-notes.ts names them. */
const ofEvaluation = ['non-positive-log', 'not-finite', 'not-a-condition', 'breaks-not-ascending'];

/** Findings are named by their rules. */
const auditCodes = auditRules.map(({ code }) => code);

describe('studyc explain', () => {
  it('prints cause, wrong example and cure', () => {
    const { status, out, err } = studyc('missing-seed');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^error missing-seed\n\n\S.*\n\nwrong:\n {2}\S.*\n\nright:\n.*seed: \d+/s);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('lists every code without one, a line each', () => {
    const lines = studyc().out.trimEnd().split('\n');
    const listed = lines.map((line) => line.split(' ')[0]!);
    const given = new Set([
      ...Object.keys(messages),
      ...runtimeCodes(),
      ...renderingCodes(),
      ...ofEvaluation,
      ...auditCodes,
    ]);
    expect([...listed].sort()).toEqual([...given].sort());
    expect(lines.every((line) => /^[a-z0-9-]+ {2,}\S.*\.$/.test(line))).toBe(true);
  });

  it('is machine-readable with --json', () => {
    const one = JSON.parse(studyc('set-shadows', '--json').out);
    expect(Object.keys(one)).toEqual(['code', 'severity', 'cause', 'wrong', 'cured']);
    expect(one.severity).toBe('warning');
    expect(JSON.parse(studyc('perfect-fit', '--json').out).severity).toBe('note');
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
