import type { Codes } from '../design/design.ts';
import { type PartialProblem, partialColumns } from '../design/partial.ts';
import { groupSizes, sortedBy } from '../linalg/grouping.ts';
import { dot, mean, norm } from '../linalg/sums.ts';

/**
 * A regression of one column with standard errors by cluster, rows sorted by cluster: what a drawn column has to do with the
 * others, one reading of the rows tells, and estimate and standard error follow from sums by cluster. With v the drawn
 * column, Q what is partialled out and y the residualised outcome, c = Q'v, x = v - Q c, b = x'y / x'x, and the score of
 * cluster g is v_g'y_g - c'Q_g'y_g - b (v_g'v_g - 2 c'Q_g'v_g + c'Q_g'Q_g c). Plain data.
 */
export interface ClusterRows {
  readonly n: number;
  readonly clusters: number;
  /** Row at each place, and where the rows of each cluster start; clusters + 1. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
  /** n: roots of the weights in that order; empty without weights. */
  readonly root: Float64Array;
  /** What is taken from the drawn column beforehand: its mean, where the others span a constant; else 0. */
  readonly centre: number;
  /** Columns of the products, m of n in that order: those of Q, the outcome, then zeros up to a multiple of four. */
  readonly columns: Float64Array;
  readonly m: number;
  /** Columns of Q. */
  readonly k: number;
  /** clusters x k(k+1)/2: Q_g'Q_g, pairs i <= j; twice those of i < j. */
  readonly squares: Float64Array;
  /** clusters x k: Q_g'y_g. */
  readonly scores: Float64Array;
}

/** Rows that are summed before their sum is added: bounds the growth of rounding errors, as in sums.ts. */
const RUN = 256;
/** Fewer rows gain nothing worth other digits. */
const LEAST_ROWS = 20_000;
/** Where the others leave less of a drawn column, sums of squares would lose digits. */
const MUCH = 0.5;
/** Share of the length of a constant that may lie outside a span which has it. */
const OUTSIDE = 1e-12;

/** Null where reading the rows is no more work: few rows, small clusters; or absorbed effects. */
export function clusterRows(partial: PartialProblem, raw: Float64Array, clusters: Codes): ClusterRows | null {
  const { n, fixed, root, outcome } = partial;
  const q = partialColumns(partial);
  const k = q.length;
  if (n < LEAST_ROWS || fixed.length > 0 || clusters.levels * (k + 1) > 2 * n) return null;
  const order = sortedBy([clusters]);
  const m = Math.ceil((k + 1) / 4) * 4;
  const columns = new Float64Array(m * n);
  [...q, outcome].forEach((column, j) => {
    for (let i = 0; i < n; i += 1) columns[j * n + i] = column[order[i]!]!;
  });
  const starts = startsOf(clusters);
  const sorted = { n, clusters: clusters.levels, starts, columns, m, k };
  return {
    ...sorted,
    order,
    root: root === null ? new Float64Array(0) : Float64Array.from(order, (row) => root[row]!),
    centre: spansConstant(q, root ?? new Float64Array(n).fill(1)) ? mean(raw) : 0,
    ...crossProducts(sorted),
  };
}

function startsOf(clusters: Codes): Int32Array {
  const starts = new Int32Array(clusters.levels + 1);
  groupSizes(clusters).forEach((size, g) => {
    starts[g + 1] = starts[g]! + size;
  });
  return starts;
}

function spansConstant(q: readonly Float64Array[], ones: Float64Array): boolean {
  const length = norm(ones);
  const inside = q.reduce((sum, column) => sum + (dot(column, ones) / length) ** 2, 0);
  return inside > 1 - OUTSIDE;
}

type Sorted = Pick<ClusterRows, 'n' | 'clusters' | 'starts' | 'columns' | 'm' | 'k'>;

function crossProducts(rows: Sorted): Pick<ClusterRows, 'squares' | 'scores'> {
  const { n, clusters, k, m, columns } = rows;
  const pairs = (k * (k + 1)) / 2;
  const squares = new Float64Array(clusters * pairs);
  const scores = new Float64Array(clusters * k);
  const sums = new Float64Array(clusters * (m + 1));
  let at = 0;
  for (let i = 0; i < k; i += 1) {
    sums.fill(0);
    addProducts(rows, columns.subarray(i * n, (i + 1) * n), sums);
    for (let g = 0; g < clusters; g += 1) {
      scores[g * k + i] = sums[g * (m + 1) + k]!;
      for (let j = i; j < k; j += 1) {
        squares[g * pairs + at + j - i] = (i === j ? 1 : 2) * sums[g * (m + 1) + j]!;
      }
    }
    at += k - i;
  }
  return { squares, scores };
}

/** Room for the numbers of a draw. */
export interface DrawRoom {
  readonly v: Float64Array;
  /** clusters x (m + 1): products of v with the columns, and with itself. */
  readonly sums: Float64Array;
  readonly c: Float64Array;
}

export function drawRoom({ n, clusters, m, k }: ClusterRows): DrawRoom {
  return { v: new Float64Array(n), sums: new Float64Array(clusters * (m + 1)), c: new Float64Array(k) };
}

