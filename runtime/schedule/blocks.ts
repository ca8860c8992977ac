/** Draws are computed in blocks of this many, whatever the number of threads. */
export const BLOCK = 256;

export interface Block {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

export function blocksOf(draws: number): Block[] {
  return Array.from({ length: Math.ceil(draws / BLOCK) }, (_, index) => ({
    index,
    from: index * BLOCK,
    to: Math.min((index + 1) * BLOCK, draws),
  }));
}

/** To a thread, once: what it is to compute with. Through `workerData`. */
export interface Assignment {
  readonly kernel: string;
  readonly data: unknown;
}

/** From a thread: the values of a block, or why there are none. */
export type Answer =
  | { readonly kind: 'values'; readonly index: number; readonly values: Float64Array }
  | { readonly kind: 'error'; readonly message: string };
