/** `studyc lock` and `studyc verify`: what was recorded, printed and claimed, against what is computed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Check } from '../../runtime/verify/index.ts';
import { sealed } from '../sealed-lock.ts';
import { type Workspace, workspace } from './workspace.ts';

/** Small enough to be run often; every verb of the lock is there that the seed study has not. */
const study = [
  'study: small',
  'seed: 7',
  'data: {file: data/agglomeration-complete.csv, panel: {unit: city, time: year}}',
  'analyses:',
  '  descriptive: {describe: [m_city, population], statistics: [n, mean, sd]}',
  '  model: {regress: m_city ~ g_city + population, vcov: HC1}',
  '  placebo: {placebo: model, permute: g_city, draws: 200}',
  '',
].join('\n');

let at: Workspace;
beforeEach(() => {
  at = workspace();
  at.write('study.yaml', study);
  at.studyc(['lock', '--quiet']);
});
afterEach(() => at.remove());

const checksOf = (...args: readonly string[]): readonly Check[] =>
  JSON.parse(at.studyc(['verify', '--json', ...args]).out).checks;
const failing = (...args: readonly string[]) => checksOf(...args).filter(({ holds }) => !holds);
const lineOf = (start: string): number =>
  at
    .read('study.lock')
    .split('\n')
    .findIndex((line) => line.startsWith(start)) + 1;

describe('the lock of the seed study', () => {
  it('is verified bit for bit with 1, 2 and 3 jobs', () => {
    const seed = workspace();
    for (const jobs of ['1', '2', '3']) {
      const { status, out, err } = seed.studyc(['verify', '--strict', '--jobs', jobs]);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toMatch(
        /^study\.lock {2}\d+ values, none differs\n\nH1 {2}✓ holds\nH2 {2}✓ holds\n\nAll \d{4} recorded values hold; all 2 claims hold\.\n$/,
      );
    }
    const before = seed.read('study.lock');
    expect(seed.studyc(['lock']).out).toMatch(/^study\.lock {2}\d+ values recorded, all as before\n$/);
    expect(seed.read('study.lock')).toBe(before);
    seed.remove();
  });
});

describe('studyc lock', () => {
  it('records hashes, rows and numbers, a line each, sorted, under the names that claims use', () => {
    const text = at.read('study.lock');
    expect(text).toMatch(
      /\nlock: 1\nstudyc: "[^"]+"\nstudy: "small"\nspec:\n {2}file: "study\.yaml"\n {2}sha256: "[0-9a-f]{64}"\ndata:\n/,
    );
    expect(text).toMatch(/\n {2}1\.rows: 308\n/);
    expect(text).toMatch(/\n {2}model\.1\.conventions\.name: "stata"\n/);
    expect(text).toMatch(/\n {2}model\.1\.`\(Intercept\)`\.estimate: -?[\d.]+\n/);
    expect(lineOf('  placebo.draws.2.p')).toBeLessThan(lineOf('  placebo.draws.10.p'));
    expect(text).toMatch(/\nchecksum: [0-9a-f]{64}\n$/);
  });

  it('says what it changed', () => {
    at.edit('study.yaml', 'statistics: [n, mean, sd]', 'statistics: [n, mean, max]');
    expect(JSON.parse(at.studyc(['lock', '--json']).out)).toMatchObject({ changed: 1, added: 2, removed: 2 });
  });

  it('writes nothing where a study does not pass its check', () => {
    const before = at.read('study.lock');
    at.edit('study.yaml', 'g_city +', 'g_cty +');
    expect(at.studyc(['lock'])).toMatchObject({ status: 1, out: '' });
    expect(at.read('study.lock')).toBe(before);
  });

  it('has a name of its own beside a study that is not study.yaml', () => {
    at.write('other.yaml', study);
    expect(at.studyc(['lock', 'other.yaml']).out).toMatch(/^other\.lock /);
    expect(existsSync(join(at.folder, 'other.lock'))).toBe(true);
    expect(at.studyc(['verify', 'other.yaml', 'study.yaml']).status).toBe(0);
  });
});

