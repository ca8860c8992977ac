import { blocksOf, type Effect } from './blocks.ts';
import { demean, type Grouping, groupSizes, groupSums } from './grouping.ts';
import { Intractable } from './intractable.ts';
import { eliminate, remainder, removeEffects } from './many-effects.ts';
import { type Schur, schurComplement, solveSchur } from './schur.ts';
import { norm } from './sums.ts';

/**
 * What is left of a vector after regression on the columns of all effects. Returns a new vector; throws Intractable
 * where effects are so weakly connected that the iteration stops short of 1e-10 of the vector's length.
 */
export type Residualiser = (v: Float64Array) => Float64Array;

/** With `root`, n square roots of weights, the vectors are rows times their root, and so are the columns. */
export function residualiser(effects: readonly Effect[], root: Float64Array | null = null): Residualiser {
  if (effects.length === 0) return (v) => v.slice();
  const plain = root === null && effects.every(({ slopes = [] }) => slopes.length === 0);
  if (plain && effects.length === 1) return oneEffect(effects[0]!);
  if (plain && effects.length === 2) return twoEffects(effects[0]!, effects[1]!);
  return manyEffects(effects, root);
}

/** Means, taken twice: the second pass removes what rounding of the first left. */
function oneEffect(effect: Grouping): Residualiser {
  const sizes = groupSizes(effect);
  return (v) => {
    const rest = v.slice();
    demean(effect, sizes, rest);
    demean(effect, sizes, rest);
    return rest;
  };
}

/** Each pass solves for what the one before left; the remainder is checked against the original length. */
const LEAST_PASSES = 2;
const MOST_PASSES = 6;
const DONE = 1e-15;
const FAILED = 1e-10;

function twoEffects(first: Grouping, second: Grouping): Residualiser {
  const [a, b] = first.levels >= second.levels ? [first, second] : [second, first];
  const schur = schurComplement(a, b);
  return repeated(
    (rest) => removePass(schur, rest),
    (rest) => remaining(schur, rest),
  );
}

function manyEffects(effects: readonly Effect[], root: Float64Array | null): Residualiser {
  const n = effects[0]!.codes.length;
  const eliminated = eliminate(effects.map((effect) => blocksOf(effect, n, root)));
  return repeated(
    (rest) => removeEffects(eliminated, rest),
    (rest) => remainder(eliminated, rest),
  );
}

/** Passes, each in place, until what `left` measures of a vector is rounding beside its length, or shrinks no more. */
function repeated(
  removeOnce: (rest: Float64Array) => void,
  leftOf: (rest: Float64Array) => number,
): Residualiser {
  return (v) => {
    const original = norm(v);
    const rest = v.slice();
    let left = Number.POSITIVE_INFINITY;
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      removeOnce(rest);
      const now = leftOf(rest);
      const stuck = now >= left / 2;
      left = now;
      if (pass + 1 >= LEAST_PASSES && (left <= DONE * original || stuck)) break;
    }
    if (!(left <= FAILED * original)) throw notConverged();
    return rest;
  };
}

function removePass(schur: Schur, rest: Float64Array): void {
  demean(schur.a, schur.sizesA, rest);
  const effects = solveSchur(schur, groupSums(schur.b, rest));
  for (let i = 0; i < rest.length; i += 1) rest[i]! -= effects[schur.b.codes[i]!]!;
  demean(schur.a, schur.sizesA, rest);
}

/** Length of the projection of `rest` on the dummies of b; on those of a it is zero already. */
function remaining(schur: Schur, rest: Float64Array): number {
  const sums = groupSums(schur.b, rest);
  return Math.sqrt(sums.reduce((total, value, j) => total + (value * value) / schur.sizesB[j]!, 0));
}

function notConverged(): Intractable {
  return new Intractable(
    'effects-not-converged',
    'the fixed effects are too weakly connected for their dummies to be removed to ten digits',
  );
}
