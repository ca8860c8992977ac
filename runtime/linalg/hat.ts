import { type Block, blocksOf, type Effect, removeBlock } from './blocks.ts';
import { cholesky, inverseFromCholesky } from './cholesky.ts';
import { components, type Grouping, groupSizes } from './grouping.ts';
import { Intractable } from './intractable.ts';
import { addLeverage, factorise } from './qr.ts';
import { type Pairs, pairsOf } from './pairs.ts';
import { eliminate } from './schur.ts';
import { norm } from './sums.ts';

/** Levels of the smaller effect up to which its Schur complement is inverted as a dense matrix (32 MB). */
export const DENSE_LEVELS = 2000;

/**
 * Diagonal of the hat matrix of the regression on the columns of all effects: n. One effect: 1 / size of the level.
 * `root`: n square roots of weights, or null. Throws Intractable where the smaller of two effects has more than 2,000
 * levels, or an orthonormal basis of several would be too large.
 */
export function effectLeverage(
  effects: readonly Effect[],
  n: number,
  root: Float64Array | null = null,
): Float64Array {
  if (effects.length === 0) return new Float64Array(n);
  const plain = root === null && effects.every(({ slopes = [] }) => slopes.length === 0);
  if (!plain || effects.length > 2) {
    return manyEffects(
      effects.map((effect) => blocksOf(effect, root)),
      n,
    );
  }
  if (effects.length === 1) {
    const sizes = groupSizes(effects[0]!);
    const { codes } = effects[0]!;
    const leverage = new Float64Array(n);
    for (let i = 0; i < n; i += 1) leverage[i] = 1 / sizes[codes[i]!]!;
    return leverage;
  }
  const [first, second] = [effects[0]!, effects[1]!];
  return first.levels >= second.levels ? twoEffects(first, second) : twoEffects(second, first);
}

/** Numbers in the basis of several effects, and operations to find it, up to which their leverages are computed. */
const MOST_NUMBERS = 2e7;
const MOST_WORK = 4e9;

/** The largest effect has its leverages in closed form; the columns of the others, less it, get an orthonormal basis. */
function manyEffects(effects: readonly (readonly Block[])[], n: number): Float64Array {
  const { first, others: rest } = eliminate(effects);
  const others = rest.flat();
  const m = others.reduce((total, { levels }) => total + levels, 0);
  if (n * m > MOST_NUMBERS || n * m * m > MOST_WORK) {
    throw new Intractable(
      'leverage-too-large',
      `leverages need a dense matrix of ${n} rows and ${m} levels, which is more than is computed`,
    );
  }
  const leverage = new Float64Array(n);
  for (const { codes, values, squares } of first) {
    for (let i = 0; i < n; i += 1) {
      const square = squares[codes[i]!]!;
      if (square > 0) leverage[i]! += (values === null ? 1 : values[i]! ** 2) / square;
    }
  }
  const columns = others.flatMap(columnsOf);
  const lengths = columns.map(norm);
  for (const column of columns) for (const block of first) removeBlock(block, column);
  addLeverage(leverage, factorise(columns, lengths).q);
  return leverage;
}

function columnsOf({ codes, levels, values, squares }: Block): Float64Array[] {
  const columns = Array.from({ length: levels }, () => new Float64Array(codes.length));
  for (let i = 0; i < codes.length; i += 1) {
    if (squares[codes[i]!]! > 0) columns[codes[i]!]![i] = values === null ? 1 : values[i]!;
  }
  return columns;
}

/**
 * 1 / n_g + w' S^- w with w = e_j - C_g / n_g, row i being in levels g of a and j of b. w sums to zero over every
 * component, so any generalised inverse of S serves: the one with a level of each component left out.
 */
