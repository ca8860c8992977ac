import { type DrawKernels, drawKernels } from '../linalg/kernels/draws.ts';
import { type ClusterDraw, type ClusterRows, fromSums } from './cluster-rows.ts';
import { drawExchange, type Exchange } from './exchange.ts';
import type { DrawSource } from './random.ts';

/** What is exchanged in which way, and the sums by cluster that estimates follow from. */
export interface RowsToDraw {
  readonly rows: ClusterRows;
  readonly raw: Float64Array;
  readonly exchange: Exchange;
  readonly source: DrawSource;
}

/** Estimate and variance of one draw, whose column is written to `permuted` (n) only where there are none (null). */
export type DrawRows = (draw: number, permuted: Float64Array) => ClusterDraw | null;

/** Words that a draw makes at once, in doubles. */
const WORDS = 512;

/** Draws of the rows by the compiled loops, with the bits of `drawExchange` and `drawByClusters`; null where there are none. */
export function compiledRows(given: RowsToDraw): DrawRows | null {
  const kernels = drawKernels();
  return kernels && drawWith(kernels, given);
}

function drawWith(kernels: DrawKernels, { rows, raw, exchange, source }: RowsToDraw): DrawRows {
  const { n, clusters, m, k, columns, root, order, starts, centre } = rows;
  const place = placesOf(rows);
  const memory = kernels.memory(place.end);
  memory.set(columns, 0);
  memory.set(root, place.root);
  memory.set(raw, place.raw);
  const integers = new Int32Array(memory.buffer);
  integers.set(order, 2 * place.order);
  integers.set(starts, 2 * place.starts);
  const sums = memory.subarray(place.sums, place.sums + clusters * (m + 1));
  const drawn = memory.subarray(place.drawn, place.drawn + n);
  const c = new Float64Array(k);
  const ofRoot = root.length === 0 ? 0 : place.root;
  return (draw, permuted) => {
    if (exchange.free && source.kind === 'seeded') {
      const [first, second] = source.key;
      kernels.permute(first, second, draw, place.raw, n, place.drawn, place.words);
    } else {
      drawExchange(exchange, source, draw, raw, drawn);
    }
    kernels.arrange(place.drawn, place.order, n, centre, ofRoot, place.v);
    kernels.clusterSums(0, n, m, place.v, place.starts, clusters, place.sums);
    const found = fromSums(rows, sums, c);
    if (found === null) permuted.set(drawn);
    return found;
  };
}

/** Where each part begins; the columns at 0. Whole numbers stand two in a double. */
function placesOf({ n, clusters, m, root }: ClusterRows) {
  const ofRoot = m * n;
  const raw = ofRoot + root.length;
  const drawn = raw + n;
  const v = drawn + n;
  const sums = v + n;
  const order = sums + clusters * (m + 1);
  const starts = order + Math.ceil(n / 2);
  const words = starts + Math.ceil((clusters + 1) / 2);
  return { root: ofRoot, raw, drawn, v, sums, order, starts, words, end: words + WORDS };
}
