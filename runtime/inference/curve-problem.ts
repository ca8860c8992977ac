import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Codes } from '../design/design.ts';
import { type PartialProblem, partialOut } from '../design/partial.ts';
import type { Estimated } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import { Intractable } from '../linalg/intractable.ts';
import type { Note } from '../results/results.ts';
import type { CurveDesign, CurveDraws, CurveModel, CurveTreatment } from './curve-draws.ts';
import { type Exchange, exchangeRows, exchangeUnits, immovableRows } from './exchange.ts';
import { failure, isFailure } from './failure.ts';
import { leavesTrend } from './placebo-problem.ts';
import { drawnModel } from './drawn-model.ts';
import { type DrawSource, drawKey } from './random.ts';

/** One of the different models of a curve, with an estimate of the term that is followed in it. */
export interface FollowedModel {
  readonly spec: ModelSpec;
  readonly estimation: Estimated;
  readonly term: string;
}

export interface CurveInput {
  readonly models: readonly FollowedModel[];
  readonly seed: number;
  /** Codes of a column over rows of the table; null where a cell is missing there. */
  readonly codes: (column: string, rows: Int32Array) => Codes | null;
  /** Key of the panel's time; null without a panel. */
  readonly time: string | null;
  /** Handed in instead of drawn: as many rows as the treatment has, a draw, from 0. */
  readonly given?: Int32Array;
}

export interface CurveProblem {
  readonly kind: 'curve';
  readonly draws: CurveDraws;
  /** The column whose whole series are exchanged; null where rows are. */
  readonly unit: string | null;
  readonly notes: readonly Note[];
}

/** Series are exchanged for series of their length: where fewer of the rows than this can move, rows are exchanged. */
const ENOUGH_MOVE = 0.5;

/**
 * What the draws of a joint test need, or why there is none. Where models are clustered, whole series of the cluster are
 * exchanged: permuted row by row, a treatment that persists within clusters would seem far more precise than it is.
 */
export function curveProblem(input: CurveInput): CurveProblem | Failure {
  const { models, seed, given } = input;
  for (const { spec } of models) {
    invariant(spec.estimator === 'ols', 'least squares, since the check refuses draws of others');
    invariant(!spec.vcov.draws, 'a covariance without draws of its own, since the check refuses others');
  }
  const terms = [...new Set(models.map((model) => model.term))];
  const over = terms.map((term) => rowsOf(models.filter((model) => model.term === term)));
  const { unit, exchanges, notes } = exchangesOf(input, over);
  const treatments = terms.map(
    (term, t): CurveTreatment => ({
      raw: valuesOver(over[t]!, term, models),
      exchange: exchanges[t]!,
    }),
  );
  const designs = designsOf(models, terms, over);
  if (isFailure(designs)) return designs;
  const identity = { kind: 'permutation', of: terms.join(' '), within: null, unit } as const;
  const source: DrawSource = given
    ? { kind: 'given', indices: given, width: over[0]!.length }
    : {
        kind: 'seeded',
        key: drawKey(seed, { ...identity, models: models.map(({ spec }) => drawnModel(spec)) }),
      };
  return {
    kind: 'curve',
    unit,
    draws: {
      treatments,
      designs: designs.designs,
      models: models.map((one, i) => modelOf(one, designs.of[i]!)),
      source,
    },
    notes: [...notes, ...trendNotes(unit, designs, models, treatments)],
  };
}

/** The rows of the table that any of the models uses, ascending. */
function rowsOf(models: readonly FollowedModel[]): Int32Array {
  const last = Math.max(...models.map(({ estimation }) => estimation.design.rows.at(-1) ?? -1));
  const used = new Uint8Array(last + 1);
  for (const { estimation } of models) for (const row of estimation.design.rows) used[row] = 1;
  const rows: number[] = [];
  used.forEach((one, row) => {
    if (one === 1) rows.push(row);
  });
  return Int32Array.from(rows);
}

/** Where rows stand among others that hold them all; both ascending. */
function placesIn(rows: Int32Array, all: Int32Array): Int32Array {
  let place = 0;
  return rows.map((row) => {
    while (all[place]! < row) place += 1;
    return place;
  });
}

function valuesOver(all: Int32Array, term: string, models: readonly FollowedModel[]): Float64Array {
  const raw = new Float64Array(all.length);
  for (const { estimation, term: own } of models) {
    if (own !== term) continue;
    const { design } = estimation;
    const column = design.x[design.names.indexOf(term)]!;
    placesIn(design.rows, all).forEach((place, i) => {
      raw[place] = column[i]!;
    });
  }
  return raw;
}

interface Exchanges {
  readonly unit: string | null;
  readonly exchanges: readonly Exchange[];
  readonly notes: readonly Note[];
}