function twoEffects(a: Grouping, b: Grouping): Float64Array {
  if (b.levels > DENSE_LEVELS) {
    throw new Intractable(
      'leverage-too-large',
      `leverages need a dense matrix of ${b.levels} levels; at most ${DENSE_LEVELS} are computed`,
    );
  }
  const schur = pairOfEffects(a, b);
  const inverse = generalisedInverse(schur);
  const m = b.levels;
  const central = new Float64Array(a.levels);
  const images = new Float64Array(m);
  const pairTerm = new Float64Array(schur.level.length);
  for (let g = 0; g < a.levels; g += 1) {
    images.fill(0);
    for (let p = schur.start[g]!; p < schur.start[g + 1]!; p += 1) {
      const weight = schur.weight[p]! / schur.sizesA[g]!;
      const row = schur.level[p]! * m;
      for (let j = 0; j < m; j += 1) images[j]! += weight * inverse[row + j]!;
    }
    let total = 0;
    for (let p = schur.start[g]!; p < schur.start[g + 1]!; p += 1) {
      const j = schur.level[p]!;
      total += (schur.weight[p]! / schur.sizesA[g]!) * images[j]!;
      pairTerm[p] = inverse[j * m + j]! - 2 * images[j]!;
    }
    central[g] = total + 1 / schur.sizesA[g]!;
  }
  return Float64Array.from(a.codes, (g, i) => central[g]! + pairTerm[pairOf(schur, g, b.codes[i]!)]!);
}

interface PairOfEffects extends Pairs {
  readonly a: Grouping;
  readonly b: Grouping;
  readonly sizesA: Float64Array;
  readonly sizesB: Float64Array;
}

function pairOfEffects(a: Grouping, b: Grouping): PairOfEffects {
  const [first, second] = [a, b].map((effect) => blocksOf(effect, null)[0]!);
  const pairs = pairsOf(first!, [second!]);
  return { ...pairs, a, b, sizesA: first!.squares, sizesB: second!.squares };
}

function pairOf(schur: PairOfEffects, g: number, j: number): number {
  let p = schur.start[g]!;
  while (schur.level[p] !== j) p += 1;
  return p;
}

function generalisedInverse(schur: PairOfEffects): Float64Array {
  const m = schur.b.levels;
  const { of } = components(schur.a, schur.b);
  const grounded = new Set<number>();
  const free: number[] = [];
  for (let j = 0; j < m; j += 1) {
    if (grounded.has(of[j]!)) free.push(j);
    else grounded.add(of[j]!);
  }
  const k = free.length;
  const inverse = inverseOf(denseSchur(schur, free), k);
  const result = new Float64Array(m * m);
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j < k; j += 1) result[free[i]! * m + free[j]!] = inverse[i * k + j]!;
  }
  return result;
}

function inverseOf(s: Float64Array, k: number): Float64Array {
  const l = cholesky(s, k, 1e-13);
  if (l !== null) return inverseFromCholesky(l, k);
  throw new Intractable(
    'leverage-ill-conditioned',
    'the two fixed effects are too weakly connected for their leverages to be computed',
  );
}

/** S over the levels `free`, dense. */
function denseSchur(schur: PairOfEffects, free: readonly number[]): Float64Array {
  const k = free.length;
  const position = new Int32Array(schur.b.levels).fill(-1);
  free.forEach((j, i) => {
    position[j] = i;
  });
  const s = new Float64Array(k * k);
  free.forEach((j, i) => {
    s[i * k + i] = schur.sizesB[j]!;
  });
  for (let g = 0; g < schur.a.levels; g += 1) {
    for (let p = schur.start[g]!; p < schur.start[g + 1]!; p += 1) {
      const i = position[schur.level[p]!]!;
      if (i < 0) continue;
      const share = schur.weight[p]! / schur.sizesA[g]!;
      for (let q = schur.start[g]!; q < schur.start[g + 1]!; q += 1) {
        const j = position[schur.level[q]!]!;
        if (j >= 0) s[i * k + j]! -= share * schur.weight[q]!;
      }
    }
  }
  return s;
}
