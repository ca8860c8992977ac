/** Files that nobody writes, through the command line: a message, no stack trace, the exit status that is promised. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Workspace, workspace } from './workspace.ts';

let at: Workspace;
beforeEach(() => {
  at = workspace();
});
afterEach(() => at.remove());

const utf16 = Buffer.from('\uFEFFstudy: x', 'utf16le');
const gbk = Buffer.concat([Buffer.from('study: x\ntitle: '), Buffer.from([0xd6, 0xd0])]);

describe('studyc check of a hostile file', () => {
  it.each<[string, () => string | Uint8Array, number, string]>([
    ['of 50 MB', () => `study: x\n# ${'x'.repeat(50e6)}`, 1, 'study.yaml:1:1: error too-large: '],
    [
      'nested 10,000 deep',
      () => `study: x\na: ${'['.repeat(10_000)}`,
      1,
      'study.yaml:2:103: error too-nested: ',
    ],
    ['with a million keys', () => `{${'k: 1, '.repeat(1e6)}}`, 1, ' error too-large: '],
    ['with NUL bytes', () => 'study: x\0', 1, 'study.yaml:1:9: error control-character: '],
    ['in UTF-16', () => utf16, 3, 'study.yaml is not UTF-8 text'],
    ['in GBK', () => gbk, 3, 'study.yaml is not UTF-8 text'],
  ])('%s', (_title, make, status, message) => {
    at.write('study.yaml', make());
    const outcome = at.studyc(['check']);
    expect(outcome.status).toBe(status);
    expect(outcome.err).toContain(message);
    expect(outcome.err).not.toMatch(/\n\s+at |Error:|\0/);
    expect(outcome.err.length).toBeLessThan(2000);
  });
});

describe('a study of nothing but published numbers', () => {
  const text = 'study: paper\nreported:\n  tables: {"1": {columns: {"1.1": {cells: {x: 3.10}, n: 20}}}}\n';

  it('passes the check, and has nothing to run', () => {
    at.write('study.yaml', text);
    expect(at.studyc(['check'])).toMatchObject({ status: 0, err: '' });
    const run = at.studyc(['run']);
    expect(run.status).toBe(1);
    expect(run.err).toContain('without data there is nothing to run');
  });
});
