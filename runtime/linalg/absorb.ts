import { type Block, blocksOf, type Effect } from './blocks.ts';
import { conjugateGradients } from './conjugate-gradients.ts';
import { type Envelope, envelopeOf, solveEnvelope } from './envelope.ts';
import { Intractable } from './intractable.ts';
import { applySchur, inverseOf, type Schur, schurOf, takeFirst, takeOthers } from './schur.ts';
import { dot } from './sums.ts';
import { bothEffects, type Width, widthFor, widthKernels } from './width.ts';

/**
 * What is left of a vector after regression on the columns of all effects. Returns a new vector; throws Intractable
 * where effects are so weakly connected that the iteration stops short of 1e-10 of the vector's length.
 */
export type Residualiser = (v: Float64Array) => Float64Array;

/** With `root`, n square roots of weights, the vectors are rows times their root, and so are the columns. */
export function residualiser(effects: readonly Effect[], root: Float64Array | null = null): Residualiser {
  const all = residualiserOfAll(effects, root);
  return (v) => all([v])[0]!;
}

/**
 * The same of many vectors at once, which is faster than one after the other and gives the same digits. One effect is
 * removed by sums. Of several, that with the most levels is eliminated and the others are solved for: directly where
 * that is quick (a handful of periods, or levels of which each is met by few others), else by conjugate gradients.
 */
export function residualiserOfAll(
  effects: readonly Effect[],
  root: Float64Array | null = null,
): (vectors: readonly Float64Array[]) => Float64Array[] {
  if (effects.length === 0) return (vectors) => vectors.map((v) => v.slice());
  const system = systemOf(effects, root);
  return (vectors) => {
    const rests: Float64Array[] = [];
    for (let from = 0; from < vectors.length; from += WIDEST) {
      rests.push(...removed(system, vectors.slice(from, from + WIDEST)));
    }
    return rests;
  };
}

const WIDEST = 6;

/** What is prepared once for all vectors. */
interface System {
  readonly first: readonly Block[];
  /** Of each block of the first: 1 / squared length of its columns. */
  readonly inverses: readonly Float64Array[];
  readonly rest: { readonly schur: Schur; readonly envelope: Envelope | null } | null;
}

function systemOf(effects: readonly Effect[], root: Float64Array | null): System {
  const blocks = effects.map((effect) => blocksOf(effect, root));
  if (blocks.length === 1) {
    const first = blocks[0]!;
    return { first, inverses: first.map(({ squares }) => inverseOf(squares)), rest: null };
  }
  const schur = schurOf(blocks);
  const inverses = schur.eliminated.map(({ inverse }) => inverse);
  return { first: schur.first, inverses, rest: { schur, envelope: envelopeOf(schur) } };
}

/** Rows up to which a second pass removes what rounding of the first left, whatever that is. */
const FEW_ROWS = 50_000;
/** Share of a vector's squared length: where less is left, its sums were rounded by too much of what is gone. */
const LITTLE = 1e-6;

/** Up to six vectors less the effects. */
function removed(system: System, vectors: readonly Float64Array[]): Float64Array[] {
  const rests = vectors.map((v) => new Float64Array(v.length));
  const before = vectors.map((v) => dot(v, v));
  pass(system, vectors, rests, before);
  const again = rests.filter((rest, i) => rest.length <= FEW_ROWS || dot(rest, rest) < LITTLE * before[i]!);
  if (again.length > 0) {
    const lengths = before.filter((_, i) => again.includes(rests[i]!));
    pass(system, again, again, lengths);
  }
  return rests;
}

/**
 * One regression of all vectors on all columns. rests: what is left, which may be the vectors themselves. before: squared
 * lengths of the vectors as they came. A place of the width that no vector needs repeats the first.
 */
function pass(
  system: System,
  vectors: readonly Float64Array[],
  rests: readonly Float64Array[],
  before: readonly number[],
): void {
  const width = widthFor(vectors.length);
  const filled = <T>(list: readonly T[]): T[] => Array.from({ length: width }, (_, c) => list[c] ?? list[0]!);
  const columns = filled(vectors);
  const targets = filled(rests);
  const sums = sumsOf(system, width, columns);
  if (system.rest !== null) solveOthers(system.rest, width, sums, filled(before));
  take(system, width, sums, columns, targets);
}

/** Products of the columns of all blocks with the vectors, interleaved, and later what is to be taken from each level. */
interface Sums {
  /** One array a block of the effect that is eliminated. */
  readonly first: readonly Float64Array[];
  /** Of the others, one block after the other. */
  readonly others: Float64Array;
}

function sumsOf(system: System, width: Width, columns: readonly Float64Array[]): Sums {
  const first = system.first.map((block) => new Float64Array(block.levels * width));
  const others = new Float64Array((system.rest?.schur.size ?? 0) * width);
  const both = plainPair(system, width);
  if (both !== null) bothEffects.add(...both, columns, first[0]!, others);
  else {
    const { addRows } = widthKernels[width];
    system.first.forEach((block, b) => {
      addRows(block, columns, first[b]!);
    });
    eachOther(system, width, others, (block, part) => addRows(block, columns, part));
  }
  return { first, others };
}

