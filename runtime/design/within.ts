import { residualiserOfAll } from '../linalg/absorb.ts';
import type { Effect } from '../linalg/blocks.ts';

type Vectors = readonly Float64Array[];

/** What is prepared for the effects of a sample, and what they leave of its columns. */
interface Kept {
  readonly codes: readonly Int32Array[];
  readonly residualise: (vectors: Vectors) => Float64Array[];
  readonly rests: Map<Float64Array, Float64Array>;
}

/** Rows of a sample for which this is kept, and bytes of residuals. */
const MOST_ROWS = 2 ** 22;
const MOST_BYTES = 2 ** 27;

const keptOf = new WeakMap<Int32Array, Kept>();

/**
 * What the effects leave of columns of a design: n each, to be read only. A column that a model of the same sample and
 * effects had before is not absorbed again. root: n, by which the columns are multiplied already; then nothing is kept.
 */
export function residualColumns(
  effects: readonly Effect[],
  root: Float64Array | null,
  columns: Vectors,
): readonly Float64Array[] {
  const plain = root === null && effects.every(({ slopes = [] }) => slopes.length === 0);
  if (effects.length === 0) return columns;
  if (!plain || columns[0]!.length > MOST_ROWS) return residualiserOfAll(effects, root)(columns);
  const { rests, residualise } = kept(effects);
  const missing = [...new Set(columns)].filter((column) => !rests.has(column));
  const made = missing.length > 0 ? residualise(missing) : [];
  const found = new Map([...rests, ...missing.map((column, i) => [column, made[i]!] as const)]);
  missing.forEach((column, i) => {
    if ((rests.size + 1) * column.byteLength <= MOST_BYTES) rests.set(column, made[i]!);
  });
  return columns.map((column) => found.get(column)!);
}

function kept(effects: readonly Effect[]): Kept {
  const codes = effects.map((effect) => effect.codes);
  const known = keptOf.get(codes[0]!);
  if (known?.codes.length === codes.length && known.codes.every((own, i) => own === codes[i])) return known;
  const fresh: Kept = { codes, residualise: residualiserOfAll(effects), rests: new Map() };
  keptOf.set(codes[0]!, fresh);
  return fresh;
}
