import { addScaled, dot, norm } from './sums.ts';
import { solveUpper } from './triangular.ts';

/**
 * Below this share of its own length a column is taken for a combination of those before it. R's 1e-7 loses the
 * last column of NIST's Filip, which keeps 5e-8; rounding leaves 1e-15, in derived columns up to some 1e-13.
 */
export const RANK_TOLERANCE = 1e-11;

/** Share of a dropped column's length from which another column counts as part of the explanation. */
const EXPLAINS = 1e-7;

export interface DroppedColumn {
  readonly column: number;
  /** Kept columns of which it is a combination; empty where nothing of it was left to explain. */
  readonly explainedBy: readonly number[];
}

/** X = Q R over the columns that were kept. */
export interface QrFactor {
  readonly n: number;
  readonly kept: readonly number[];
  readonly dropped: readonly DroppedColumn[];
  /** k orthonormal columns of n. */
  readonly q: readonly Float64Array[];
  /** k x k upper triangular, row-major. */
  readonly r: Float64Array;
}

interface Reflector {
  readonly v: Float64Array;
  readonly beta: number;
}

/** What a kept column adds to a factorisation: a function of it and of the columns before it. */
interface Kept extends Reflector {
  /** Its part of R, over the power of two by which it was scaled. */
  readonly top: Float64Array;
  readonly scale: number;
  /** n: its column of Q. */
  readonly q: Float64Array;
}

type Stage = Kept | { readonly explainedBy: readonly number[] };

/** What `compute` gives, or gave before for the same inputs under this name; inputs are the same if they are one object. */
export type Remember = <T extends object>(name: string, inputs: readonly object[], compute: () => T) => T;

const NOTHING_BEFORE = Object.freeze({});

/**
 * Householder QR of a design, in the order of its columns, that leaves out those which earlier ones explain.
 * columns: n each, finite. lengths: what a column's remainder is compared with: its norm before effects were
 * absorbed from it, by default its own. Columns are scaled by powers of two, which rounds nothing. remember: keeps what
 * each column adds, so that designs that begin with the same columns are factorised together, with the bits of one alone.
 * Golub & Van Loan (2013), 5.2.
 */
export function factorise(
  columns: readonly Float64Array[],
  lengths: readonly number[] = columns.map(norm),
  remember: Remember = (_name, _inputs, compute) => compute(),
): QrFactor {
  const n = columns[0]?.length ?? 0;
  const parts: Kept[] = [];
  const kept: number[] = [];
  const dropped: DroppedColumn[] = [];
  let before: object = NOTHING_BEFORE;
  for (let j = 0; j < columns.length; j += 1) {
    const stage: Stage = remember(`qr ${lengths[j]!}`, [before, columns[j]!], () =>
      nextStage(columns, j, lengths[j]!, parts, kept),
    );
    before = stage;
    if ('explainedBy' in stage) {
      dropped.push({ column: j, explainedBy: stage.explainedBy });
    } else {
      parts.push(stage);
      kept.push(j);
    }
  }
  return { n, kept, dropped, q: parts.map(({ q }) => q), r: assemble(parts, true) };
}

/** Of column j, those of `parts` kept among the columns before it, at the places `kept`. */
function nextStage(
  columns: readonly Float64Array[],
  j: number,
  length: number,
  parts: readonly Kept[],
  kept: readonly number[],
): Stage {
  const k = parts.length;
  const scale = powerOfTwo(length);
  const column = columns[j]!.map((value) => value / scale);
  for (let i = 0; i < k; i += 1) reflect(parts[i]!, column, i);
  const remainder = Math.sqrt(dot(column, column, k));
  if (k === column.length || !(remainder > (RANK_TOLERANCE * length) / scale)) {
    return { explainedBy: explanation(column, parts, kept, columns, length / scale) };
  }
  const { reflector, diagonal } = makeReflector(column, k, remainder);
  const top = column.slice(0, k + 1);
  top[k] = diagonal;
  return { ...reflector, top, scale, q: orthonormal([...parts, reflector], column.length) };
}

function powerOfTwo(length: number): number {
  return length > 0 && Number.isFinite(length) ? 2 ** Math.floor(Math.log2(length)) : 1;
}

/** column := (I - beta v v') column; v is zero above `start`. */
function reflect(reflector: Reflector, column: Float64Array, start: number): void {
  addScaled(column, -reflector.beta * dot(reflector.v, column, start), reflector.v, start);
}

function makeReflector(
  column: Float64Array,
  k: number,
  length: number,
): { reflector: Reflector; diagonal: number } {
  const v = column.slice();
  v.fill(0, 0, k);
  const diagonal = column[k]! > 0 ? -length : length;
  v[k] = column[k]! - diagonal;
  return { reflector: { v, beta: 2 / dot(v, v, k) }, diagonal };
}

/** The last column of Q: the reflections, last first, applied to a unit vector. */
function orthonormal(reflectors: readonly Reflector[], n: number): Float64Array {
  const last = reflectors.length - 1;
  const column = new Float64Array(n);
  column[last] = 1;
  for (let i = last; i >= 0; i -= 1) reflect(reflectors[i]!, column, i);
  return column;
}

/** R, k x k; of the columns as they were scaled, or as they are. */
function assemble(parts: readonly Kept[], unscaled: boolean): Float64Array {
  const k = parts.length;
  const r = new Float64Array(k * k);
  for (let j = 0; j < k; j += 1) {
    const { top, scale } = parts[j]!;
    for (let i = 0; i <= j; i += 1) r[i * k + j] = unscaled ? top[i]! * scale : top[i]!;
  }
  return r;
}

/** The kept columns with a clearly non-zero share in the regression of a dropped column on them. */
function explanation(
  column: Float64Array,
  parts: readonly Kept[],
  kept: readonly number[],
  columns: readonly Float64Array[],
  length: number,
): number[] {
  const coefficients = solveUpper(assemble(parts, false), column, parts.length);
  const share = (i: number): number =>
    (Math.abs(coefficients[i]!) * norm(columns[kept[i]!]!)) / parts[i]!.scale;
  return kept.filter((_, i) => share(i) > EXPLAINS * length);
}

/**
 * Projection on the span of orthonormal columns: y = Q c + e. Done twice, so that e is orthogonal to Q to the last
 * digit even where little of y is left. q: k columns of n; y: n.
 */
export function project(
  q: readonly Float64Array[],
  y: Float64Array,
): { readonly coordinates: Float64Array; readonly residual: Float64Array } {
  const coordinates = new Float64Array(q.length);
  const residual = y.slice();
  for (let pass = 0; pass < 2; pass += 1) {
    for (let j = 0; j < q.length; j += 1) {
      const c = dot(q[j]!, residual);
      coordinates[j]! += c;
      addScaled(residual, -c, q[j]!);
    }
  }
  return { coordinates, residual };
}

/** Diagonal of Q Q': n row sums of squares, added to `target`. */
export function addLeverage(target: Float64Array, q: readonly Float64Array[]): void {
  for (const column of q) {
    for (let i = 0; i < target.length; i += 1) target[i]! += column[i]! * column[i]!;
  }
}
