import { invariant } from '../../compiler/plan/invariant.ts';
import { moments } from '../describe/moments.ts';
import { percentile } from '../describe/percentile.ts';
import { normalTwoSided } from '../distributions/index.ts';
import { bcaLevels } from '../inference/bca.ts';
import { Intractable } from '../linalg/intractable.ts';
import { multiply } from '../linalg/matrix.ts';
import { mean } from '../linalg/sums.ts';
import type { Note } from '../results/results.ts';
import type { Covariance, CovarianceInput, InferenceQuestion, OwnInference, Replicates } from './vcov.ts';

/**
 * The model again on rows, or whole clusters, drawn with replacement. Covariance of the draws (n - 1); p from the normal
 * distribution by their standard deviation; intervals from their percentiles, or bias-corrected and accelerated (BCa) with
 * the jackknife over what is drawn. Draws without estimates are left out and counted.
 * Efron & Tibshirani (1993), ch. 6, 13 and 14; Efron (1987).
 */
export const bootstrap: Covariance = {
  declaration: {
    name: 'bootstrap',
    doc: 'The model again on resampled rows or clusters: standard errors, normal p, intervals by percentiles or BCa.',
    form: 'options',
    parts: ['combined', 'bca'],
  },
  family: 'bootstrap',
  usesLeverage: false,
  compute: (input) => {
    const k = input.x.count;
    const { usable } = usableMoves(input);
    const columns = Array.from({ length: k }, (_, j) => deviations(column(usable, k, j)));
    const vcov = new Float64Array(k * k);
    const divisor = usable.length / k - 1;
    for (let i = 0; i < k; i += 1) {
      for (let j = 0; j <= i; j += 1) {
        const value = columns[i]!.reduce((total, one, draw) => total + one * columns[j]![draw]!, 0) / divisor;
        vcov[i * k + j] = value;
        vcov[j * k + i] = value;
      }
    }
    return vcov;
  },
  inference: (input, question) => {
    const { replicates, usable, failed } = usableMoves(input);
    const tests = Array.from(question.estimates, (_, row) => testOf(input, question, row));
    const draws = usable.length / input.x.count;
    return {
      tests,
      notes: [
        ...failedNotes(failed, failed + draws),
        ...fewNotes(draws, question.level),
        ...bcaNotes(tests, question.names),
      ],
      drawn: { unit: replicates.by ?? 'rows', units: replicates.count, failed },
    };
  },
};

interface Usable {
  readonly replicates: Replicates;
  /** usable draws x k. */
  readonly usable: Float64Array;
  readonly failed: number;
}

function usableMoves(input: CovarianceInput): Usable {
  invariant(input.replicates, 'a model that can be drawn');
  const replicates = input.replicates();
  const { rows, failed } = withoutGaps(replicates.moves, input.x.count);
  if (rows.length < 2 * input.x.count)
    throw new Intractable(
      'bootstrap-no-draws',
      `${failed} of ${failed + rows.length / input.x.count} draws have no estimates: there are no standard errors`,
    );
  return { replicates, usable: rows, failed };
}

/** Rows of k without those that hold NaN. */
function withoutGaps(
  moves: Float64Array,
  k: number,
): { readonly rows: Float64Array; readonly failed: number } {
  const rows = moves.filter((_, i) => !Number.isNaN(moves[i - (i % k)]!));
  return { rows, failed: (moves.length - rows.length) / k };
}

const column = (rows: Float64Array, k: number, j: number): Float64Array =>
  Float64Array.from({ length: rows.length / k }, (_, row) => rows[row * k + j]!);

function deviations(values: Float64Array): Float64Array {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

function testOf(
  input: CovarianceInput,
  { contrasts, estimates, level, percentile: type }: InferenceQuestion,
  row: number,
): OwnInference {
  const k = input.x.count;
  const { replicates, usable } = usableMoves(input);
  const contrast = contrasts.subarray(row * k, (row + 1) * k);
  const estimate = estimates[row]!;
  const of = (moves: Float64Array): Float64Array =>
    multiply(moves, contrast, moves.length / k, k, 1).map((move) => estimate + move);
  const values = of(usable);
  const error = Math.sqrt(moments(values).variance);
  const p = error > 0 ? normalTwoSided(estimate / error) : null;
  const ends = levelsOf(input, level, () => ({
    values,
    estimate,
    left: of(withoutGaps(replicates.jackknife(), k).rows),
  }));
  if (ends === null) return { p, low: null, high: null };
  const sorted = values.toSorted();
  return { p, low: percentile(sorted, ends.low, type), high: percentile(sorted, ends.high, type) };
}

interface Drawn {
  readonly values: Float64Array;
  readonly estimate: number;
  readonly left: Float64Array;
}

function levelsOf(
  { spec }: CovarianceInput,
  level: number,
  drawn: () => Drawn,
): { readonly low: number; readonly high: number } | null {
  if (spec.interval !== 'bca') return { low: (1 - level) / 2, high: (1 + level) / 2 };
  const { values, estimate, left } = drawn();
  return bcaLevels(values, estimate, left, level);
}

function failedNotes(failed: number, draws: number): readonly Note[] {
  if (failed === 0) return [];
  const message = `${failed} of ${draws} bootstrap draws have no estimates of every term and are left out`;
  return [{ code: 'bootstrap-failed-draws', message, values: { failed, draws } }];
}

/** Draws beyond each end of an interval from which on it is more than a few extreme draws. */
const BEYOND = 10;

function fewNotes(draws: number, level: number): readonly Note[] {
  const enough = Math.ceil((2 * BEYOND) / (1 - level) - 1e-9);
  if (draws >= enough) return [];
  const message = `${draws} draws leave fewer than ${BEYOND} beyond each end of an interval at level ${level}; it takes ${enough} or more`;
  return [{ code: 'bootstrap-few-draws', message, values: { draws, level, enough } }];
}

function bcaNotes(tests: readonly OwnInference[], names: readonly string[]): readonly Note[] {
  const open = names.filter((_, i) => tests[i]!.low === null);
  if (open.length === 0) return [];
  const message = `${open.join(', ')}: no BCa interval, since all draws lie on one side of the estimate or the estimate does not change without any one row or cluster`;
  return [{ code: 'bootstrap-no-bca', message, values: { names: open } }];
}
