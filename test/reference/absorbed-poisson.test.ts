/**
 * Poisson with absorbed effects against glm with dummies and against fixest, and prior weights against glm
 * (10-absorbed-poisson.R). glm is restarted at its solution until it moves no more: estimates and errors to 1e-9; each
 * error is that of the model less the factor that its record states. fixest iterates, over effects too: to 1e-7.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { EstimateRecord } from '../../runtime/results/results.ts';
import { fitted, specOf } from '../unit/numerics/fixture.ts';
import { account, leaves, relative } from './account.ts';
import { agglomeration, hmda } from './likelihood-data.ts';
import { readCells, table } from './tables.ts';
import { type Excuses, asksWhole } from './whole.ts';

interface Model {
  readonly id: string;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly loglik: number;
  readonly vcov: Readonly<Record<string, { readonly se: readonly number[] }>>;
}

interface OfFixest extends Omit<Model, 'id' | 'terms'> {
  readonly aic: number;
  readonly bic: number;
  readonly pseudo_r2: number;
}

const reference = JSON.parse(readFileSync(new URL('./absorbed-poisson.json', import.meta.url), 'utf8')) as {
  readonly absorbed: readonly (Model & { readonly fixest?: OfFixest })[];
  readonly weighted: readonly Model[];
};
const ITERATED = 1e-7;
const counts = table(readCells('counts.csv'));
const panel = agglomeration();

const slopes = (formula: string, effect: string, variable: string): ModelSpec => {
  const spec = specOf(formula);
  return {
    ...spec,
    formula: { ...spec.formula, fixed: [{ columns: [effect], slopes: [variable] }] },
  };
};

/** Each model on the whole data: what the script leaves out is found. */
const models: Readonly<Record<string, readonly [data: Table, spec: ModelSpec, cluster: string]>> = {
  city_year: [panel, specOf('ai_mentions ~ TIN + GRA | city + year'), 'city'],
  weighted: [panel, specOf('ai_mentions ~ TIN + GRA | city + year', { weights: 'w' }), 'city'],
  zero_groups: [counts, specOf('y ~ x + z | g + t'), 'g'],
  three: [counts, specOf('y ~ x + z | g + t + h'), 'g'],
  slopes: [counts, slopes('y ~ x', 'g', 'z'), 'g'],
  separated: [counts, specOf('y ~ x + z + s | g + t'), 'g'],
};

function run(id: string, type: string): EstimateRecord {
  const [data, spec, cluster] = models[id]!;
  const vcov = type === 'cluster' ? { type, by: [cluster] } : { type };
  return fitted(data, { ...spec, estimator: 'poisson', conventions: 'fixest', vcov }).record;
}

function row(record: EstimateRecord, term: string): EstimateRecord['terms'][number] {
  return record.terms.find((one) => one.term === term)!;
}

const notOffered: Excuses = [
  [/^absorbed\[1\]\.fixest\.pseudo_r2$/, 'fixest compares weighted with unweighted: above 1'],
];

describe('absorbed-poisson.json', () => {
  const book = account();

  beforeAll(() => {
    reference.absorbed.forEach(({ fixest, ...model }, i) => {
      const path = `absorbed[${i}]`;
      for (const [type, { se }] of Object.entries(model.vcov)) {
        const record = run(model.id, type);
        if (type === 'iid') {
          book.compare(`${path}.n`, record.n, 0);
          book.compare(`${path}.loglik`, record.fit.log_lik, relative(model.loglik));
        }
        model.terms.forEach((term, j) => {
          const { estimate, std_error } = row(record, term);
          if (type === 'iid') book.compare(`${path}.coef[${j}]`, estimate, relative(model.coef[j]!));
          const bare = std_error! / Math.sqrt(record.conventions.q!);
          book.compare(`${path}.vcov.${type}.se[${j}]`, bare, relative(se[j]!));
        });
      }
      if (fixest) compareFixest(`${path}.fixest`, model, fixest);
    });
    reference.weighted.forEach((model, i) => {
      const path = `weighted[${i}]`;
      for (const [type, { se }] of Object.entries(model.vcov)) {
        const spec = specOf('y ~ pirat + black', { weights: 'w', conventions: 'lm', vcov: { type } });
        const { record } = fitted(hmda(), { ...spec, estimator: model.id });
        if (type === 'iid') book.compare(`${path}.loglik`, record.fit.log_lik, relative(model.loglik));
        record.terms.forEach((term, j) => {
          if (type === 'iid') book.compare(`${path}.coef[${j}]`, term.estimate, relative(model.coef[j]!));
          book.compare(`${path}.vcov.${type}.se[${j}]`, term.std_error, relative(se[j]!));
        });
      }
    });
  });

  function compareFixest(path: string, { id, terms }: Model, fixest: OfFixest): void {
    for (const [type, { se }] of Object.entries(fixest.vcov)) {
      const record = run(id, type);
      terms.forEach((term, j) => {
        const { estimate, std_error } = row(record, term);
        if (type === 'iid')
          book.compare(`${path}.coef[${j}]`, estimate, ITERATED * Math.abs(fixest.coef[j]!));
        book.compare(`${path}.vcov.${type}.se[${j}]`, std_error, ITERATED * se[j]!);
      });
      if (type !== 'iid') continue;
      const { fit } = record;
      book.compare(`${path}.n`, record.n, 0);
      book.compare(`${path}.k`, record.conventions.k, 0);
      book.compare(`${path}.loglik`, fit.log_lik, relative(fixest.loglik));
      book.compare(`${path}.aic`, fit.aic, relative(fixest.aic));
      book.compare(`${path}.bic`, fit.bic, relative(fixest.bic));
      if (fixest.pseudo_r2 < 1) book.compare(`${path}.pseudo_r2`, fit.pseudo_r2, ITERATED * fixest.pseudo_r2);
    }
  }

  asksWhole('absorbed-poisson', reference, book, notOffered);
});

describe('zeros that effects predict', () => {
  it('are named by effect, counted, and leave singletons behind', () => {
    const record = run('zero_groups', 'iid');
    expect(record.sample).toMatchObject({ separated: 8, singletons: 2, used: 88 });
    expect(record.notes.map((note) => note.message)).toContain(
      '8 rows with y = 0 are left out: g predicts them perfectly',
    );
  });

  it('are named by the regressor that predicts them beside effects', () => {
    const { sample, notes, collinear } = run('separated', 'iid');
    expect(sample).toMatchObject({ used: 81 });
    expect(notes.map((note) => note.message)).toContain(
      '7 rows with y = 0 are left out: s predicts them perfectly',
    );
    expect(collinear.map((one) => one.term)).toEqual(['s']);
  });
});

it('every number of the file is a number', () => {
  expect(leaves(reference).every(([, value]) => value !== null)).toBe(true);
});
