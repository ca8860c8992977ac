import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../runtime/assemble.ts';
import { execute } from '../../runtime/index.ts';
import type { ModelRecord } from '../../runtime/results/results.ts';
import { compileStudy, runOptions } from '../study.ts';

/**
 * Every covariance that R's records of linear models hold, each under the profile whose convention it follows: standard
 * errors and statistics to 1e-9 relative. Degrees of freedom, p and joint tests as well, except where the
 * reference combines a factor and degrees of freedom that no program does (README.md).
 */
const TOLERANCE = 1e-9;
/** A repair multiplies rounding by the ratio of the eigenvalues: with dummies beside slopes about 1e6. */
const REPAIRED = 1e-7;
/** Ill-conditioned by intent (README.md); R takes the covariance of their slopes for singular. */
const ILL_CONDITIONED: readonly string[] = ['income_cubic', 'poly_fe'];

const folder = import.meta.dirname;

interface Vcov {
  readonly se: readonly (number | null)[];
  readonly stat: readonly (number | null)[];
  readonly df: number | readonly number[];
  readonly p: readonly (number | null)[];
  readonly wald?: { readonly F: number | null };
}

interface Model {
  readonly id: string;
  readonly formula: string;
  readonly estimator: string;
  readonly absorb?: readonly string[];
  readonly entity?: string;
  readonly time?: string;
  readonly cluster?: string;
  readonly terms: readonly string[];
  readonly vcov: Readonly<Record<string, Vcov>>;
}

interface Asked {
  readonly vcov: unknown;
  readonly conventions: string;
  /** The reference's degrees of freedom belong to another program than its factor. */
  readonly errorsOnly?: true;
}

/** Who says so: the covariance and the profile that a name of the reference stands for; null where nobody does. */
function askedFor(name: string, model: Model): Asked | null {
  const { absorb = [], entity, time } = model;
  const cluster = model.cluster ?? entity;
  const absorbs = absorb.length > 0;
  // A record with clusters of its own counts every dummy and keeps singletons.
  const stata = absorbs && model.cluster !== undefined ? 'lsdv' : 'stata';
  const serial = /^(newey_west|driscoll_kraay)_(\d)$/.exec(name);
  if (serial) {
    const lag = Number(serial[2]);
    return serial[1] === 'newey_west'
      ? { vcov: { 'newey-west': { lag } }, conventions: 'plm' }
      : { vcov: { 'driscoll-kraay': { lag } }, conventions: 'plm', errorsOnly: true };
  }
  if (/^HC\d$/.test(name)) return { vcov: name, conventions: stata };
  switch (name) {
    case 'classical':
      return { vcov: 'iid', conventions: stata };
    case 'cluster':
      return { vcov: { cluster }, conventions: stata };
    case 'cluster_CR0':
      return { vcov: { cluster }, conventions: 'plm', errorsOnly: true };
    case 'CR2':
      return { vcov: { cr2: cluster }, conventions: 'stata' };
    case 'cluster_areg':
      return { vcov: { cluster }, conventions: 'lsdv' };
    case 'cluster_time':
      return { vcov: { cluster: time }, conventions: absorb.includes(time ?? '') ? 'lsdv' : 'stata' };
    case 'cluster_time_nested':
      return { vcov: { cluster: time }, conventions: 'stata' };
    case 'twoway_per_dimension':
      return { vcov: { cluster: [entity, time] }, conventions: absorbs ? 'lsdv' : 'regress' };
    case 'twoway_min':
      // Beside absorbed effects it counts every dummy, which reghdfe and fixest do not.
      return absorbs ? null : { vcov: { cluster: [entity, time] }, conventions: 'fixest' };
    case 'twoway_min_nested':
      return { vcov: { cluster: [entity, time] }, conventions: 'reghdfe' };
    default:
      return null;
  }
}

/** Derived columns of each file, and rows of models that leave some out. */
const prepare: Readonly<Record<string, object>> = {
  fatalities: { frate: 'fatal / pop * 10000' },
  caschools: { str: 'students / teachers', score: '(read + math) / 2', size: 'if(str < 20, 1, 0)' },
};
const where: Readonly<Record<string, string>> = {
  ols_1982: 'year == 1982',
  ols_1988: 'year == 1988',
  fe_unbalanced:
    "not (state == 'al' and year == 1983) and not (state == 'tx' and year > 1986) and not (state == 'ca' and year < 1985)",
};

