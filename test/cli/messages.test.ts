/** Mistakes as an author makes them: one message each, with its place, and never a stack trace. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Outcome, type Workspace, workspace } from './workspace.ts';

let at: Workspace;
beforeEach(() => {
  at = workspace();
});
afterEach(() => at.remove());
afterAll(() => {});

/** The messages of an outcome: `line:column code`. */
function messages({ err }: Outcome): string[] {
  return [...err.matchAll(/^study\.yaml:(\d+):(\d+): (?:error|warning) ([a-z-]+):/gm)].map(
    ([, line, column, code]) => `${line}:${column} ${code}`,
  );
}

function lineOf(text: string): { line: number; column: number } {
  const lines = at.read('study.yaml').split('\n');
  const line = lines.findIndex((candidate) => candidate.includes(text));
  return { line: line + 1, column: lines[line]!.indexOf(text) + 1 };
}

function expectOne(outcome: Outcome, code: string, text: string): void {
  const { line, column } = lineOf(text);
  expect(messages(outcome)).toEqual([`${line}:${column} ${code}`]);
  expect(outcome.err).not.toMatch(/\n\s+at |Error:/);
  expect(outcome.err).toContain('^');
}

describe('a mistake gets one message with its place', () => {
  it('a misspelt variable in a formula', () => {
    at.edit('study.yaml', 'AGG ~ TIN + csw0', 'AGG ~ TINN + csw0');
    const outcome = at.studyc(['check']);
    expect(outcome.status).toBe(1);
    expectOne(outcome, 'unknown-name', 'TINN');
    expect(outcome.err).toContain('hint: did you mean TIN?');
  });

  it('a missing data file', () => {
    at.edit('study.yaml', 'data/agglomeration.csv\n', 'data/agglomeratoin.csv\n');
    const outcome = at.studyc(['check']);
    expect(outcome.status).toBe(1);
    expectOne(outcome, 'missing-file', 'data/agglomeratoin.csv');
    expect(outcome.err).toContain('agglomeration.csv');
  });

  it('a broken formula', () => {
    at.edit('study.yaml', 'AGG ~ TIN + csw0(POS, NUE, GRA)"', 'AGG ~ TIN + csw0(POS, NUE, GRA"');
    const outcome = at.studyc(['check']);
    expect(outcome.status).toBe(1);
    expect(messages(outcome)).toHaveLength(1);
    expect(messages(outcome)[0]).toMatch(/formula-syntax$/);
    expect(outcome.err).not.toMatch(/\n\s+at /);
  });

  it('a duplicate panel key', () => {
    const [header, first, ...rest] = at.read('data/agglomeration.csv').split('\n');
    at.write('data/agglomeration.csv', [header, first, first, ...rest].join('\n'));
    const outcome = at.studyc(['run']);
    expect(outcome.status).toBe(1);
    expect(messages(outcome)).toHaveLength(1);
    expect(outcome.err).toContain('rows 1 and 2');
    expect(outcome.err).not.toMatch(/\n\s+at /);
  });

  it('an unknown key', () => {
    at.edit('study.yaml', 'mediator: AI, controls', 'mediatr: AI, controls');
    const outcome = at.studyc(['check']);
    expect(outcome.status).toBe(1);
    expectOne(outcome, 'unknown-key', 'mediatr');
    expect(outcome.err).toContain('did you mean mediator?');
  });

  it('a collinear regressor is a note in the results', () => {
    at.edit('study.yaml', '      RD: log(rd + 1)', '      RD: log(rd + 1)\n      SUM: 2 * POS + NUE');
    at.edit('study.yaml', 'AGG ~ TIN + csw0(POS, NUE, GRA)', 'AGG ~ TIN + POS + NUE + SUM + GRA');
    at.edit('study.yaml', '  - normalize: {columns: [TIN, AI, POS, NUE, GRA, VHT, RD], method: minmax}', '');
    at.write('study.yaml', at.read('study.yaml').replaceAll('baseline.4', 'baseline'));
    const outcome = at.studyc(['run', '--quiet']);
    expect(outcome.err).toBe('');
    const { analyses } = JSON.parse(at.read('out/results.json'));
    expect(analyses.baseline.models[0].collinear).toEqual([{ term: 'SUM', explained_by: ['POS', 'NUE'] }]);
    expect(at.read('out/report.md')).toMatch(/SUM/);
  });

  it('a format that there is not is refused with those that there are', () => {
    at.edit('study.yaml', 'defaults: {vcov: HC1}', 'output: {formats: [md, docs]}\ndefaults: {vcov: HC1}');
    const outcome = at.studyc(['check']);
    expect(outcome.status).toBe(1);
    expectOne(outcome, 'unknown-value', 'docs]');
  });
});

describe('what is independent is said at once, consequences never', () => {
  it('five mistakes, five messages', () => {
    at.edit('study.yaml', 'language: zh ', 'langauge: zh ');
    at.edit('study.yaml', 'AGG ~ TIN + csw0', 'AGG ~ TINN + csw0');
    at.edit('study.yaml', 'mediator: AI, controls', 'mediatr: AI, controls');
    at.edit('study.yaml', 'defaults: {vcov: HC1}', 'defaults: {vcov: HC7}');
    at.edit('study.yaml', 'permute: TIN, draws: 1000', 'permute: TIM, draws: 1000');
    const outcome = at.studyc(['check']);
    expect(messages(outcome)).toHaveLength(5);
  });

  it('a column that could not be derived is not missed again where it is used', () => {
    at.edit('study.yaml', 'TIN: log(kw_ai', 'TIN: log(kw_aii');
    const outcome = at.studyc(['check']);
    expectOne(outcome, 'unknown-name', 'kw_aii');
  });
});
