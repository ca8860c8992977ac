import { invariant } from '../../compiler/plan/invariant.ts';
import { drawKey, nextInteger, openStream, type RandomKey, threefry } from '../inference/random.ts';
import { groupSums } from '../linalg/grouping.ts';
import { Intractable } from '../linalg/intractable.ts';
import { multiply, transpose } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';
import type { Note } from '../results/results.ts';
import { cluster } from './cluster.ts';
import { type ClusterProducts, clusterProducts } from './products.ts';
import type { Covariance, CovarianceInput, InferenceQuestion, OwnInference } from './vcov.ts';
import { wildJoint } from './wild-joint.ts';
import { type WildWeights, wildTest } from './wild-test.ts';

/**
 * Wild cluster bootstrap of t with the null imposed: residuals of the model under the null change sign (or take Webb's
 * six values) cluster by cluster. p is the share of draws with |t*| >= |t|; the interval holds the values whose p is no less
 * than 1 - level. Every draw follows from products of clusters. Standard errors are those of the clusters.
 * Cameron, Gelbach & Miller (2008); Roodman, Nielsen, MacKinnon & Webb (2019).
 */
export const wild: Covariance = {
  declaration: {
    name: 'wild',
    doc: 'Clustered, with p and interval of the wild cluster bootstrap with the null imposed: for few clusters.',
    form: 'options',
    parts: ['combined', 'webb'],
    of: ['ols', 'between', 'first-difference'],
  },
  family: 'wild',
  usesLeverage: false,
  compute: cluster.compute,
  inference: (input, question) => {
    invariant(input.clusters.length === 1, 'one dimension of clusters');
    const products = clusterProducts(input, input.clusters[0]!);
    const weights = weightsOf(input, question);
    const tests = Array.from(question.estimates, (_, row) =>
      testOf(input, question, { products, weights, row }),
    );
    return { tests, notes: unboundedNotes(tests, question.names) };
  },
  jointInference: (input, question) => {
    invariant(input.clusters.length === 1, 'one dimension of clusters');
    const products = clusterProducts(input, input.clusters[0]!);
    const k = input.x.count;
    const q = question.estimates.length;
    const overX = multiply(question.contrasts, input.bread, q, k, k);
    const directions = multiply(overX, transpose(products.coordinates, products.m, k), q, k, products.m);
    for (let j = 0; j < q; j += 1) {
      const [whole, kept] = [rowLength(overX, j, k), rowLength(directions, j, products.m)];
      if (kept < whole * (1 - ROUNDING)) throw new Intractable('wild-joint-constant', CONSTANT);
    }
    return wildJoint(products, directions, question.estimates, weightsOf(input, question));
  },
};

/** Intervals that a test of few clusters leaves open: no value is far enough away to be rejected. */
function unboundedNotes(tests: readonly OwnInference[], terms: readonly string[]): readonly Note[] {
  const open = terms.filter((_, i) => {
    const { p, low, high } = tests[i]!;
    return p !== null && (low === null || high === null);
  });
  if (open.length === 0) return [];
  const message = `${open.join(', ')}: the interval has no bound, since with so few clusters or draws no value is rejected at its level`;
  return [{ code: 'unbounded-interval', message, values: { names: open } }];
}

const ROUNDING = 1e-9;

const CONSTANT =
  'the wild bootstrap of several coefficients leaves out the constant beside absorbed effects, which is no coefficient of its own';

/** Squared length of a row of `k` numbers. */
function rowLength(rows: Float64Array, row: number, k: number): number {
  const values = rows.subarray(row * k, (row + 1) * k);
  return dot(values, values);
}

/** Signs are enumerated where there are no more of them than draws; a draw and its mirror image have one |t|, so half do. */
function weightsOf({ spec, clusters }: CovarianceInput, question: InferenceQuestion): WildWeights {
  const g = clusters[0]!.levels;
  const draws = spec.draws ?? 0;
  if (spec.weights !== 'webb' && g < 31 && 2 ** g <= draws) {
    const half = 2 ** (g - 1);
    const values = Float64Array.from({ length: half * g }, (_, i) =>
      (Math.floor(i / g) >>> (i % g)) % 2 === 0 ? 1 : -1,
    );
    return { values, draws: half, exact: true };
  }
  if (draws * g > MOST_WEIGHTS)
    throw new Intractable('draws-too-large', `${draws} draws for ${g} clusters are too many to be held`);
  const identity = { models: [question.model], of: clusters[0]!.name, within: null, unit: null };
  const key = drawKey(spec.seed ?? 0, { kind: 'wild', ...identity });
  return { values: (spec.weights === 'webb' ? webb : signs)(key, draws, g), draws, exact: false };
}

/** Rademacher: one word a sign, those of a draw made at once. */
function signs(key: RandomKey, draws: number, g: number): Float64Array {
  const values = new Float64Array(draws * g);
  const words = new Uint32Array(g + (g % 2));
  for (let draw = 0; draw < draws; draw += 1) {
    threefry(key, draw, 0, words);
    for (let i = 0; i < g; i += 1) values[draw * g + i] = words[i]! % 2 === 0 ? 1 : -1;
  }
  return values;
}

function webb(key: RandomKey, draws: number, g: number): Float64Array {
  const values = new Float64Array(draws * g);
  for (let draw = 0; draw < draws; draw += 1) {
    const stream = openStream(key, draw);
    for (let i = 0; i < g; i += 1) values[draw * g + i] = WEBB[nextInteger(stream, 6)]!;
  }
  return values;
}

/** Weights in memory, 400 MB. */
const MOST_WEIGHTS = 5e7;

/** Webb (2014): more values than two signs, for very few clusters. */
const WEBB = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)] as const;

/** The contrast as one column a with estimate a'y, in products by cluster; then its test. */
function testOf(
  input: CovarianceInput,
  { contrasts, estimates, level }: InferenceQuestion,
  { products, weights, row }: { products: ClusterProducts; weights: WildWeights; row: number },
): OwnInference {
  const k = input.x.count;
  const { clusters, m, coordinates, squares, scores } = products;
  const c = multiply(input.bread, contrasts.subarray(row * k, (row + 1) * k), k, k, 1);
  const column = new Float64Array(input.n);
  input.x.values().forEach((values, j) => {
    for (let i = 0; i < column.length; i += 1) column[i]! += c[j]! * values[i]!;
  });
  const total = dot(column, column);
  const direction = multiply(coordinates, c, m, k, 1);
  const images = new Float64Array(clusters * m);
  const errors = new Float64Array(clusters);
  const inner = new Float64Array(clusters);
  for (let g = 0; g < clusters; g += 1) {
    const image = multiply(squares.subarray(g * m * m, (g + 1) * m * m), direction, m, m, 1);
    images.set(image, g * m);
    errors[g] = dot(direction, scores.subarray(g * m, (g + 1) * m));
    inner[g] = dot(direction, image) / total;
  }
  // Beside absorbed effects the reported constant has a part in their dummies, which only the numerator sees.
  const lengths = groupSums(
    input.clusters[0]!,
    column.map((value) => (value * value) / total),
  );
  return wildTest({ clusters, m, errors, inner, lengths, images, scores, total }, weights, {
    estimate: estimates[row]!,
    level,
  });
}
