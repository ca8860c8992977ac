/**
 * The joint test of specification curves against R (13-curve.R): curve.json, whole. With the stored permutations the
 * statistics of every draw to 1e-9 relative (a median near zero to 1e-9 of the draws' spread), shares and p exactly. Own
 * draws: p within four standard errors of the difference of two simulations, 4 sqrt(p (1 - p) (1 / 3000 + 1 / 1000)).
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { combinedCodes } from '../../runtime/design/codes.ts';
import { curveEstimates } from '../../runtime/inference/curve.ts';
import { drawCurve } from '../../runtime/inference/curve-draws.ts';
import { jointTest } from '../../runtime/inference/curve-joint.ts';
import { curveProblem, type FollowedModel } from '../../runtime/inference/curve-problem.ts';
import { isFailure } from '../../runtime/inference/failure.ts';
import type { CurveJoint } from '../../runtime/results/results.ts';
import { fitted, preparedPanel, specOf } from '../unit/numerics/fixture.ts';
import { account, differences, leaves, RELATIVE, toleranceOfT, unaccounted } from './account.ts';

type Statistics = Readonly<Record<'median' | 'share' | 'stouffer', number>>;

interface Expected {
  readonly estimate: readonly number[];
  readonly p: readonly number[];
  readonly statistic: Statistics;
  readonly exact: Readonly<Record<keyof Statistics, readonly number[]>> & { readonly p: Statistics };
  readonly rows: { readonly p: Statistics };
  readonly series: { readonly p: Statistics };
}

const stored = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
const reference = stored('./curve.json') as Readonly<Record<'TIN' | 'GRA', Expected>>;
const { permutations } = stored('./placebo-permutations.json') as { permutations: number[][] };
const given = Int32Array.from(permutations.flat().map((row) => row - 1));

const table = preparedPanel();
const covariances = [{ type: 'HC1' }, { type: 'cluster', by: ['city'] }];

/** In the order of the script: controls, effects, covariances. */
function modelsOf(treatment: 'TIN' | 'GRA'): readonly FollowedModel[] {
  const last = treatment === 'GRA' ? 'TIN' : 'GRA';
  const lists = [[], ['POS'], ['POS', 'NUE'], ['POS', 'NUE', last]];
  return lists.flatMap((controls) =>
    ['', ' | city'].flatMap((fixed) =>
      covariances.map((vcov): FollowedModel => {
        const formula = `AGG ~ ${[treatment, ...controls].join(' + ')}${fixed}`;
        const spec = specOf(formula, { vcov });
        return { spec, estimation: fitted(table, spec), term: treatment };
      }),
    ),
  );
}

const estimatesOf = (models: readonly FollowedModel[]) =>
  curveEstimates(
    models.map(({ estimation, term }) => ({
      term: estimation.record.terms.find((one) => one.term === term),
      level: 0.95,
    })),
  );

interface Drawn {
  readonly joint: CurveJoint;
  readonly values: Float64Array;
}

function draw(models: readonly FollowedModel[], draws: number, from?: Int32Array): Drawn {
  const problem = curveProblem({
    models,
    seed: 20241220,
    time: 'year',
    codes: (column, rows) => combinedCodes(table, [column], rows),
    ...(from ? { given: from } : {}),
  });
  if (isFailure(problem)) throw new Error(problem.note.message);
  const values = drawCurve(problem.draws, 0, draws);
  return { values, joint: jointTest(estimatesOf(models), values, { terms: [], unit: problem.unit }) };
}

const book = account();
const names = ['median', 'share', 'stouffer'] as const;
const OWN = 1000;
const simulated = (p: number): number => 4 * Math.sqrt(p * (1 - p) * (1 / 3000 + 1 / OWN)) + 1 / OWN;

function compare(treatment: 'TIN' | 'GRA'): void {
  const expected = reference[treatment];
  const models = modelsOf(treatment);
  models.forEach(({ estimation, term }, i) => {
    const { estimate, p, statistic, df } = estimation.record.terms.find((one) => one.term === term)!;
    book.compare(`${treatment}.estimate[${i}]`, estimate, RELATIVE * Math.abs(expected.estimate[i]!));
    book.compare(`${treatment}.p[${i}]`, p, toleranceOfT(expected.p[i]!, statistic!, df!));
  });
  const { joint, values } = draw(models, 200, given);
  names.forEach((name, k) => {
    const own = expected.statistic[name];
    book.compare(`${treatment}.statistic.${name}`, joint[name].statistic, RELATIVE * Math.abs(own));
    book.compare(`${treatment}.exact.p.${name}`, joint[name].p, 1e-14);
    const drawn = expected.exact[name];
    const scale = Math.max(...drawn.map(Math.abs));
    drawn.forEach((_, i) => {
      book.compare(`${treatment}.exact.${name}[${i}]`, values[3 * i + k]!, RELATIVE * scale);
    });
  });
  compareOwn(treatment, 'series', draw(models, OWN).joint);
  const unclustered = models.filter(({ spec }) => spec.vcov.type === 'HC1');
  expect(draw(unclustered, 10).joint.permuted.unit).toBeNull();
}

function compareOwn(treatment: 'TIN' | 'GRA', kind: 'rows' | 'series', joint: CurveJoint): void {
  const { p } = reference[treatment][kind];
  for (const name of names) book.compare(`${treatment}.${kind}.p.${name}`, joint[name].p, simulated(p[name]));
}

/** Rows are exchanged where there is no time to say which rows of a cluster belong together, or all have their own. */
function byRows(models: readonly FollowedModel[]): CurveJoint {
  const problem = curveProblem({ models, seed: 1, time: 'year', codes: () => null });
  if (isFailure(problem)) throw new Error(problem.note.message);
  expect(problem.notes.map((note) => note.code)).toEqual(['curve-rows-exchanged']);
  const values = drawCurve(problem.draws, 0, OWN);
  return jointTest(estimatesOf(models), values, { terms: [], unit: problem.unit });
}

describe('curve.json', () => {
  beforeAll(() => {
    for (const treatment of ['TIN', 'GRA'] as const) {
      compare(treatment);
      compareOwn(treatment, 'rows', byRows(modelsOf(treatment)));
    }
  }, 60_000);

  it('has no number that is off', () => {
    expect(differences(leaves(reference), book.compared)).toEqual([]);
  });

  it('is accounted for, number by number', () => {
    expect(unaccounted(leaves(reference), book.compared, [])).toEqual([]);
  });
});
