import type { RowSums } from '../../estimators/sums/row-sums.ts';
import { double } from './quote.ts';
import { oneRow } from './relation.ts';
import type { SampledRelation } from './sample.ts';

/**
 * The sums of a model by SQL, none of its columns being written down: `fsum` is compensated (Kahan 1965), and the session
 * has one thread, so that rows are added in the order of the file. k: regressors, the constant among them.
 */
export function rowSums({ database, source, record }: SampledRelation, k: number): RowSums {
  const all = Array.from({ length: k + 1 }, (_, j) => j);
  const own = all.slice(0, k);
  const numbers = async (list: readonly string[], from: string): Promise<Float64Array> =>
    Float64Array.from(await oneRow(database, `SELECT ${list.join(', ')} FROM ${from}`), (cell) =>
      typeof cell === 'number' ? cell : Number.NaN,
    );
  const about = (centres: Float64Array): string =>
    `(SELECT ${all.map((j) => `${minus(`x${j}`, centres[j]!)} AS z${j}`).join(', ')}, cluster FROM ${source})`;
  const residual = (b: Float64Array): string =>
    own.reduce((rest, j) => `(${rest} - ${double(b[j]!)} * z${j})`, `z${k}`);
  const withResiduals = (centres: Float64Array, b: Float64Array): string =>
    `(SELECT *, ${residual(b)} AS e FROM ${about(centres)})`;
  const scores = (centres: Float64Array, b: Float64Array): string =>
    `(SELECT ${own.map((j) => `e * z${j} AS s${j}`).join(', ')}, cluster FROM ${withResiduals(centres, b)})`;
  return {
    n: record.used,
    async ranges() {
      const list = (f: string): readonly string[] => all.map((j) => `${f}(x${j})`);
      const found = await numbers([...list('min'), ...list('max')], source);
      return { least: found.subarray(0, k + 1), most: found.subarray(k + 1) };
    },
    sums: (centres) =>
      numbers(
        all.map((j) => `fsum(z${j})`),
        about(centres),
      ),
    products: async (centres) => symmetric(await numbers(pairs(k + 1, 'z'), about(centres)), k + 1),
    residuals: (centres, b) =>
      numbers([...own.map((j) => `fsum(e * z${j})`), 'fsum(e * e)'], withResiduals(centres, b)),
    async scores(centres, b, clustered) {
      if (!clustered) return symmetric(await numbers(pairs(k, 's'), scores(centres, b)), k);
      const products = new Products(k);
      const list = own.map((j) => `fsum(s${j})`).join(', ');
      await database.stream(
        `SELECT ${list} FROM ${scores(centres, b)} GROUP BY cluster ORDER BY cluster`,
        (columns, count) => products.add(columns, count),
      );
      return products.total;
    },
  };
}

function minus(cell: string, centre: number): string {
  return centre === 0 ? cell : `${cell} - ${double(centre)}`;
}

/** The upper triangle by rows. */
function pairs(k: number, letter: string): readonly string[] {
  return Array.from({ length: k }, (_, i) =>
    Array.from({ length: k - i }, (_, j) => `fsum(${letter}${i} * ${letter}${i + j})`),
  ).flat();
}

function symmetric(upper: Float64Array, k: number): Float64Array {
  const whole = new Float64Array(k * k);
  let at = 0;
  for (let i = 0; i < k; i += 1) {
    for (let j = i; j < k; j += 1) {
      whole[i * k + j] = upper[at]!;
      whole[j * k + i] = upper[at]!;
      at += 1;
    }
  }
  return whole;
}

/** Compensated sums of products of k numbers a group (Neumaier 1974). */
class Products {
  readonly #k: number;
  readonly #totals: Float64Array;
  readonly #lost: Float64Array;

  constructor(k: number) {
    this.#k = k;
    this.#totals = new Float64Array(k * k);
    this.#lost = new Float64Array(k * k);
  }

  get total(): Float64Array {
    return this.#totals.map((value, i) => value + this.#lost[i]!);
  }

  add(columns: readonly ArrayLike<number>[], count: number): void {
    for (let row = 0; row < count; row += 1) {
      for (let i = 0; i < this.#k; i += 1) {
        for (let j = 0; j < this.#k; j += 1)
          this.#addOne(i * this.#k + j, columns[i]![row]! * columns[j]![row]!);
      }
    }
  }

  #addOne(at: number, value: number): void {
    const total = this.#totals[at]!;
    const next = total + value;
    this.#lost[at]! += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    this.#totals[at] = next;
  }
}
