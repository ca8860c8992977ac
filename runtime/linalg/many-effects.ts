import { type Block, blockProducts, removeBlock } from './blocks.ts';
import { conjugateGradients } from './conjugate-gradients.ts';

/** Effects with one of them eliminated exactly (its blocks are orthogonal); the others are solved for. */
export interface Eliminated {
  readonly first: readonly Block[];
  readonly others: readonly Block[];
}

/** Eliminates the effect with the most columns, of equal ones the first. effects: the blocks of each. */
export function eliminate(effects: readonly (readonly Block[])[]): Eliminated {
  const columns = (blocks: readonly Block[]): number =>
    blocks.reduce((total, { levels }) => total + levels, 0);
  const most = effects.reduce((best, blocks) => (columns(blocks) > columns(best) ? blocks : best));
  return { first: most, others: effects.filter((blocks) => blocks !== most).flat() };
}

/**
 * Takes from v, in place, what all columns explain, by conjugate gradients on the normal equations of the others after
 * the first was eliminated (Guimaraes & Portugal 2010; Gaure 2013, for the problem). To be repeated: each pass solves
 * for what the one before left.
 */
export function removeEffects({ first, others }: Eliminated, v: Float64Array): void {
  for (const block of first) removeBlock(block, v);
  if (others.length === 0) return;
  const diagonal = join(others.map((block) => block.squares));
  const apply = (p: Float64Array): Float64Array => {
    const combined = new Float64Array(v.length);
    addColumns(others, p, 1, combined);
    for (const block of first) removeBlock(block, combined);
    return products(others, combined);
  };
  addColumns(others, conjugateGradients(apply, diagonal, products(others, v)), -1, v);
  for (const block of first) removeBlock(block, v);
}

/** Length of the projections of v on the blocks that are solved for; on the first it is zero already. */
export function remainder({ others }: Eliminated, v: Float64Array): number {
  let total = 0;
  for (const block of others) {
    blockProducts(block, v).forEach((product, g) => {
      if (block.squares[g]! > 0) total += product ** 2 / block.squares[g]!;
    });
  }
  return Math.sqrt(total);
}

/** Products with every column of the blocks; 0 for a column of which nothing was left. */
function products(blocks: readonly Block[], v: Float64Array): Float64Array {
  return join(
    blocks.map((block) => blockProducts(block, v).map((value, g) => (block.squares[g]! > 0 ? value : 0))),
  );
}

/** target += factor * (columns times coefficients p), in place. */
function addColumns(blocks: readonly Block[], p: Float64Array, factor: number, target: Float64Array): void {
  let offset = 0;
  for (const { codes, levels, values, squares } of blocks) {
    for (let i = 0; i < target.length; i += 1) {
      const g = codes[i]!;
      if (squares[g]! > 0) target[i]! += factor * p[offset + g]! * values[i]!;
    }
    offset += levels;
  }
}

function join(parts: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}