describe('studyc verify against study.lock', () => {
  it('a changed data cell: first the file, then every number that it changes', () => {
    at.edit('data/agglomeration-complete.csv', ',743.89,', ',743.90,');
    const found = failing();
    expect(found[0]).toMatchObject({ ref: 'data/agglomeration-complete.csv', class: 'value' });
    expect(found.map(({ ref }) => ref)).toContain('model.1.g_city.estimate');
    expect(found.map(({ ref }) => ref)).toContain('descriptive.rows.1.mean');
    expect(found.map(({ ref }) => ref)).not.toContain('descriptive.rows.2.mean');
    const { status, out } = at.studyc(['verify']);
    expect(status).toBe(1);
    expect(out).toContain(
      `✗ data/agglomeration-complete.csv is not the file that was recorded (line ${lineOf('  1.sha256')})`,
    );
    expect(out).toMatch(/ {2}\.\.\. \d+ more; --all shows them\n/);
    expect(out).toMatch(/\nThe data were changed; \d+ of \d+ recorded values differ\.\n$/);
    expect(at.studyc(['verify', '--all']).out).not.toContain('--all');
  });

  it('an edited digit: the line, and that it was edited', () => {
    const line = lineOf('  model.1.population.estimate');
    const recorded = /model\.1\.population\.estimate: (.*)/.exec(at.read('study.lock'))![1]!;
    const edited = recorded.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 4) % 10));
    at.edit('study.lock', `population.estimate: ${recorded}`, `population.estimate: ${edited}`);
    expect(failing()).toEqual([
      expect.objectContaining({
        ref: 'checksum',
        explanation: `the lock was edited after it was recorded, at line ${line}: with what is computed there the checksum is right`,
      }),
      {
        ...{ kind: 'lock', ref: 'model.1.population.estimate', class: 'rounding', holds: false },
        ...{ expected: Number(edited), actual: Number(recorded), explanation: null },
      },
    ]);
    const github = at.studyc(['verify', '--report', 'github']).out.trimEnd().split('\n');
    expect(github).toEqual([
      expect.stringContaining(`file=study.lock,line=${line},`),
      expect.stringContaining(`file=study.lock,line=${line},`),
    ]);
  });

  it('signs, significance and what is there no more have classes of their own', () => {
    const text = at
      .read('study.lock')
      .replace(/(model\.1\.population\.statistic: )(-?)/, (_, key, sign) => `${key}${sign ? '' : '-'}`)
      .replace(/(placebo\.p: )\S+/, '$10.5')
      .replace(/\n {2}model\.1\.r2: .*/, '')
      .replace('\n  model.1.rmse:', '\n  model.1.nothing: 1\n  model.1.rmse:');
    at.write('study.lock', sealed(text));
    expect(Object.fromEntries(failing().map((check) => [check.ref, check.class]))).toEqual({
      'model.1.population.statistic': 'sign',
      'placebo.p': 'significance',
      'model.1.nothing': 'missing',
      'model.1.r2': 'missing',
    });
  });

  it('the lock of another version: said first, and 1e-9 is allowed', () => {
    const recorded = Number(/model\.1\.g_city\.estimate: (.*)/.exec(at.read('study.lock'))![1]);
    const text = at
      .read('study.lock')
      .replace(/studyc: ".*"/, 'studyc: "0.0.9"')
      .replace(`g_city.estimate: ${recorded}`, `g_city.estimate: ${recorded * (1 + 5e-10)}`)
      .replace(/\n {2}model\.1\.aic: .*/, '');
    at.write('study.lock', sealed(text));
    const { status, out } = at.studyc(['verify']);
    expect(status).toBe(0);
    expect(out).toMatch(
      /^study\.lock {2}\d+ values, none differs, 1 within 1e-9\n✓ the lock was recorded by studyc 0\.0\.9/,
    );
    expect(failing('--strict')).toEqual([expect.objectContaining({ ref: 'studyc', expected: '0.0.9' })]);
    at.edit('study.lock', `${recorded * (1 + 5e-10)}`, `${recorded * (1 + 5e-9)}`);
    at.write('study.lock', sealed(at.read('study.lock')));
    expect(failing()).toEqual([expect.objectContaining({ ref: 'model.1.g_city.estimate', class: 'value' })]);
  });

  it('a study that was changed without changing a number holds, but not under --strict', () => {
    at.write('study.yaml', `# a comment\n${study}`);
    expect(at.studyc(['verify']).status).toBe(0);
    expect(at.studyc(['verify']).out).toContain('✓ study.yaml was changed since it was recorded');
    expect(failing('--strict')).toEqual([expect.objectContaining({ ref: 'study.yaml' })]);
  });

  it('marks of a merge, a lock that was cut off, and line ends of another system', () => {
    const whole = at.read('study.lock');
    at.write('study.lock', whole.replaceAll('\n', '\r\n'));
    expect(at.studyc(['verify']).status).toBe(0);
    at.write('study.lock', whole.replace('\nresults:', '\n<<<<<<< mine\nresults:'));
    expect(failing().map(({ explanation }) => explanation)).toEqual([
      `line ${lineOf('<<<<<<<')} of the lock is not \`reference: value\``,
      expect.stringContaining(`at line ${lineOf('<<<<<<<')}`),
    ]);
    at.write('study.lock', whole.slice(0, whole.indexOf('\nresults:')));
    const found = failing();
    expect(found[0]!.explanation).toMatch(/has no checksum/);
    expect(found.at(-1)).toMatchObject({
      class: 'missing',
      expected: null,
      explanation: 'is computed and not recorded',
    });
    at.write('study.lock', 'lock: 2\n');
    expect(failing()[0]!.explanation).toContain('this one reads lock: 1');
  });
});

