import type { ModelFormula, VcovSpec } from '../../compiler/plan/model.ts';
import type { PlaceboParameters } from '../../compiler/plan/plan.ts';
import type { SmallSample } from '../conventions/profile.ts';
import type { Codes, Design } from '../design/design.ts';
import { type PartialProblem, partialOut, residualise } from '../design/partial.ts';
import type { Failure } from '../estimators/estimator.ts';
import { Intractable } from '../linalg/intractable.ts';
import { mean, norm } from '../linalg/sums.ts';
import type { CollinearRecord, Note } from '../results/results.ts';
import { covarianceFor } from '../vcov/index.ts';
import { clusterRows } from './cluster-rows.ts';
import { type Exchange, exchangeRows, exchangeUnits, exchangeWithin, immovableRows } from './exchange.ts';
import { failure } from './failure.ts';
import { mentions } from './mentions.ts';
import type { PlaceboDraws } from './placebo.ts';
import { type DrawSource, drawKey } from './random.ts';

export interface PlaceboInput {
  readonly parameters: PlaceboParameters;
  /** The model: its formula, its rows and columns, what its fit dropped, its covariance and convention. */
  readonly formula: ModelFormula;
  readonly design: Design;
  readonly collinear: readonly CollinearRecord[];
  readonly vcov: VcovSpec;
  readonly small: SmallSample;
  /** What identifies it among others, `drawnModel`. */
  readonly model: string;
  /** Codes of the columns `within` and `unit` over the rows of the design, where they are asked for. */
  readonly within: Codes | null;
  readonly unit: Codes | null;
  /** Handed in instead of drawn: n rows a draw, from 0. */
  readonly given?: Int32Array;
}

export interface PlaceboProblem {
  readonly kind: 'placebo';
  readonly draws: PlaceboDraws;
  readonly notes: readonly Note[];
}

/** What the draws need, or why this model cannot have them. */
export function placeboProblem(input: PlaceboInput): PlaceboProblem | Failure {
  const refused = refusal(input);
  if (refused !== null) return refused;
  const { parameters, design, small } = input;
  const partial = partialOrFailure(input);
  if ('kind' in partial) return partial;
  const exchange = exchangeOf(input);
  const raw = design.x[design.names.indexOf(parameters.permute)]!;
  const byCluster =
    input.vcov.type === 'cluster' && design.clusters.length === 1 && small.ownFactors !== true;
  const draws: PlaceboDraws = {
    partial,
    raw,
    rows: byCluster ? clusterRows(partial, raw, design.clusters[0]!) : null,
    vcov: input.vcov,
    q: small.q,
    ownFactors: small.ownFactors === true,
    df: small.df,
    residualDf: design.n - small.k,
    clusters: design.clusters,
    units: design.units,
    periods: design.periods,
    exchange,
    source: sourceOf(input),
  };
  return { kind: 'placebo', draws, notes: [...trendNotes(input, draws), ...movementNotes(exchange)] };
}

function refusal({ parameters, formula, design, collinear, vcov }: PlaceboInput): Failure | null {
  const { permute, within, unit } = parameters;
  if (within !== null && unit !== null) {
    return failure(
      'placebo-scheme',
      'no placebo: values are exchanged within groups or by whole units, not both',
    );
  }
  if (covarianceFor(vcov.type)?.inference !== undefined) {
    return failure('placebo-simulated-vcov', `no placebo: p of vcov ${vcov.type} is itself drawn`);
  }
  if (!design.names.includes(permute)) {
    return failure('placebo-no-term', `no placebo: ${permute} is not a regressor of the model`, {
      names: [permute],
    });
  }
  if (collinear.some((record) => record.term === permute)) {
    return failure('placebo-collinear', `no placebo: ${permute} was dropped as collinear`, {
      names: [permute],
    });
  }
  const also =
    formula.terms.filter((term) => term.factors.some((factor) => mentions(factor, permute))).length > 1;
  return also
    ? failure('placebo-several-terms', `no placebo: ${permute} enters the model in more than one term`, {
        names: [permute],
      })
    : null;
}

function partialOrFailure(input: PlaceboInput): PartialProblem | Failure {
  const needsLeverage = covarianceFor(input.vcov.type)?.usesLeverage ?? false;
  try {
    return partialOut(input.design, input.parameters.permute, needsLeverage);
  } catch (error) {
    if (error instanceof Intractable) return failure(error.code, error.message);
    throw error;
  }
}

function exchangeOf({ design, within, unit }: PlaceboInput): Exchange {
  if (unit !== null) return exchangeUnits(unit, design.periods);
  return within === null ? exchangeRows(design.n) : exchangeWithin(within);
}

function sourceOf({ parameters, design, model, given }: PlaceboInput): DrawSource {
  if (given) return { kind: 'given', indices: given, width: design.n };
  const { permute, within, unit, seed } = parameters;
  const identity = { kind: 'permutation', models: [model], of: permute, within, unit } as const;
  return { kind: 'seeded', key: drawKey(seed, identity) };
}

/** Share of the common trend's variation that the model has to leave unexplained before it matters. */
const TREND_LEFT = 1e-8;

/**
 * Whole series keep the course that all units share. Where the rest of the model does not absorb that course, a
 * permuted series still explains the outcome by it, and the draws do not centre at zero.
 */
function trendNotes({ parameters, unit, design }: PlaceboInput, draws: PlaceboDraws): Note[] {
  if (unit === null || design.periods === null) return [];
  if (!leavesTrend(draws.partial, draws.raw, design.periods)) return [];
  return [
    {
      code: 'placebo-common-trend',
      message: `whole series of ${parameters.unit} were exchanged, which keep the course of ${parameters.permute} that all share; without time effects in the model these placebo estimates are not centred at zero`,
      values: { unit: [parameters.unit ?? ''], permuted: [parameters.permute] },
    },
  ];
}

/** Whether a model leaves unexplained the course of `raw` (n) that all units share. */
export function leavesTrend(partial: PartialProblem, raw: Float64Array, periods: Codes): boolean {
  const trend = periodMeans(raw, periods);
  const centre = mean(trend);
  const spread = norm(trend.map((value) => value - centre));
  return norm(residualise(partial, trend)) > TREND_LEFT * spread;
}

/** Each row's value is the mean of its period. */
function periodMeans(values: Float64Array, periods: Codes): Float64Array {
  const totals = new Float64Array(periods.levels);
  const counts = new Float64Array(periods.levels);
  periods.codes.forEach((code, row) => {
    totals[code]! += values[row]!;
    counts[code]! += 1;
  });
  return Float64Array.from(periods.codes, (code) => totals[code]! / counts[code]!);
}

function movementNotes(exchange: Exchange): Note[] {
  const fixed = immovableRows(exchange);
  if (fixed === 0) return [];
  return [
    {
      code: 'placebo-immovable',
      message: `${fixed} of ${exchange.n} rows keep their value in every draw: there is nothing of their kind to exchange them for`,
      values: { fixed, rows: exchange.n },
    },
  ];
}
