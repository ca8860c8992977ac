import { type Grouping, groupSizes } from './grouping.ts';

/**
 * A set of categories that is absorbed: one column a level, and one more a level for each variable whose slope varies
 * with the level. slopes: n each.
 */
export interface Effect extends Grouping {
  readonly slopes?: readonly Float64Array[];
}

/**
 * One column a level, each row having one non-zero value, in the column of its level. Columns of one block are
 * orthogonal to one another, and so are the blocks of one effect.
 */
export interface Block extends Grouping {
  /** n: the non-zero values; null where all are 1. */
  readonly values: Float64Array | null;
  /** Squared length of each column; 0 for one of which nothing was left. */
  readonly squares: Float64Array;
}

/** A slope of which less than this share is left beside the level's constant and earlier slopes does not vary there. */
const NOTHING_LEFT = 1e-11;

/**
 * An effect as orthogonal blocks: its constants, then each slope variable less what those before explain within each
 * level (Gram and Schmidt, twice). root: n, square roots of the weights; null: ones.
 */
export function blocksOf(effect: Effect, root: Float64Array | null): readonly Block[] {
  const constants = { values: root, squares: root === null ? groupSizes(effect) : squaresOf(effect, root) };
  const blocks: Block[] = [{ ...grouping(effect), ...constants }];
  for (const slope of effect.slopes ?? []) {
    const values = root === null ? slope.slice() : slope.map((value, i) => value * root[i]!);
    const before = squaresOf(effect, values);
    for (let pass = 0; pass < 2; pass += 1) for (const block of blocks) removeBlock(block, values);
    const after = squaresOf(effect, values);
    const squares = after.map((square, g) => (square > NOTHING_LEFT ** 2 * before[g]! ? square : 0));
    blocks.push({ ...grouping(effect), values, squares });
  }
  return blocks;
}

function grouping({ codes, levels }: Grouping): Grouping {
  return { codes, levels };
}

function squaresOf({ codes, levels }: Grouping, values: Float64Array): Float64Array {
  const squares = new Float64Array(levels);
  for (let i = 0; i < values.length; i += 1) squares[codes[i]!]! += values[i]! * values[i]!;
  return squares;
}

/** Takes the projection on the block's columns from v, in place. */
export function removeBlock({ codes, levels, values, squares }: Block, v: Float64Array): void {
  const shares = new Float64Array(levels);
  for (let i = 0; i < v.length; i += 1) shares[codes[i]!]! += (values === null ? 1 : values[i]!) * v[i]!;
  for (let g = 0; g < levels; g += 1) shares[g] = squares[g]! > 0 ? shares[g]! / squares[g]! : 0;
  for (let i = 0; i < v.length; i += 1) v[i]! -= shares[codes[i]!]! * (values === null ? 1 : values[i]!);
}