/** Estimate, and variance before the small-sample factor. */
export interface ClusterDraw {
  readonly estimate: number;
  readonly variance: number;
}

/** Of one drawn column as it stands before weighting (n, rows as in the design); null where sums would lose digits. */
export function drawByClusters(rows: ClusterRows, drawn: Float64Array, room: DrawRoom): ClusterDraw | null {
  const { v, sums, c } = room;
  arrange(rows, drawn, v);
  sums.fill(0);
  addProducts(rows, v, sums);
  return fromSums(rows, sums, c);
}

/** The same from the sums by cluster of the drawn column, clusters x (m + 1). c: room for k. */
export function fromSums(rows: ClusterRows, sums: Float64Array, c: Float64Array): ClusterDraw | null {
  const { clusters, m, k } = rows;
  c.fill(0);
  let [product, whole] = [0, 0];
  for (let g = 0, at = 0; g < clusters; g += 1, at += m + 1) {
    for (let j = 0; j < k; j += 1) c[j]! += sums[at + j]!;
    product += sums[at + k]!;
    whole += sums[at + m]!;
  }
  const square = whole - dot(c, c);
  if (!(square > MUCH * whole)) return null;
  const estimate = product / square;
  return { estimate, variance: squaredScores(rows, sums, c, estimate) / (square * square) };
}

/** The drawn column in the order of the clusters, centred and weighted. */
function arrange({ order, root, centre }: ClusterRows, drawn: Float64Array, v: Float64Array): void {
  for (let i = 0; i < v.length; i += 1) v[i] = drawn[order[i]!]! - centre;
  for (let i = 0; i < root.length; i += 1) v[i]! *= root[i]!;
}

function squaredScores(
  { clusters, m, k, squares, scores }: ClusterRows,
  sums: Float64Array,
  c: Float64Array,
  estimate: number,
): number {
  let total = 0;
  let pair = 0;
  for (let g = 0; g < clusters; g += 1) {
    const at = g * (m + 1);
    let withOutcome = sums[at + k]!;
    let withItself = sums[at + m]!;
    for (let i = 0; i < k; i += 1) {
      withOutcome -= c[i]! * scores[g * k + i]!;
      let fitted = -2 * sums[at + i]!;
      for (let j = i; j < k; j += 1, pair += 1) fitted += squares[pair]! * c[j]!;
      withItself += c[i]! * fitted;
    }
    const score = withOutcome - estimate * withItself;
    total += score * score;
  }
  return total;
}

/** Adds to `sums` the products of v with the m columns, and with itself, by cluster. */
function addProducts({ n, clusters, starts, columns, m }: Sorted, v: Float64Array, sums: Float64Array): void {
  for (let g = 0; g < clusters; g += 1) {
    const end = starts[g + 1]!;
    for (let from = starts[g]!; from < end; from += RUN) {
      const to = Math.min(from + RUN, end);
      for (let j = 0; j < m; j += 4) addFour(columns, j * n, n, v, from, to, sums, g * (m + 1) + j);
      addSquare(v, from, to, sums, g * (m + 1) + m);
    }
  }
}

/** Of four columns, the first from `first` on; even and odd rows apart, as two lanes of a vector have them. */
function addFour(
  columns: Float64Array,
  first: number,
  n: number,
  v: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
  at: number,
): void {
  let [a0, a1, b0, b1, c0, c1, d0, d1] = [0, 0, 0, 0, 0, 0, 0, 0];
  const pairs = from + (to - from - ((to - from) % 2));
  let p = first + from;
  for (let i = from; i < pairs; i += 2, p += 2) {
    const even = v[i]!;
    const odd = v[i + 1]!;
    a0 += columns[p]! * even;
    a1 += columns[p + 1]! * odd;
    b0 += columns[p + n]! * even;
    b1 += columns[p + n + 1]! * odd;
    c0 += columns[p + 2 * n]! * even;
    c1 += columns[p + 2 * n + 1]! * odd;
    d0 += columns[p + 3 * n]! * even;
    d1 += columns[p + 3 * n + 1]! * odd;
  }
  if (pairs < to) {
    const last = v[pairs]!;
    a0 += columns[p]! * last;
    b0 += columns[p + n]! * last;
    c0 += columns[p + 2 * n]! * last;
    d0 += columns[p + 3 * n]! * last;
  }
  sums[at]! += a0 + a1;
  sums[at + 1]! += b0 + b1;
  sums[at + 2]! += c0 + c1;
  sums[at + 3]! += d0 + d1;
}

function addSquare(v: Float64Array, from: number, to: number, sums: Float64Array, at: number): void {
  let [even, odd] = [0, 0];
  const pairs = from + (to - from - ((to - from) % 2));
  for (let i = from; i < pairs; i += 2) {
    even += v[i]! * v[i]!;
    odd += v[i + 1]! * v[i + 1]!;
  }
  if (pairs < to) even += v[pairs]! * v[pairs]!;
  sums[at]! += even + odd;
}