/** targets = columns less what the sums, now coefficients of the others and what they leave of the first, stand for. */
function take(
  system: System,
  width: Width,
  sums: Sums,
  columns: readonly Float64Array[],
  targets: readonly Float64Array[],
): void {
  const shares = sums.first.map((first, b) => scaled(first, system.inverses[b]!, width));
  const both = plainPair(system, width);
  if (both !== null) {
    bothEffects.take(...both, shares[0]!, sums.others, columns, targets);
    return;
  }
  const { takeLevels } = widthKernels[width];
  let from = columns;
  system.first.forEach((block, b) => {
    takeLevels(block, shares[b]!, from, targets);
    from = targets;
  });
  eachOther(system, width, sums.others, (block, part) => takeLevels(block, part, targets, targets));
}

/** The codes of two effects without weights and slopes, whose rows are read once for both; null for any others. */
function plainPair({ first, rest }: System, width: Width): readonly [Int32Array, Int32Array] | null {
  const blocks = [...first, ...(rest?.schur.others ?? [])];
  const plain = blocks.length === 2 && blocks.every(({ values }) => values === null);
  return plain && rest !== null && width === bothEffects.width ? [blocks[0]!.codes, blocks[1]!.codes] : null;
}

/** Makes of the sums of the others their coefficients, and of those of the first what these leave. */
function solveOthers(
  { schur, envelope }: NonNullable<System['rest']>,
  width: Width,
  sums: Sums,
  before: readonly number[],
): void {
  const { first: firstSums, others } = sums;
  const right = others.slice();
  const within = lengthsWithin(schur, width, firstSums, before);
  takeFirst(schur, width, firstSums, right);
  const z = others.fill(0);
  const left = right.slice();
  const failed =
    envelope === null ? ALL : solveDirectly({ schur, envelope }, width, { right, left, z, before });
  if (failed.includes(1)) {
    dropColumns(width, left, failed);
    const done = conjugateGradients(schur, width, left, z, { within, before });
    if (!done) residual(schur, width, right, z, left);
    if (notSmall(schur, width, left, before).includes(1)) throw notConverged();
  }
  takeOthers(schur, width, z, firstSums);
}

const ALL = Uint8Array.of(1);

interface Solving {
  readonly right: Float64Array;
  /** Becomes the residual of z. */
  readonly left: Float64Array;
  readonly z: Float64Array;
  readonly before: readonly number[];
}

/** By the factor of S, twice; gives 1 for each vector with which that failed, since S is too nearly singular. */
function solveDirectly(
  { schur, envelope }: { readonly schur: Schur; readonly envelope: Envelope },
  width: Width,
  { right, left, z, before }: Solving,
): Uint8Array {
  solveEnvelope(envelope, width, left, z);
  residual(schur, width, right, z, left);
  const failed = notSmall(schur, width, left, before);
  solveEnvelope(envelope, width, left, z);
  if (!failed.includes(1)) return failed;
  residual(schur, width, right, z, left);
  return notSmall(schur, width, left, before);
}

/** Nothing is left to solve for in the vectors that did not fail: their digits do not depend on those of others. */
function dropColumns(width: number, left: Float64Array, failed: Uint8Array): void {
  if (failed === ALL) return;
  for (let at = 0; at < left.length; at += 1) if (failed[at % width] === 0) left[at] = 0;
}

/** Squared lengths of the vectors less the first effect. */
function lengthsWithin(
  schur: Schur,
  width: number,
  firstSums: readonly Float64Array[],
  before: readonly number[],
): Float64Array {
  const lengths = Float64Array.from(before);
  schur.eliminated.forEach(({ inverse }, b) => {
    const sums = firstSums[b]!;
    for (let g = 0; g < inverse.length; g += 1) {
      for (let c = 0; c < width; c += 1) {
        const value = sums[g * width + c]!;
        lengths[c]! -= value * value * inverse[g]!;
      }
    }
  });
  return lengths;
}

/** left = right - S z. */
function residual(
  schur: Schur,
  width: Width,
  right: Float64Array,
  z: Float64Array,
  left: Float64Array,
): void {
  applySchur(schur, width, z, left);
  for (let at = 0; at < left.length; at += 1) left[at] = right[at]! - left[at]!;
}

/** What may remain on the columns that are solved for, as a share of the vector's length. */
const FAILED = 1e-10;

/** 1 for a vector of which more than that is left on the columns that are solved for; on the first nothing is. */
function notSmall(schur: Schur, width: number, left: Float64Array, before: readonly number[]): Uint8Array {
  const remaining = new Float64Array(width);
  for (let j = 0; j < schur.size; j += 1) {
    const square = schur.squares[j]!;
    if (!(square > 0)) continue;
    for (let c = 0; c < width; c += 1) remaining[c]! += left[j * width + c]! ** 2 / square;
  }
  return Uint8Array.from(remaining, (value, c) => (value <= FAILED * FAILED * before[c]! ? 0 : 1));
}

/** Sums of each level divided by what its column's square is. */
function scaled(sums: Float64Array, inverse: Float64Array, width: number): Float64Array {
  for (let g = 0; g < inverse.length; g += 1) {
    for (let c = 0; c < width; c += 1) sums[g * width + c]! *= inverse[g]!;
  }
  return sums;
}

/** Each block of the others with its part of interleaved values. */
function eachOther(
  { rest }: System,
  width: number,
  values: Float64Array,
  use: (block: Block, part: Float64Array) => void,
): void {
  let offset = 0;
  for (const block of rest?.schur.others ?? []) {
    use(block, values.subarray(offset * width, (offset + block.levels) * width));
    offset += block.levels;
  }
}

function notConverged(): Intractable {
  return new Intractable(
    'effects-not-converged',
    'the fixed effects are too weakly connected for their dummies to be removed to ten digits',
  );
}
