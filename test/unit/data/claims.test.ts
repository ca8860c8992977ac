import { describe, expect, it } from 'vitest';
import { evaluateClaim } from '../../../runtime/claims/evaluate.ts';
import { sameTerm } from '../../../runtime/claims/terms.ts';
import type { AnalysisRecord, ModelRecord } from '../../../runtime/results/results.ts';
import { expression } from './fixtures.ts';

/** Values are copied, not computed: everything is exact. */

interface Made {
  readonly id: string;
  readonly name?: string;
  readonly group?: string;
  readonly terms?: Readonly<Record<string, number | null>>;
}

function model({ id, name, group, terms = {} }: Made): ModelRecord {
  const fit = { r2: 0.5, adj_r2: 0.4, within_r2: null, f: 12, f_df: [2, 30] };
  const made = {
    id,
    name: name ?? null,
    group: group ? { name: group, label: group } : null,
    statistic: 't',
    n: 308,
    units: 28,
    sample: { rows: 310, used: 308 },
    terms: Object.entries(terms).map(([term, estimate]) => ({
      term,
      estimate,
      std_error: 0.1,
      statistic: 10,
      df: null,
      p: 0.001,
      conf_low: 0.8,
      conf_high: 1.2,
    })),
    fit,
    hypotheses: {
      joint: { p: 0.03 },
      none: { p: null, note: { code: 'hypothesis-dropped-term', message: 'POS is dropped as collinear' } },
    },
  };
  return made as unknown as ModelRecord;
}

const analyses: Readonly<Record<string, AnalysisRecord>> = {
  baseline: {
    verb: 'regress',
    models: [
      model({ id: 'baseline.1', terms: { TIN: 1 } }),
      model({ id: 'baseline.2', terms: { TIN: 2, 'TIN:POS': 3, 'rel::0:x': 4, r2: 99, n: 98, gone: null } }),
    ],
  },
  single: {
    verb: 'regress',
    models: [model({ id: 'single.1', terms: { '(Intercept)': -1, 'log(POS)': 7, units: 5 } })],
  },
  by_period: {
    verb: 'regress',
    models: ['nascent', 'forming'].flatMap((group, g) => [
      model({ id: `by_period.AI@${group}`, name: 'AI', group, terms: { TIN: 10 + g } }),
      model({ id: `by_period.AGG@${group}`, name: 'AGG', group, terms: { TIN: 20 + g } }),
    ]),
  },
  by_industry: {
    verb: 'regress',
    models: ['new-industrialisation', 'equipment'].flatMap((group, g) => [
      model({ id: `by_industry.1@${group}`, group, terms: { TIN: 30 + g } }),
      model({ id: `by_industry.2@${group}`, group, terms: { TIN: 40 + g } }),
    ]),
  },
  mediation: {
    verb: 'mediate',
    verdict: 'partial',
    share: 0.3,
    ratio: null,
    total: { estimate: 1.5, statistic: 2.5, p: 0.01 },
    direct: { estimate: 1, p: 0.02 },
    indirect: { estimate: 0.5, sobel: { p: 0.04 } },
    reason: { significant: ['a', 'b'], insignificant: [] },
    models: ['total', 'mediator', 'direct'].map((name) =>
      model({ id: `mediation.${name}`, name, terms: { TIN: 6 } }),
    ),
  } as unknown as AnalysisRecord,
  placebo: {
    verb: 'placebo',
    p: 0.002,
    draws: [{ estimate: 0.1 }, { estimate: 0.2 }],
  } as unknown as AnalysisRecord,
  descriptive: { verb: 'describe', rows: [{ variable: 'AGG', group: null, mean: 0.69 }] },
};

const claim = (text: string) => evaluateClaim({ holds: expression(text, 'results') }, { analyses });

describe('values of references', () => {
  it.each([
    ['baseline.1.TIN.estimate', 1],
    ['baseline.2.TIN', 2],
    ['baseline.2.TIN.p', 0.001],
    ['baseline.2.TIN.conf_high', 1.2],
    ['baseline.2.`TIN:POS`', 3],
    ['baseline.2.`POS:TIN`.estimate', 3],
    ['baseline.2.`rel::0:x`', 4],
    ['baseline.2.r2', 0.5],
    ['baseline.2.n', 308],
    ['baseline.2.r2.estimate', 99],
    ['baseline.2.n.estimate', 98],
    ['baseline.1.sample.used', 308],
    ['baseline.1.units', 28],
    ['baseline.1.fit.f_df.2', 30],
    ['baseline.1.hypotheses.joint.p', 0.03],
    ['single.`(Intercept)`', -1],
    ['single.1.`log(POS)`', 7],
    ['single.units', 5],
    ['single.r2', 0.5],
    ['by_period.AGG@forming.TIN', 21],
    ['by_period.AI@nascent.TIN.estimate', 10],
    ['by_period.2@nascent.TIN', 20],
    ['by_period.AGG.2.TIN', 21],
    ['by_period.3.TIN', 11],
    ['by_industry.2@equipment.TIN', 41],
    ['by_industry.1@`new-industrialisation`.TIN', 30],
    ['by_industry.1@equipment.n', 308],
    ['mediation.verdict', 'partial'],
    ['mediation.share', 0.3],
    ['mediation.indirect.estimate', 0.5],
    ['mediation.indirect.sobel.p', 0.04],
    ['mediation.direct.TIN', 6],
    ['mediation.direct.p', 0.02],
    ['mediation.total.estimate', 1.5],
    ['mediation.total.statistic', 2.5],
    ['baseline.1.statistic', 't'],
    ['mediation.mediator.TIN.p', 0.001],
    ['mediation.reason.significant.1', 'a'],
    ['mediation.models.1.n', 308],
    ['placebo.p', 0.002],
    ['placebo.draws.2.estimate', 0.2],
    ['descriptive.rows.1.mean', 0.69],
  ])('%s is %s', (text, value) => {
    const literal = typeof value === 'string' ? `'${value}'` : value;
    expect(claim(`${text} == ${literal}`)).toEqual({ holds: true, values: { [text]: value }, reason: null });
    expect(claim(`${text} != ${literal}`)).toEqual({ holds: false, values: { [text]: value }, reason: null });
  });
});

