import type { Block } from './blocks.ts';
import { type Pairs, pairsOf } from './pairs.ts';
import { halves, type Width, widthKernels } from './width.ts';

/**
 * Effects with one of them eliminated, whose columns are orthogonal. S = O'O - O'F (F'F)^-1 F'O over the columns O of the
 * others, where F are those of the first (Guimaraes & Portugal 2010; Gaure 2013, for the problem).
 */
export interface Schur {
  readonly first: readonly Block[];
  readonly others: readonly Block[];
  /** Columns of the others. */
  readonly size: number;
  /** Squared lengths of the columns of the others. */
  readonly squares: Float64Array;
  /** Of each block of the first: its products with the others, and what divides them, 0 for a column of nothing. */
  readonly eliminated: readonly (Pairs & { readonly inverse: Float64Array })[];
  /** Products of the others with one another, those of one effect left out, which are zero. */
  readonly crossed: readonly Crossed[];
  /** Diagonal of S; what is zero but for rounding is zero. */
  readonly diagonal: Float64Array;
}

interface Crossed extends Pairs {
  readonly rowOffset: number;
  readonly columnOffset: number;
}

/** A share of a column's square below which the diagonal of S is rounding. */
const ROUNDING = 1e-12;

/** Eliminates the effect with the most columns, of equal ones the first. effects: the blocks of each, two or more. */
export function schurOf(effects: readonly (readonly Block[])[]): Schur {
  const { first, others } = eliminate(effects);
  const blocks = others.flat();
  const squares = joined(blocks.map((block) => block.squares));
  const eliminated = first.map((block) => ({ ...pairsOf(block, blocks), inverse: inverseOf(block.squares) }));
  const diagonal = squares.slice();
  for (const { start, level, weight, inverse } of eliminated) {
    for (let g = 0; g < inverse.length; g += 1) {
      for (let p = start[g]!; p < start[g + 1]!; p += 1) {
        diagonal[level[p]!]! -= weight[p]! * weight[p]! * inverse[g]!;
      }
    }
  }
  for (let j = 0; j < diagonal.length; j += 1) if (!(diagonal[j]! > ROUNDING * squares[j]!)) diagonal[j] = 0;
  return {
    first,
    others: blocks,
    size: squares.length,
    squares,
    eliminated,
    crossed: crossedPairs(others),
    diagonal,
  };
}

/** Of the effects' blocks: those with the most columns, and all others. */
export function eliminate(effects: readonly (readonly Block[])[]): {
  readonly first: readonly Block[];
  readonly others: readonly (readonly Block[])[];
} {
  const columns = (blocks: readonly Block[]): number =>
    blocks.reduce((total, { levels }) => total + levels, 0);
  const first = effects.reduce((best, blocks) => (columns(blocks) > columns(best) ? blocks : best));
  return { first, others: effects.filter((blocks) => blocks !== first) };
}

function crossedPairs(others: readonly (readonly Block[])[]): readonly Crossed[] {
  const placed: { readonly block: Block; readonly effect: number; readonly offset: number }[] = [];
  let offset = 0;
  others.forEach((blocks, effect) => {
    for (const block of blocks) {
      placed.push({ block, effect, offset });
      offset += block.levels;
    }
  });
  return placed.flatMap((row, i) =>
    placed
      .slice(i + 1)
      .filter((column) => column.effect !== row.effect)
      .map((column) => ({
        ...pairsOf(row.block, [column.block]),
        rowOffset: row.offset,
        columnOffset: column.offset,
      })),
  );
}

/** 1 / value; 0 of zero. */
export function inverseOf(values: Float64Array): Float64Array {
  return values.map((value) => (value > 0 ? 1 / value : 0));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

/** S p for `width` vectors at once, interleaved: entry c of column j at j * width + c. Overwrites `image`. */
export function applySchur(s: Schur, width: Width, p: Float64Array, image: Float64Array): void {
  for (let j = 0, at = 0; j < s.size; j += 1) {
    const square = s.squares[j]!;
    for (let c = 0; c < width; c += 1, at += 1) image[at] = square * p[at]!;
  }
  for (const pairs of s.crossed) addCrossed(pairs, width, p, image);
  const { takeEliminated } = widthKernels[width];
  for (const { start, level, weight, inverse } of s.eliminated) {
    takeEliminated(start, level, weight, inverse, p, image);
  }
}

function addCrossed(pairs: Crossed, width: number, p: Float64Array, image: Float64Array): void {
  const { start, level, weight, rowOffset, columnOffset } = pairs;
  for (let g = 0; g + 1 < start.length; g += 1) {
    const row = (rowOffset + g) * width;
    for (let q = start[g]!; q < start[g + 1]!; q += 1) {
      const column = (columnOffset + level[q]!) * width;
      for (let c = 0; c < width; c += 1) {
        image[row + c]! += weight[q]! * p[column + c]!;
        image[column + c]! += weight[q]! * p[row + c]!;
      }
    }
  }
}

/** target -= F'O p, in place, for each block of the first: one array a block, interleaved as p is. */
export function takeOthers(s: Schur, width: number, p: Float64Array, targets: readonly Float64Array[]): void {
  s.eliminated.forEach(({ start, level, weight }, b) => {
    const target = targets[b]!;
    if (width === halves.width) {
      halves.takeProducts(start, level, weight, p, target);
      return;
    }
    for (let g = 0; g + 1 < start.length; g += 1) {
      for (let c = 0; c < width; c += 1) {
        let total = 0;
        for (let q = start[g]!; q < start[g + 1]!; q += 1) total += weight[q]! * p[level[q]! * width + c]!;
        target[g * width + c]! -= total;
      }
    }
  });
}

/** target -= O'F (F'F)^-1 f, in place. f: one array a block of the first, interleaved. */
export function takeFirst(s: Schur, width: number, f: readonly Float64Array[], target: Float64Array): void {
  s.eliminated.forEach(({ start, level, weight, inverse }, b) => {
    const sums = f[b]!;
    if (width === halves.width) {
      halves.takeShares(start, level, weight, inverse, sums, target);
      return;
    }
    for (let g = 0; g < inverse.length; g += 1) {
      for (let c = 0; c < width; c += 1) {
        const share = sums[g * width + c]! * inverse[g]!;
        for (let q = start[g]!; q < start[g + 1]!; q += 1)
          target[level[q]! * width + c]! -= weight[q]! * share;
      }
    }
  });
}
