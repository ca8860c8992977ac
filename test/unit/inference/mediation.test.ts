/**
 * Against R 4.2.2 (04-agglomeration.R, mediation): closed forms from R's own coefficients and standard errors, so that
 * only a few roundings part us: 1e-12 relative; p of a z near 5 loses z^2 times as much: still 1e-12.
 */
import { describe, expect, it } from 'vitest';
import type { MediateParameters } from '../../../compiler/plan/plan.ts';
import { failure, isFailure } from '../../../runtime/inference/failure.ts';
import { mediation, type MediationModels } from '../../../runtime/inference/mediation.ts';
import type {
  BootstrapRecord,
  EstimateRecord,
  MediationRecord,
  PathRecord,
} from '../../../runtime/results/results.ts';
import { close, wanted } from './panel.ts';

const parameters: MediateParameters = {
  treatment: 'T',
  mediator: 'M',
  tests: ['sobel', 'aroian', 'goodman'],
  bootstrap: null,
  alpha: 0.1,
  seed: null,
};

/** What mediation reads of a model. */
function model(
  terms: Readonly<Record<string, PathRecord>>,
  more: Partial<EstimateRecord> = {},
): EstimateRecord {
  const records = Object.entries(terms).map(([term, path]) => ({
    term,
    ...path,
    df: 300,
    conf_low: 0,
    conf_high: 0,
  }));
  return {
    n: 308,
    level: 0.95,
    estimator: 'ols',
    collinear: [],
    terms: records,
    ...more,
  } as unknown as EstimateRecord;
}

const path = (estimate: number, p = 0.001): PathRecord => ({
  estimate,
  std_error: 0.1,
  statistic: estimate / 0.1,
  p,
});

/** Models with c = c' + a b. */
function modelsOf(a: PathRecord, b: PathRecord, direct: PathRecord): MediationModels {
  const total = path(direct.estimate + a.estimate * b.estimate);
  return { total: model({ T: total }), mediator: model({ T: a }), direct: model({ T: direct, M: b }) };
}

function recordOf(models: MediationModels, bootstrap: BootstrapRecord | null = null): MediationRecord {
  const record = mediation(parameters, models, bootstrap);
  if (isFailure(record)) throw new Error(record.note.message);
  return record;
}

describe('numbers against R', () => {
  it.each(['ols.classical', 'ols.HC1', 'ols.cluster', 'fe.classical', 'fe.cluster', 'fe2.cluster'])(
    '%s',
    (block) => {
      const at = (name: string): number => wanted(`mediation.${block}.${name}`);
      const read = (name: string): PathRecord => ({
        estimate: at(`${name}.est`),
        std_error: at(`${name}.se`),
        statistic: at(`${name}.stat`),
        p: at(`${name}.p`),
      });
      const record = recordOf({
        total: model({ T: read('c') }),
        mediator: model({ T: read('a') }),
        direct: model({ T: read('c_prime'), M: read('b') }),
      });
      close(record.indirect.estimate, at('indirect'), 1e-12);
      close(record.share, at('proportion_mediated'), 1e-12);
      close(record.ratio, at('ratio_indirect_direct'), 1e-12);
      for (const name of ['sobel', 'aroian', 'goodman'] as const) {
        const test = record.indirect[name];
        close(test?.std_error, at(`${name}.se`), 1e-12);
        close(test?.z, at(`${name}.z`), 1e-12);
        expect(Math.abs(test!.p! / at(`${name}.p`) - 1)).toBeLessThan(1e-12);
        close(test?.conf_low, at(`${name}.ci95.0`), 1e-12);
        close(test?.conf_high, at(`${name}.ci95.1`), 1e-12);
      }
      expect(record.verdict).toBe('partial');
    },
  );
});

describe('verdict', () => {
  const interval = (low: number, high: number): BootstrapRecord => ({
    draws: 100,
    failed: 0,
    unit: 'rows',
    units: 308,
    interval: 'percentile',
    level: 0.95,
    mean: 0,
    std_error: 1,
    conf_low: low,
    conf_high: high,
  });

  it.each([
    ['partial', path(0.5), path(0.4), path(0.3)],
    ['suppression', path(0.5), path(0.4), path(-0.3)],
    ['suppression', path(-0.5), path(0.4), path(0.3)],
    ['full', path(0.5), path(0.4), path(0.01, 0.8)],
    ['none', path(0.5, 0.3), path(0.4), path(0.3)],
    ['none', path(0.5), path(0.4, 0.1), path(0.3)],
  ] as const)('%s', (verdict, a, b, direct) => {
    const record = recordOf(modelsOf(a, b, direct));
    expect(record.verdict).toBe(verdict);
    expect(record.reason.overruled_by).toBeNull();
  });

  it('names the paths that decided it', () => {
    const { reason } = recordOf(modelsOf(path(0.5, 0.3), path(0.4), path(0.3)));
    expect(reason).toEqual({ significant: ['b', 'direct'], insignificant: ['a'], overruled_by: null });
  });

  it('none is overruled by a bootstrap interval without zero, and by no other', () => {
    const weak = modelsOf(path(0.5, 0.3), path(0.4), path(0.3));
    expect(recordOf(weak, interval(0.01, 0.4))).toMatchObject({
      verdict: 'partial',
      reason: { overruled_by: 'bootstrap' },
    });
    expect(recordOf(weak, interval(-0.01, 0.4))).toMatchObject({
      verdict: 'none',
      reason: { overruled_by: null },
    });
    const strong = modelsOf(path(0.5), path(0.4), path(0.3));
    expect(recordOf(strong, interval(-1, 1))).toMatchObject({
      verdict: 'partial',
      reason: { overruled_by: null },
    });
  });
});

describe('what cannot be', () => {
  const gap = (collinear: EstimateRecord['collinear']): MediationModels => ({
    ...modelsOf(path(0.5), path(0.4), path(0.3)),
    total: model({ T: path(0.6) }, { collinear }),
  });

  it("c other than c' + a b is our bug, or a note where collinear columns were dropped", () => {
    expect(() => recordOf(gap([]))).toThrow('broken invariant');
    const codes = recordOf(gap([{ term: 'X', explained_by: ['POS'] }])).notes.map((note) => note.code);
    expect(codes).toContain('decomposition-fails');
    expect(recordOf(modelsOf(path(0.5), path(0.4), path(0.3))).notes.map((note) => note.code)).toEqual([
      'mediation-identification',
    ]);
  });

  it("Goodman's variance may be negative: the test is null and said to be", () => {
    const record = recordOf(modelsOf(path(0.01), path(0.02), path(0.3)));
    expect(record.indirect.goodman).toEqual({
      std_error: null,
      z: null,
      p: null,
      conf_low: null,
      conf_high: null,
    });
    expect(record.notes.map((note) => note.code)).toContain('indirect-variance');
    expect(record.indirect.sobel?.std_error).toBeGreaterThan(0);
  });

  it('a path without an estimate fails, a bootstrap that failed is a note', () => {
    const models = modelsOf(path(0.5), path(0.4), path(0.3));
    const lost = mediation(parameters, { ...models, mediator: model({}) }, null);
    expect(lost).toMatchObject({ kind: 'failure', note: { code: 'mediation-no-path' } });
    const record = mediation(parameters, models, failure('bootstrap-crossed-effect', 'no bootstrap'));
    expect(record).toMatchObject({ notes: [{ code: 'bootstrap-crossed-effect' }, {}] });
    expect(record).not.toHaveProperty('indirect.bootstrap');
  });
});
