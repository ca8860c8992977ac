import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelRecord } from '../../../runtime/results/results.ts';
import { runStudy, type Spec } from '../../reference/studies.ts';

const folder = new URL('../../docs/', import.meta.url).pathname;
const ran = new Map<string, ModelRecord>();

const analyses: Readonly<Record<string, Spec>> = {
  shifted: { regress: 'exporter ~ workers + d(digital) + digital + rd' },
  alone: { regress: 'exporter ~ workers + d(digital) + l(rd, 1) + rd' },
  condition: { regress: 'exporter ~ workers + I(rd > 5) + rd' },
  levels: { regress: 'exporter ~ digital * sector + i(year, ref=2016)' },
  both: { regress: 'exporter ~ digital + year + factor(year)' },
  absorbed: { regress: 'workers ~ digital * year | year', estimator: 'poisson' },
  drawn: {
    regress: 'workers ~ digital | year',
    estimator: 'poisson',
    vcov: { bootstrap: { draws: 20 } },
  },
  logarithm: { regress: 'exporter ~ I(log(workers)^2) + digital:log(workers) + exp(rd / 10)' },
};

beforeAll(async () => {
  const of = Object.entries(analyses).map(([id, one]) => [id, { estimator: 'logit', vcov: 'HC1', ...one }]);
  const { model } = await runStudy(folder, {
    study: 'margins',
    seed: 1,
    data: { file: 'firms.csv', panel: { unit: 'firm', time: 'year' } },
    analyses: Object.fromEntries(of) as Spec,
  });
  for (const id of Object.keys(analyses)) ran.set(id, model(`${id}.1`));
});

const rowsOf = (id: string): readonly string[] => ran.get(id)!.derived.margins!.terms.map(({ term }) => term);
const notesOf = (id: string): readonly string[] =>
  ran
    .get(id)!
    .derived.margins!.notes.filter(({ code }) => code === 'no-margins')
    .map(({ message }) => message);

describe('variables of marginal effects', () => {
  it('are refused where one moves the other in an unknown way', () => {
    expect(rowsOf('shifted')).toEqual(['workers', 'rd']);
    expect(notesOf('shifted')).toEqual([
      'no marginal effect of d(digital): it also moves digital, in a way that has no derivative',
      'no marginal effect of digital: it also moves d(digital), in a way that has no derivative',
    ]);
    expect(rowsOf('condition')).toEqual(['workers']);
  });

  it('are calls where these stand alone, and other periods', () => {
    expect(rowsOf('alone')).toEqual(['workers', 'd(digital)', 'l(rd, 1)', 'rd']);
    expect(notesOf('alone')).toEqual([]);
  });

  it('are levels against their reference', () => {
    const rows = rowsOf('levels');
    expect(rows[0]).toBe('digital');
    expect(rows.slice(1).every((row) => /^(sector|year::)/.test(row))).toBe(true);
    expect(rows).not.toContain('year::2016');
    expect(rows).toContain('year::2015');
  });

  it('are no numbers and factors at once, nor absorbed', () => {
    expect(notesOf('both')).toEqual([
      'no marginal effect of year: the model has it as a number and as a factor',
    ]);
    expect(notesOf('absorbed')).toEqual(['no marginal effect of year: it is also absorbed']);
  });

  it('have no errors where a bootstrap drew the coefficients beside absorbed effects', () => {
    const { terms } = ran.get('drawn')!.derived.margins!;
    expect(terms).toMatchObject([{ term: 'digital', std_error: null, p: null }]);
    expect(terms[0]!.estimate).not.toBeNull();
    expect(notesOf('drawn')[0]).toMatch(/^the marginal effects have no standard errors: a bootstrap/);
  });

  it('are named once, whatever functions of them the terms are', () => {
    expect(rowsOf('logarithm')).toEqual(['workers', 'rd', 'digital']);
    const { terms } = ran.get('logarithm')!.derived.margins!;
    expect(terms.every(({ std_error }) => std_error! > 0)).toBe(true);
  });
});