const files: readonly (readonly [file: string, panel: object | null, compared: number])[] = [
  ['grunfeld', { unit: 'firm', time: 'year' }, 100],
  ['produc', { unit: 'state', time: 'year' }, 60],
  ['fatalities', { unit: 'state', time: 'year' }, 60],
  ['petersen', { unit: 'firm', time: 'year' }, 20],
  ['caschools', null, 50],
];

/** A repaired covariance stands beside the one that is not positive semi-definite, which nobody reports. */
function expectedOf(model: Model, name: string): Vcov {
  return model.vcov[`${name}_psd`] ?? model.vcov[name]!;
}

function compareModel(model: Model, expected: Vcov, asked: Asked, actual: ModelRecord): string[] {
  const ill = ILL_CONDITIONED.includes(model.id);
  const repaired = actual.notes.some((note) => note.code === 'vcov-repaired');
  const tolerance = ill ? 1e-6 : repaired ? REPAIRED : TOLERANCE;
  const off: string[] = [];
  const check = (what: string, value: number | null, wanted: number | null, allowed: number): void => {
    const equal =
      value === null || wanted === null
        ? value === wanted
        : Math.abs(value - wanted) <= allowed * Math.abs(wanted);
    if (!equal) off.push(`${actual.id} ${what}: ${value} is not ${wanted}`);
  };
  for (const [i, name] of model.terms.entries()) {
    const term = actual.terms.find((one) => one.term === name);
    if (!term) {
      off.push(`${actual.id} has no term ${name}`);
      continue;
    }
    check(`${name}.se`, term.std_error, expected.se[i]!, tolerance);
    check(`${name}.stat`, term.statistic, expected.stat[i]!, 2 * tolerance);
    if (asked.errorsOnly) continue;
    const df = typeof expected.df === 'number' ? expected.df : expected.df[i]!;
    check(`${name}.df`, term.df, df, typeof expected.df === 'number' ? 0 : 1e-8);
    const x = (expected.stat[i] ?? 0) ** 2 / df;
    if (expected.p[i]! < 1e-300) continue;
    check(`${name}.p`, term.p, expected.p[i]!, 1e-8 + tolerance * (1 + ((df + 1) * x) / (1 + x)));
  }
  if (expected.wald && !asked.errorsOnly && !ill)
    check('wald', actual.fit.f, expected.wald.F, 100 * tolerance);
  return off;
}

describe.each(files)('covariances of %s.json', (file, panel, least) => {
  it('are those of R', async () => {
    const reference = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as {
      models: readonly Model[];
    };
    const linear = reference.models.filter((model) => model.estimator === 'ols' || model.estimator === 'fe');
    const cases = linear.flatMap((model) =>
      Object.keys(model.vcov).flatMap((name) => {
        const asked = askedFor(name, model);
        return asked ? [{ id: `${model.id}_${name}`, model, name, asked }] : [];
      }),
    );
    const analyses = cases.map(({ id, model, asked }) => {
      const effects = model.absorb ? ` | ${model.absorb.join(' + ')}` : '';
      const { vcov, conventions } = asked;
      const rows = where[model.id] ? { where: where[model.id] } : {};
      return [id, { regress: `${model.formula}${effects}`, vcov, conventions, ...rows }];
    });
    const spec = {
      study: 'covariances',
      data: { file: `${file}.csv`, ...(panel ? { panel } : {}) },
      ...(prepare[file] ? { prepare: [{ derive: prepare[file] }] } : {}),
      analyses: Object.fromEntries(analyses),
    };
    const plan = compileStudy(JSON.stringify(spec), folder);
    const execution = await execute(plan, runOptions(folder));
    expect(execution.failures).toEqual([]);
    const results = assemble(plan, execution.outputs, '0.0.0');
    const off = cases.flatMap(({ id, model, name, asked }) => {
      const record = results.analyses[id] as { readonly models: readonly ModelRecord[] };
      return compareModel(model, expectedOf(model, name), asked, record.models[0]!);
    });
    expect(off).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(least);
  });
});

const grunfeldForms: Readonly<Record<string, string>> = {
  pooled: 'inv ~ value + capital',
  fe_firm: 'inv ~ value + capital | firm',
  fe_twoway: 'inv ~ value + capital | firm + year',
};

