/** The text of study.lock: what is recorded can be read back, whatever names and numbers there are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../compiler/formula/parse.ts';
import { evaluateClaim } from '../../../runtime/claims/evaluate.ts';
import { run } from '../../../runtime/index.ts';
import type { Results } from '../../../runtime/results/results.ts';
import { leavesOf } from '../../../runtime/verify/flatten.ts';
import { lockContent, lockText, sections } from '../../../runtime/verify/lock.ts';
import { compareLock } from '../../../runtime/verify/lock-checks.ts';
import { readLock } from '../../../runtime/verify/read-lock.ts';
import { alone } from '../formula/reading.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

/** Results of one describe analysis and one model, under names that somebody thought of. */
const resultsWith = (name: string, text: string, numbers: readonly number[]): Results => ({
  ...{ schema: 1, study: text, studyc: '0.1.0', spec: { file: text, sha256: 'aa' } },
  ...{ prepare: [], claims: {}, notes: [] },
  data: [{ file: text, sha256: 'bb', rows: 3, columns: 1, panel: null, notes: [] }],
  analyses: {
    [name]: { verb: 'describe', rows: numbers.map((mean) => ({ variable: text, group: name, mean })) },
  },
});

describe('study.lock', () => {
  it('is read back as it was recorded, a line a value, whatever the names, texts and numbers', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(text, text, fc.array(number), (name, words, numbers) => {
        const results = resultsWith(name, words, numbers);
        const content = lockContent(results);
        const written = lockText(results);
        const lock = readLock(written);
        expect({ bad: lock.bad, intact: lock.intact }).toEqual({ bad: [], intact: true });
        const counts = sections.map((section) => lock.entries[section].size);
        expect(counts).toEqual(sections.map((section) => content[section].size));
        expect(counts[3]).toBe(leavesOf(results).length);
        expect(written.trimEnd().split('\n')).toHaveLength(5 + 4 + counts.reduce((a, b) => a + b) + 1);
        expect(compareLock(written, results, { strict: true }).every(({ holds }) => holds)).toBe(true);
        expect(written).not.toMatch(
          /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/,
        );
      }),
    );
  });

  it('never mistakes a damaged text for a whole one, and throws on none', () => {
    const results = resultsWith('a', 'b', [0.1, 2]);
    const whole = lockText(results);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.string({ unit: 'binary', maxLength: 3 }), (at, put) => {
        const damaged = whole.slice(0, at) + put + whole.slice(at + 1);
        const holds = compareLock(damaged, results, { strict: true }).every((check) => check.holds);
        const same = damaged.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '') === whole;
        expect(holds).toBe(same);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void compareLock(text, results, { strict: false }),
      ),
    );
  });
});

describe('the names of recorded numbers', () => {
  it('are references that claims resolve, to the same numbers', async () => {
    const study = [
      'study: names',
      'seed: 3',
      'defaults: {vcov: HC1}',
      'data: {file: data/agglomeration-complete.csv, panel: {unit: city, time: year}}',
      'analyses:',
      '  described: {describe: [m_city], statistics: [n, mean]}',
      '  model:',
      '    regress: m_city ~ g_city + g_city:population + factor(industry)',
      '    split: {new times: year > 2016, old: year <= 2016}',
      '  iv: {regress: "m_city ~ population | g_city ~ fai", estimator: iv}',
      '  mediated:',
      '    mediate: {outcome: m_city, treatment: g_city, mediator: fai}',
      '    tests: [sobel]',
      '    split: {a: year <= 2016, b: year > 2016}',
      '',
    ].join('\n');
    const plan = compileStudy(study, studyFolder);
    const { results, failures } = await run(plan, runOptions(studyFolder));
    expect(failures).toEqual([]);
    const leaves = leavesOf(results).filter(([, value]) => typeof value === 'number');
    expect(leaves.length).toBeGreaterThan(300);
    const wrong = leaves.filter(([reference, value]) => {
      const parsed = parseExpression(alone(`${reference} == 0`), 'results');
      if (!parsed.ok) return true;
      const claim = evaluateClaim({ holds: parsed.value }, results);
      return claim.reason !== null || Object.values(claim.values)[0] !== value;
    });
    expect(wrong).toEqual([]);
  });
});
