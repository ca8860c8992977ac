import { type DrawKernels, drawKernels } from '../linalg/kernels/draws.ts';
import type { WildProblem, WildWeights } from './wild-test.ts';

/** Numbers a draw. */
export const WILD_WIDTH = 5;
/** Weights from which it pays to have the compiled loops. */
const MANY = 50_000;
/** Pairs of draws in one call: their weights stay in a near cache. */
const PAIRS = 256;

/** Numerator and variance of each draw as polynomials in b - b0: five numbers a draw. */
export function wildStatistics(problem: WildProblem, weights: WildWeights): Float64Array {
  const kernels = weights.values.length < MANY ? null : drawKernels();
  return kernels === null ? plainStatistics(problem, weights) : compiledStatistics(problem, weights, kernels);
}

/** By the compiled loops, two draws in the two lanes. */
function compiledStatistics(
  problem: WildProblem,
  { values, draws }: WildWeights,
  kernels: DrawKernels,
): Float64Array {
  const { clusters, m, errors, inner, lengths, images, scores } = problem;
  const given = 2 * PAIRS * clusters;
  const taken = given + 3 * clusters * (1 + m);
  const found = taken + 4 * m;
  const memory = kernels.memory(found + 2 * PAIRS * WILD_WIDTH);
  let at = given;
  for (const part of [errors, inner, lengths, images, scores, slopesOf(problem)]) {
    memory.set(part, at);
    at += part.length;
  }
  const out = new Float64Array(draws * WILD_WIDTH);
  for (let from = 0; from < draws; from += 2 * PAIRS) {
    const count = Math.min(2 * PAIRS, draws - from);
    intoLanes(values.subarray(from * clusters, (from + count) * clusters), clusters, memory);
    kernels.wildStatistics(0, Math.ceil(count / 2), given, clusters, m, taken, found);
    for (let i = 0; i < count; i += 1) {
      const lane = found + (i - (i % 2)) * WILD_WIDTH + (i % 2);
      for (let j = 0; j < WILD_WIDTH; j += 1) out[(from + i) * WILD_WIDTH + j] = memory[lane + 2 * j]!;
    }
  }
  return out;
}

/** Weights of each two draws cluster by cluster; beside the last of an odd number there may be anything. */
function intoLanes(values: Float64Array, clusters: number, memory: Float64Array): void {
  for (let v = 0, at = 0; v < values.length; v += clusters) {
    const odd = (v / clusters) % 2;
    for (let g = 0; g < clusters; g += 1) memory[at + 2 * g + odd] = values[v + g]!;
    at += 2 * clusters * odd;
  }
}

const slopesOf = ({ images, total }: WildProblem): Float64Array => images.map((value) => value / total);

/** The same to the bit, without compiled loops. */
export function plainStatistics(problem: WildProblem, { values, draws }: WildWeights): Float64Array {
  const { clusters, m, scores } = problem;
  const slopes = slopesOf(problem);
  const out = new Float64Array(draws * WILD_WIDTH);
  const taken = new Float64Array(2 * m);
  for (let draw = 0; draw < draws; draw += 1) {
    const v = values.subarray(draw * clusters, (draw + 1) * clusters);
    combine(v, scores, slopes, taken);
    addUp(problem, v, taken, out, draw * WILD_WIDTH);
  }
  return out;
}

/** Constant and slope in b - b0 of what each column of the regression takes of a draw. */
function combine(v: Float64Array, scores: Float64Array, slopes: Float64Array, taken: Float64Array): void {
  const m = taken.length / 2;
  for (let i = 0; i < m; i += 1) {
    let constant = 0;
    let slope = 0;
    for (let g = 0, at = i; g < v.length; g += 1, at += m) {
      constant += v[g]! * scores[at]!;
      slope += v[g]! * slopes[at]!;
    }
    taken[2 * i] = constant;
    taken[2 * i + 1] = slope;
  }
}

/** The five numbers of one draw. */
function addUp(
  { m, errors, inner, lengths, images }: WildProblem,
  v: Float64Array,
  taken: Float64Array,
  out: Float64Array,
  place: number,
): void {
  let n0 = 0;
  let n1 = 0;
  let q00 = 0;
  let q01 = 0;
  let q11 = 0;
  for (let g = 0, at = 0; g < v.length; g += 1) {
    const weight = v[g]!;
    let s0 = weight * errors[g]!;
    let s1 = weight * inner[g]!;
    n0 += s0;
    n1 += weight * lengths[g]!;
    for (let i = 0; i < m; i += 1, at += 1) {
      const image = images[at]!;
      s0 -= image * taken[2 * i]!;
      s1 -= image * taken[2 * i + 1]!;
    }
    q00 += s0 * s0;
    q01 += s0 * s1;
    q11 += s1 * s1;
  }
  out[place] = n0;
  out[place + 1] = n1;
  out[place + 2] = q00;
  out[place + 3] = q01;
  out[place + 4] = q11;
}