async function grunfeld(analyses: Readonly<Record<string, object>>) {
  const data = { file: 'grunfeld.csv', panel: { unit: 'firm', time: 'year' } };
  const plan = compileStudy(JSON.stringify({ study: 'grunfeld', seed: 1, data, analyses }), folder);
  const execution = await execute(plan, runOptions(folder));
  expect(execution.failures).toEqual([]);
  const { analyses: records } = assemble(plan, execution.outputs, '0.0.0');
  return (id: string): ModelRecord => (records[id] as { readonly models: readonly ModelRecord[] }).models[0]!;
}

const termsOf = (model: ModelRecord) =>
  ['value', 'capital'].map((name) => model.terms.find((one) => one.term === name)!);

describe('covariances.json', () => {
  const reference = JSON.parse(readFileSync(join(folder, 'covariances.json'), 'utf8')) as {
    cr3: Readonly<Record<string, readonly number[]>>;
    wild: Readonly<Record<string, readonly number[]>> & { readonly pooled_constant: number };
    fixest: Readonly<
      Record<
        string,
        Readonly<Record<string, { readonly se: readonly number[]; readonly p: readonly number[] }>>
      >
    >;
  };
  const near = (value: number | null, wanted: number, allowed: number) =>
    expect(Math.abs((value ?? Number.NaN) / wanted - 1)).toBeLessThan(allowed);

  it.each(Object.keys(grunfeldForms))("%s: clubSandwich's CR3, fixest's serial factors", async (name) => {
    const regress = grunfeldForms[name]!;
    const model = await grunfeld({
      cr3: { regress, vcov: { cr3: 'firm' } },
      nw: { regress, vcov: { 'newey-west': { lag: 2 } }, conventions: 'fixest' },
      dk: { regress, vcov: { 'driscoll-kraay': { lag: 2 } }, conventions: 'fixest' },
    });
    termsOf(model('cr3')).forEach((term, i) => {
      near(term.std_error, reference.cr3[name]![i]!, TOLERANCE);
      expect(term.df).toBe(9);
    });
    for (const [id, key] of [
      ['nw', 'newey_west_2'],
      ['dk', 'driscoll_kraay_2'],
    ] as const) {
      const expected = reference.fixest[name]![key]!;
      termsOf(model(id)).forEach((term, i) => {
        near(term.std_error, expected.se[i]!, TOLERANCE);
        near(term.p, expected.p[i]!, 1e-7);
      });
    }
  });

  const wild = { wild: { cluster: 'firm', draws: 1024 } };

  it.each(Object.keys(grunfeldForms))('%s: p of all signs, every regression run again by R', async (name) => {
    const model = await grunfeld({ all: { regress: grunfeldForms[name]!, vcov: wild } });
    const record = model('all');
    // Shares of 512 draws: equal, or off by a whole draw.
    expect(termsOf(record).map((term) => term.p)).toEqual(reference.wild[name]);
    const constant = record.terms.find((term) => term.term === '(Intercept)')!;
    if (name === 'pooled') expect(constant.p).toBe(reference.wild.pooled_constant);
  });

  it('has the interval of the values that are not rejected', async () => {
    const model = await grunfeld({ all: { regress: grunfeldForms['pooled']!, vcov: wild } });
    const [value] = termsOf(model('all'));
    reference.wild['value_nulls']!.forEach((null_, i) => {
      const inside = null_ >= value!.conf_low! && null_ <= value!.conf_high!;
      expect(inside).toBe(reference.wild['value_p']![i]! >= 0.05);
    });
  });

  it('draws what is near to all signs, by seed, with either weights', async () => {
    const regress = grunfeldForms['fe_twoway']!;
    const drawn = (weights: string) => ({ wild: { cluster: 'firm', draws: 999, weights } });
    const model = await grunfeld({
      signs: { regress, vcov: drawn('rademacher') },
      webb: { regress, vcov: drawn('webb') },
    });
    termsOf(model('signs')).forEach((term, i) => {
      const p = reference.wild['fe_twoway']![i]!;
      // Four Monte-Carlo standard errors of a share of 999 draws, and the sample itself.
      expect(Math.abs(term.p! - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 999) + 2 / 1000);
    });
    expect(termsOf(model('webb'))[1]!.p).toBeGreaterThan(0.02);
    expect(termsOf(model('webb'))[1]!.p).toBeLessThan(0.12);
  });
});
