/** `check --report`: the same messages for other programs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explanations } from '../../compiler/explain/index.ts';
import { type Workspace, workspace } from './workspace.ts';

let at: Workspace;
const good = 'study: good\ndata: {file: data/agglomeration.csv}\n';
const bad = [
  'study: bad',
  'data: {file: data/agglomeration.csv}',
  'defaults: {vcov: HC1}',
  'title: A & B < "C", 100%',
  'sets: {year: [population]}',
  'analyses:',
  '  a: {regress: population ~ employes + year}',
  '  b: {regres: population ~ employees}',
  '',
].join('\n');

beforeAll(() => {
  at = workspace();
  at.write('good.yaml', good);
  at.write('bad, worse.yaml', bad);
  at.write('latin.yaml', Uint8Array.of(0x73, 0xe9, 0x0a));
});
afterAll(() => at.remove());

const check = (kind: string, ...rest: readonly string[]) => at.studyc(['check', '--report', kind, ...rest]);

describe('--report github', () => {
  it('is one command a message, escaped', () => {
    const { status, out, err } = check('github', 'bad, worse.yaml', 'good.yaml');
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /^::warning file=bad%2C worse\.yaml,line=5,endLine=5,col=8,endColumn=12,title=set-shadows::/,
      ),
      expect.stringMatching(
        /^::error file=bad%2C worse\.yaml,line=7,endLine=7,col=29,endColumn=37,title=unknown-name::employes .*%0Ahint: did you mean employees\?/,
      ),
      expect.stringMatching(/^::error .*line=8,.*col=7,endColumn=13,title=unknown-key::regres is not a key/),
    ]);
  });

  it('says nothing of a clean study', () => {
    expect(check('github', 'good.yaml')).toEqual({ status: 0, out: '', err: '' });
  });
});

describe('--report junit', () => {
  it('has a suite a study and a case a rule', () => {
    const { status, out } = check('junit', 'bad, worse.yaml', 'good.yaml', 'latin.yaml');
    expect(status).toBe(3);
    expect(out).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="studyc check" tests="5" failures="2" errors="1">/,
    );
    expect(out).toContain('<testsuite name="bad, worse.yaml" tests="3" failures="2" errors="0">');
    expect(out).toContain('<testcase name="set-shadows" classname="bad, worse.yaml">\n      <system-out>');
    expect(out).toContain(
      '<testcase name="unknown-name" classname="bad, worse.yaml">\n      <failure message="employes is',
    );
    expect(out).toContain('<testcase name="check" classname="good.yaml"/>');
    expect(out).toContain('<error message="latin.yaml is not UTF-8 text; save it as UTF-8" type="check">');
    expect(out.endsWith('</testsuites>\n')).toBe(true);
  });

  it('counts warnings as failures under --strict', () => {
    expect(check('junit', 'bad, worse.yaml').out).toContain('tests="3" failures="2"');
    expect(check('junit', '--strict', 'bad, worse.yaml').out).toContain('tests="3" failures="3"');
  });
});

describe('--report sarif', () => {
  it('has a rule a code, with its explanation, and a result a message', () => {
    const { status, out } = check('sarif', 'bad, worse.yaml', 'latin.yaml');
    expect(status).toBe(3);
    const { version, runs } = JSON.parse(out);
    expect(version).toBe('2.1.0');
    const [run] = runs;
    const codes = ['set-shadows', 'unknown-name', 'unknown-key'];
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(codes);
    expect(run.tool.driver.rules[1].fullDescription.text).toBe(explanations['unknown-name']!.cause);
    expect(
      run.results.map((one: { ruleId: string; ruleIndex: number; level: string }) => [
        one.ruleId,
        one.ruleIndex,
        one.level,
      ]),
    ).toEqual([
      ['set-shadows', 0, 'warning'],
      ['unknown-name', 1, 'error'],
      ['unknown-key', 2, 'error'],
    ]);
    expect(run.results[1].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'bad%2C%20worse.yaml' },
      region: { startLine: 7, startColumn: 29, endLine: 7, endColumn: 37 },
    });
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/UTF-8/);
  });
});

describe('several studies', () => {
  it('are all checked, also where one cannot be read', () => {
    const { status, err } = at.studyc(['check', 'no-such.yaml', 'bad, worse.yaml', 'good.yaml']);
    expect(status).toBe(3);
    expect(err).toContain('studyc: there is no no-such.yaml\n');
    expect(err).toContain('bad, worse.yaml:7:29: error unknown-name');
    expect(err).toMatch(/\n2 errors and 1 warning in bad, worse\.yaml, good\.yaml\n$/);
  });

  it('have one list of diagnostics with --json, and --strict counts warnings', () => {
    const { status, out } = at.studyc(['check', '--json', 'good.yaml', 'bad, worse.yaml']);
    expect(status).toBe(1);
    expect(Object.keys(JSON.parse(out).diagnostics[0])).toEqual([
      ...['code', 'severity', 'message', 'hint', 'file', 'line', 'column', 'end_line', 'end_column'],
    ]);
    at.write('warned.yaml', `${good}defaults: {vcov: HC1}\nsets: {year: [population]}\n`);
    expect(at.studyc(['check', 'warned.yaml']).status).toBe(0);
    expect(at.studyc(['check', 'warned.yaml', '--strict']).status).toBe(1);
  });

  it('may be a folder, and the two forms of output exclude each other', () => {
    expect(at.studyc(['check', '.']).status).toBe(0);
    expect(at.studyc(['check', '--json', '--report', 'junit']).status).toBe(2);
    const { status, err } = check('junnit');
    expect(status).toBe(2);
    expect(err).toContain('junit, github, sarif');
  });
});