describe('claims that hold or fail', () => {
  it.each([
    ['baseline.1.TIN > 0 and baseline.1.TIN.p < 0.01', true],
    ['baseline.2.TIN - baseline.1.TIN in [0.5, 1.5]', true],
    ["mediation.verdict in {'partial', 'full'}", true],
    ["not mediation.verdict == 'none'", true],
    ['abs(single.`(Intercept)`) == 1', true],
    ['min(baseline.1.TIN, baseline.2.TIN) == 1', true],
    ['if(baseline.1.TIN > 0, placebo.p, 1) < 0.05', true],
    ['baseline.2.gone > 0 or baseline.2.TIN > 0', true],
    ['is_missing(baseline.2.gone)', true],
    ['baseline.1.TIN > 2', false],
    ['round(baseline.1.TIN.p, 2) == 0', true],
    ['round(baseline.1.TIN.p, digits=3) == 0.001', true],
  ])('%s: %s', (text, holds) => {
    expect(claim(text)).toMatchObject({ holds, reason: null });
  });

  it('records the values in order of appearance', () => {
    const text = 'mediation.share > 0 and by_period.AGG@forming.TIN.p < 1 and mediation.share < 1';
    expect(Object.entries(claim(text).values)).toEqual([
      ['mediation.share', 0.3],
      ['by_period.AGG@forming.TIN.p', 0.001],
    ]);
  });
});

describe('claims that fail for a reason', () => {
  it.each([
    ['none.1.TIN > 0', 'there are no results of an analysis none'],
    ['baseline.TIN > 0', 'baseline is several models: baseline.1, baseline.2'],
    ['baseline.3.TIN > 0', 'there is no baseline.3; there are baseline.1, baseline.2'],
    ['baseline.1 > 0', 'baseline.1 is a model, not a value'],
    ['baseline.1.POS > 0', 'baseline.1 has no term or value POS'],
    ['baseline.1.TIN.q > 0', 'q is not a value of a term'],
    ['baseline.1.TIN.term > 0', 'term is not a value of a term'],
    ['single > 0', 'single.1 is a model, not a value'],
    [
      'by_period.AGG.TIN > 0',
      'by_period.AGG is several models: by_period.AGG@nascent, by_period.AGG@forming',
    ],
    ['by_period.AGG@late.TIN > 0', 'by_period has no group late'],
    ['by_period@forming.AGG.TIN > 0', '@forming stands after the name and number of a model'],
    ['baseline.1@forming.TIN > 0', 'baseline has no group forming'],
    ['placebo@forming.p > 0', 'placebo has no groups'],
    ['mediation.indirect > 0', 'mediation.indirect is not a single value; it has estimate, sobel'],
    ['mediation.nothing > 0', 'mediation is several models'],
    ['placebo.nothing > 0', 'placebo has no value nothing'],
    ['placebo.draws.0.estimate > 0', 'placebo has no value draws.0.estimate'],
    ['placebo.draws.length > 0', 'placebo has no value draws.length'],
    ['baseline.2.gone > 0', 'baseline.2.gone has no value'],
    ['single.hypotheses.none.p < 0.1', 'single.hypotheses.none.p has no value: POS is dropped as collinear'],
    ['mediation.ratio > 0', 'mediation.ratio has no value'],
    ["baseline.1.TIN == 'partial'", 'a text is compared with a number'],
    ['mediation.verdict > 0', 'a text is compared with a number'],
    ['mediation.verdict + 1 > 0', '+ needs numbers'],
    ['mediation.verdict', 'the condition is a text'],
    ['log(mediation.verdict) > 0', 'log needs numbers'],
    ['lag(baseline.1.TIN) > 0', 'lag needs a panel'],
    ['round(baseline.1.TIN, placebo.p) > 0', 'round takes no such digits'],
    ['mean(baseline.1.TIN, by=placebo.p) > 0', 'mean takes no such by'],
    ['log(single.`(Intercept)`) > 0', 'the condition is missing on these values'],
    ['baseline.1.TIN.p + 2', 'the condition is missing on these values'],
  ])('%s', (text, reason) => {
    const record = claim(text);
    expect(record.holds).toBe(false);
    expect(record.reason).toContain(reason);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is not found', (name) => {
    for (const text of [
      name,
      `${name}.name`,
      `baseline.1.${name}`,
      `placebo.${name}`,
      `baseline.1.fit.${name}.name`,
    ]) {
      expect(claim(`${text} == 1`)).toMatchObject({ holds: false, reason: expect.any(String) });
    }
  });
});

describe('sameTerm', () => {
  it.each([
    ['a:b:c', 'c:a:b', true],
    ['a:b', 'a:c', false],
    ['a:b', 'a:b:b', false],
    ['I(a:b):c', 'c:I(a:b)', true],
    ['rel::0:x', 'x:rel::0', true],
    ['rel::0', '0::rel', false],
    ['`a:b`:c', 'c:`a:b`', true],
  ])('%s and %s: %s', (a, b, same) => {
    expect(sameTerm(a, b)).toBe(same);
  });
});