const reported = [
  'reported:',
  '  legend: {"***": 0.01, "**": 0.05, "*": 0.1}',
  '  tables:',
  '    "1": {of: descriptive, rows: {population: {n: 308, mean: 0.5}}}',
  '    "2":',
  '      parentheses: t',
  '      columns:',
  '        "2.1": {model: model, n: 308, r2: 0.1, cells: {g_city: "-0.5* (99.9)"}}',
  '        "2.2": {n: 7, cells: {g_city: "1.5"}}',
  '',
].join('\n');

describe('studyc verify against printed numbers and claims', () => {
  it('has a check for every number that is tied, and names the place of those that differ', () => {
    at.write('study.yaml', `${study}${reported}`);
    const found = checksOf().filter(({ kind }) => kind === 'reported');
    expect(found.map(({ ref, class: how }) => [ref, how])).toEqual([
      ['1.population.n', 'equal'],
      ['1.population.mean', 'value'],
      ['`2.1`.g_city', 'sign'],
      ['`2.1`.g_city.stars', 'significance'],
      ['`2.1`.g_city.t', 'value'],
      ['`2.1`.n', 'equal'],
      ['`2.1`.r2', 'value'],
    ]);
    const { status, out } = at.studyc(['verify']);
    expect(status).toBe(1);
    expect(out).toContain(
      'table  numbers  agree  differ\n1            2      1       1\n2            5      1       4\n',
    );
    expect(out).toMatch(/table 2, column 2\.1, row g_city {2,}model\.1\n {13,}reported/);
    expect(out).toMatch(/ {2}stars +\* +\*\*\* {3}✗ significance\n/);
    expect(out).toMatch(/\n {2}= p is below 0\.0001, which earns \*\*\*\n/);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });

  it('reports stand at the reported cell', () => {
    at.write('study.yaml', `${study}${reported}`);
    at.studyc(['lock']);
    const lines = at.studyc(['verify', '--report', 'github']).out.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(
      /^::error file=study\.yaml,line=15,endLine=15,col=43,endColumn=46,title=differs-from-reported::table 2, column 2\.1: r2 is printed as 0\.1 \(\[0\.05, 0\.15\]\), and model\.1 gives 0\./,
    );
    const sarif = JSON.parse(at.studyc(['verify', '--report', 'sarif']).out);
    expect(sarif.runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'differs-from-reported',
    ]);
    expect(at.studyc(['verify', '--report', 'junit']).out).toContain('failures="1"');
  });

  it('a claim that fails, and one that cannot be decided', () => {
    at.write(
      'study.yaml',
      `${study}claims: {A: {holds: "model.n < 3"}, B: {holds: "model.n == 308"}, C: {holds: "model.within_r2 > 0"}}\n`,
    );
    const found = checksOf().filter(({ kind }) => kind === 'claim');
    expect(found.map(({ ref, class: how, actual }) => [ref, how, actual])).toEqual([
      ['A', 'value', false],
      ['B', 'equal', true],
      ['C', 'missing', null],
    ]);
    expect(at.studyc(['verify']).out).toContain('A  ✗ fails\n    model.n < 3: model.n is 308\n');
  });

  it('nothing to compare is exit status 1, an unreadable study 3, a mistake 1 with its message', () => {
    at.write('bare.yaml', study);
    const bare = at.studyc(['verify', 'bare.yaml']);
    expect(bare.status).toBe(1);
    expect(bare.out).toContain('Nothing to compare: there is no bare.lock');
    expect(at.studyc(['verify', '--report', 'github', 'bare.yaml']).out).toContain(
      'title=nothing-to-compare',
    );
    expect(at.studyc(['verify', 'none.yaml']).status).toBe(3);
    at.write('bad.yaml', study.replace('g_city +', 'g_cty +'));
    const bad = at.studyc(['verify', 'bad.yaml', 'study.yaml']);
    expect(bad.status).toBe(1);
    expect(bad.err).toContain('unknown-name');
    expect(bad.out).toMatch(/all \d+ recorded values hold/i);
    expect(at.studyc(['verify', '--jobs', '0']).status).toBe(2);
  });
});
