import { compiledExports, holding, type Pages } from './compiled.ts';

/**
 * What draws repeat, in a memory of its own; places and lengths count doubles, and whole numbers of 32 bits stand two in one.
 * Each gives the bits of the loops that serve without it: `shuffle`, `drawByClusters`, the statistics of the wild bootstrap.
 */
export interface DrawKernels {
  /** The memory, made to hold so many doubles; what an earlier call returned is no longer valid. */
  readonly memory: (doubles: number) => Float64Array;
  /** n values in the order of one draw of a key; words: room for 512. */
  readonly permute: (
    first: number,
    second: number,
    draw: number,
    values: number,
    n: number,
    out: number,
    words: number,
  ) => void;
  /** The value at each place of an order, centred and times its root; root 0: without. */
  readonly arrange: (
    values: number,
    order: number,
    n: number,
    centre: number,
    root: number,
    out: number,
  ) => void;
  /** By cluster: products of v with m columns of n, and with itself. */
  readonly clusterSums: (
    columns: number,
    n: number,
    m: number,
    v: number,
    starts: number,
    clusters: number,
    sums: number,
  ) => void;
  /**
   * Ten numbers a pair of draws. weights: 2 x clusters a pair; given: errors, inner, lengths, images, scores, slopes;
   * taken: room for 4 m.
   */
  readonly wildStatistics: (
    weights: number,
    pairs: number,
    given: number,
    clusters: number,
    m: number,
    taken: number,
    out: number,
  ) => void;
}

type Exports = Omit<DrawKernels, 'memory'> & { readonly memory: Pages };

/** A new memory and the compiled loops over it; null where they are not at hand, or turned off by STUDYC_WASM. */
export function drawKernels(): DrawKernels | null {
  if (process.env['STUDYC_WASM'] === 'off') return null;
  try {
    const { memory, permute, arrange, clusterSums, wildStatistics } = compiledExports() as Exports;
    return {
      memory: (doubles) => holding(memory, doubles),
      ...{ permute, arrange, clusterSums, wildStatistics },
    };
  } catch {
    return null;
  }
}
