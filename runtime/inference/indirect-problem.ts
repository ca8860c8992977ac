import type { Codes } from '../design/design.ts';
import { INTERCEPT } from '../design/names.ts';
import type { Failure, Fit } from '../estimators/estimator.ts';
import { mean, squaresAbout } from '../linalg/sums.ts';
import { type IndirectDraws, type IndirectProblem, unitProducts } from './bootstrap-indirect.ts';
import { crossedColumns, splitEffects } from './crossed-effects.ts';
import { failure } from './failure.ts';
import { drawKey } from './random.ts';

export interface IndirectInput {
  /** The direct model: outcome on treatment, mediators and controls. */
  readonly fit: Pick<Fit, 'n' | 'terms' | 'x' | 'estimates' | 'residuals'>;
  readonly treatment: string;
  readonly mediators: readonly string[];
  /** What is resampled whole, over the rows of the model; null resamples rows. */
  readonly cluster: Codes | null;
  /** Effects that the model absorbs. */
  readonly fixed: readonly Codes[];
  /** n: roots of the weights; null or absent without weights. */
  readonly root?: Float64Array | null;
}

/**
 * What the draws need, or why there can be none. Absorbed effects are partialled out within the drawn clusters (Frisch &
 * Waugh 1933, Lovell 1963); the levels of those that lie across them stand among the controls, as far as they are few.
 */
export function indirectProblem(input: IndirectInput): IndirectProblem | Failure {
  const { fit, cluster } = input;
  const effects = splitEffects(input.fixed, cluster);
  const crossed = crossedColumns(effects, input.root ?? null);
  if (crossed === null) {
    const names = effects.crossed.map((effect) => effect.name).join(', ');
    return failure(
      'bootstrap-crossed-effect',
      `no bootstrap: the absorbed ${names} has too many levels across what is resampled (${cluster?.name ?? 'rows'})`,
    );
  }
  const paths = [input.treatment, ...input.mediators];
  const lost = paths.find((name) => !fit.terms.includes(name));
  if (lost !== undefined)
    return failure('bootstrap-no-path', `no bootstrap: ${lost} has no coefficient in the direct model`, {
      names: [lost],
    });
  return assemble(
    fit,
    paths.map((name) => fit.terms.indexOf(name)),
    cluster,
    { crossed, spanConstant: crossed.length > 0 && effects.nested.length === 0 },
  );
}

/** Draws that follow from a seed, or rows of unit indices (from 0, `units` a draw) that are handed in. */
export function indirectDraws(
  problem: IndirectProblem,
  from:
    | {
        readonly seed: number;
        /** What identifies the models total, of each mediator, direct: `drawnModel`. */
        readonly models: readonly string[];
        readonly cluster: string | null;
      }
    | { readonly given: Int32Array },
): IndirectDraws {
  if ('given' in from)
    return { problem, source: { kind: 'given', indices: from.given, width: problem.units } };
  const identity = {
    kind: 'bootstrap',
    models: from.models,
    of: from.cluster,
    within: null,
    unit: null,
  } as const;
  return { problem, source: { kind: 'seeded', key: drawKey(from.seed, identity) } };
}

interface CrossedColumns {
  readonly crossed: readonly Float64Array[];
  /** Whether a constant is among what they span. */
  readonly spanConstant: boolean;
}

function assemble(
  fit: IndirectInput['fit'],
  paths: readonly number[],
  cluster: Codes | null,
  { crossed, spanConstant }: CrossedColumns,
): IndirectProblem {
  const { order, starts } = unitByUnit(fit.n, cluster);
  const constant = fit.terms.indexOf(INTERCEPT);
  const controls = fit.terms.map((_, j) => j).filter((j) => !paths.includes(j) && j !== constant);
  const sources = [...controls, ...paths].map((j) => fit.x[j]!);
  // Under weights the constant's column is the roots of the weights, and centring would leave its span.
  const ones = constant >= 0 ? [Float64Array.from(order, (row) => fit.x[constant]![row]!)] : [];
  const centred = ones.some((column) => column.every((value) => value === 1));
  const scaled = [...sources, outcomeOf(fit)].map((column) => standardise(column, order, centred));
  const length = Math.sqrt(fit.n);
  const effects = crossed.map((column) => Float64Array.from(order, (row) => column[row]! * length));
  const columns = [...effects, ...(spanConstant ? [] : ones), ...scaled.map((one) => one.column)];
  return {
    n: fit.n,
    units: starts.length - 1,
    mediators: paths.length - 1,
    columns,
    starts,
    products: cluster === null ? null : unitProducts(columns, starts),
    scale: scaled[scaled.length - 1]!.scale / scaled[controls.length]!.scale,
  };
}

/** Rows stably sorted by unit. */
function unitByUnit(n: number, cluster: Codes | null): { order: Int32Array; starts: Int32Array } {
  const order = Int32Array.from({ length: n }, (_, row) => row);
  if (cluster === null) return { order, starts: Int32Array.from({ length: n + 1 }, (_, row) => row) };
  const starts = new Int32Array(cluster.levels + 1);
  for (const code of cluster.codes) starts[code + 1]! += 1;
  for (let u = 0; u < cluster.levels; u += 1) starts[u + 1]! += starts[u]!;
  const next = starts.slice();
  cluster.codes.forEach((code, row) => {
    order[next[code]!] = row;
    next[code]! += 1;
  });
  return { order, starts };
}

/** The outcome as the model saw it (within-transformed, where effects are absorbed): fitted values plus residuals. */
function outcomeOf(fit: IndirectInput['fit']): Float64Array {
  const outcome = fit.residuals.slice();
  fit.x.forEach((column, j) => {
    const b = fit.estimates[j]!;
    for (let i = 0; i < outcome.length; i += 1) outcome[i]! += b * column[i]!;
  });
  return outcome;
}

function standardise(
  column: Float64Array,
  order: Int32Array,
  centred: boolean,
): { readonly column: Float64Array; readonly scale: number } {
  const centre = centred ? mean(column) : 0;
  const scale = Math.sqrt(squaresAbout(column, centre) / column.length) || 1;
  return { column: Float64Array.from(order, (row) => (column[row]! - centre) / scale), scale };
}
