/**
 * Quantile regression against R's quantreg (method br, summary with se = iid and nid): quantile.json, whole. The objective
 * first, to 1e-12 relative: it decides where the vertex is not unique; then coefficients and standard errors to 1e-9.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect } from 'vitest';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { fitted, preparedPanel, specOf } from '../unit/numerics/fixture.ts';
import { type Account, account, relative } from './account.ts';
import { readCells, table } from './tables.ts';
import { asksWhole } from './whole.ts';

interface Model {
  readonly tau: number;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly objective: number;
  readonly se_iid?: readonly number[];
  readonly se_nid?: readonly number[];
}

const reference = JSON.parse(readFileSync(new URL('./quantile.json', import.meta.url), 'utf8'));

function compare(book: Account, path: string, model: Model, data: Table, formula: string): void {
  const { tau } = model;
  const of = (type: string) => fitted(data, specOf(formula, { estimator: 'quantile', tau, vcov: { type } }));
  const { fit, record } = of('iid');
  expect(record.terms.map((term) => term.term)).toEqual(model.terms);
  const objective = fit.residuals.reduce((total, r) => total + (r > 0 ? tau * r : (tau - 1) * r), 0);
  book.compare(`${path}.tau`, record.tau, 0);
  book.compare(`${path}.objective`, objective, 1e-12 * model.objective);
  model.coef.forEach((value, i) => {
    book.compare(`${path}.coef[${i}]`, record.terms[i]!.estimate, relative(value));
  });
  model.se_iid?.forEach((value, i) => {
    book.compare(`${path}.se_iid[${i}]`, record.terms[i]!.std_error, relative(value));
  });
  if (!model.se_nid) return;
  const local = of('nid').record;
  model.se_nid.forEach((value, i) => {
    book.compare(`${path}.se_nid[${i}]`, local.terms[i]!.std_error, relative(value));
  });
}

describe('quantile.json', () => {
  const book = account();

  beforeAll(() => {
    const engel = table(readCells('engel.csv'));
    const panel = preparedPanel();
    (reference.engel as Model[]).forEach((model, i) => {
      compare(book, `engel[${i}]`, model, engel, 'foodexp ~ income');
    });
    (reference.agglomeration as Model[]).forEach((model, i) => {
      compare(book, `agglomeration[${i}]`, model, panel, 'AGG ~ TIN + POS + NUE + GRA');
    });
  });

  asksWhole('quantile', reference, book, [
    [/\.rank_ci90\./, 'intervals by inverting rank tests are not offered'],
  ]);
});