/** Whole series where the models that are clustered are so by one column, and enough of its series can move. */
function exchangesOf({ models, codes, time }: CurveInput, over: readonly Int32Array[]): Exchanges {
  const rows = over.map((all) => exchangeRows(all.length));
  const clustered = models.flatMap(({ spec }) => (spec.vcov.by ? [spec.vcov.by] : []));
  if (clustered.length === 0) return { unit: null, exchanges: rows, notes: [] };
  const columns = [...new Set(clustered.flat())];
  const [only] = columns;
  const series = over.map((all) => {
    const units = only !== undefined && !only.includes('^') ? codes(only, all) : null;
    return units && exchangeUnits(units, time === null ? null : codes(time, all));
  });
  const found = series.flatMap((one) => one ?? []);
  const still = found.reduce((sum, one) => sum + immovableRows(one), 0);
  const total = over.reduce((sum, all) => sum + all.length, 0);
  if (columns.length === 1 && found.length === over.length && total - still > ENOUGH_MOVE * total) {
    const message = `${still} of ${total} rows keep their value in every draw: there is no other series of ${only} of that length`;
    return {
      unit: only!,
      exchanges: found,
      notes:
        still > 0
          ? [{ code: 'curve-immovable', message, values: { fixed: still, rows: total, names: [only!] } }]
          : [],
    };
  }
  const message = `the values were exchanged between rows, although models are clustered by ${columns.join(', ')}: where the treatment persists within clusters, p of the joint test is too small`;
  return {
    unit: null,
    exchanges: rows,
    notes: [{ code: 'curve-rows-exchanged', message, values: { names: columns } }],
  };
}

interface Designs {
  readonly designs: readonly CurveDesign[];
  /** The design of each model. */
  readonly of: readonly number[];
}

/** Each set of rows and columns once, whatever the covariances over it. */
function designsOf(
  models: readonly FollowedModel[],
  terms: readonly string[],
  over: readonly Int32Array[],
): Designs | Failure {
  const designs: CurveDesign[] = [];
  const of: number[] = [];
  const known = new Map<string, number>();
  for (const model of models) {
    const { design } = model.estimation;
    const { formula, where, complete, weights } = model.spec;
    const key = JSON.stringify([model.term, formula, where, complete, weights ?? null, rowsKey(design.rows)]);
    const before = known.get(key);
    if (before !== undefined) {
      of.push(before);
      continue;
    }
    const partial = partialOrFailure(model);
    if ('kind' in partial) return partial;
    const treatment = terms.indexOf(model.term);
    known.set(key, designs.length);
    of.push(designs.length);
    designs.push({ partial, treatment, places: placesIn(design.rows, over[treatment]!) });
  }
  return { designs, of };
}

/** Of one formula and sample, rows differ only in what a cluster lacks: their number and sum tell them apart. */
function rowsKey(rows: Int32Array): string {
  return `${rows.length} ${rows.reduce((sum, row) => sum + row, 0)}`;
}

function partialOrFailure({ estimation, term }: FollowedModel): PartialProblem | Failure {
  try {
    return partialOut(estimation.design, term);
  } catch (error) {
    if (error instanceof Intractable) return failure('curve-no-joint', `no joint test: ${error.message}`);
    throw error;
  }
}

function modelOf({ spec, estimation }: FollowedModel, design: number): CurveModel {
  const { smallSample: small, design: own, record } = estimation;
  return {
    design,
    alpha: 1 - record.level,
    vcov: spec.vcov,
    q: small.q,
    ownFactors: small.ownFactors === true,
    df: small.df,
    residualDf: own.n - small.k,
    clusters: own.clusters,
    units: own.units,
    periods: own.periods,
  };
}

/** Whole series keep the course that all share; a model without effects of time explains the outcome by it. */
function trendNotes(
  unit: string | null,
  { designs, of }: Designs,
  models: readonly FollowedModel[],
  treatments: readonly CurveTreatment[],
): readonly Note[] {
  if (unit === null) return [];
  const left = designs.filter(({ partial, places, treatment }, d) => {
    const { periods } = models[of.indexOf(d)]!.estimation.design;
    const { raw } = treatments[treatment]!;
    return (
      periods !== null &&
      leavesTrend(
        partial,
        Float64Array.from(places, (place) => raw[place]!),
        periods,
      )
    );
  });
  if (left.length === 0) return [];
  const message = `whole series of ${unit} were exchanged, which keep the course of the treatment that all share; without time effects in every model the estimates on permuted values are not centred at zero, and p says how far the estimates are from those`;
  return [{ code: 'curve-common-trend', message, values: { names: [unit] } }];
}
