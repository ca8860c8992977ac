/**
 * The data of `data.R` by the same recipes from other random numbers, of any number of rows: for growth with rows, and
 * where R is not installed.
 */
export type Columns = Readonly<Record<string, Float64Array>>;

/** Reproducible: a counter through an integer hash, and the two normals of Box and Muller (1958). */
class Noise {
  private state: number;
  private kept = Number.NaN;

  constructor(seed: number) {
    this.state = Math.imul(seed, 0x9e3779b9);
  }

  /** On (0, 1). */
  uniform(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (((z ^ (z >>> 15)) >>> 0) + 0.5) / 4294967296;
  }

  normal(): number {
    const before = this.kept;
    this.kept = Number.NaN;
    if (!Number.isNaN(before)) return before;
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.kept = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  normals(n: number): Float64Array {
    return new Float64Array(n).map(() => this.normal());
  }

  /** From 1 to n. */
  integer(n: number): number {
    return 1 + Math.floor(this.uniform() * n);
  }

  integers(count: number, n: number): Float64Array {
    return new Float64Array(count).map(() => this.integer(n));
  }
}

const some = (prefix: string, count: number, column: () => Float64Array): Columns =>
  Object.fromEntries(Array.from({ length: count }, (_, j) => [`${prefix}${j + 1}`, column()]));

/** Ten regressors, errors that grow with the first. */
function ols(rows: number): Columns {
  const noise = new Noise(1);
  const x = some('x', 10, () => noise.normals(rows));
  const y = x['x1']!.map((first, i) => {
    const fitted = 1 + 0.1 * first + 0.2 * x['x2']![i]! - 0.3 * x['x3']![i]! + 0.05 * x['x5']![i]!;
    return fitted + noise.normal() * (1 + 0.5 * Math.abs(first));
  });
  return { ...x, y };
}

type Kind = 'bal' | 'simple' | 'diff';

/** Balanced units, random ids, or firms that overlap near the individuals. */
function idsOf(kind: Kind, rows: number, noise: Noise): readonly [Float64Array, Float64Array] {
  const ids = new Float64Array(rows);
  if (kind === 'bal') return [ids.map((_, i) => 1 + Math.floor(i / 10)), ids.map((_, i) => 1 + (i % 10))];
  const id = noise.integers(rows, rows / 20);
  if (kind === 'simple') return [id, noise.integers(rows, Math.floor(Math.sqrt(rows)))];
  const firms = Math.round(rows / 160);
  const firmOf = (one: number): number => noise.integer(21) - 1 + Math.max(1, Math.floor(one / 8) - 10);
  return [id, id.map((one) => Math.min(firmOf(one), firms))];
}

function twoEffects(kind: Kind, rows: number): Columns {
  const noise = new Noise(2);
  const [id, fe] = idsOf(kind, rows, noise);
  const [a, b] = [noise.normals(rows + 1), noise.normals(rows + 1)];
  const x = some('x', 4, () => id.map((own, i) => noise.normal() + 0.3 * a[own]! + 0.2 * b[fe[i]!]!));
  const y = id.map((own, i) => {
    const fitted = 0.1 * x['x1']![i]! + 0.2 * x['x2']![i]! - 0.3 * x['x3']![i]! + 0.4 * x['x4']![i]!;
    return fitted + a[own]! + b[fe[i]!]! + noise.normal();
  });
  return { id, fe, ...x, y };
}

/** Ten controls and 200 clusters. */
function big(rows: number): Columns {
  const noise = new Noise(3);
  const controls = some('c', 10, () => noise.normals(rows));
  const cl = noise.integers(rows, 200);
  const own = noise.normals(201);
  const x = cl.map((_, i) => 0.2 * controls['c1']![i]! - 0.1 * controls['c2']![i]! + noise.normal());
  const y = x.map((value, i) => {
    const fitted = 0.02 * value + 0.3 * controls['c1']![i]! + 0.2 * controls['c3']![i]!;
    return fitted + 0.2 * own[cl[i]!]! + noise.normal();
  });
  return { ...controls, cl, x, y };
}

/** Four controls and 40 clusters. */
function boot(rows: number): Columns {
  const noise = new Noise(4);
  const controls = some('c', 4, () => noise.normals(rows));
  const cl = noise.integers(rows, 40);
  const [ofX, ofY] = [noise.normals(41), noise.normals(41)];
  const x = cl.map((own) => 0.5 * ofX[own]! + noise.normal());
  const y = x.map(
    (value, i) => 0.02 * value + 0.3 * controls['c1']![i]! + 0.3 * ofY[cl[i]!]! + noise.normal(),
  );
  return { ...controls, cl, x, y };
}

/** The data set of a name: ols1e6, hdfe_simple_1e6 (bal, diff), big, boot; throws for another. */
export function recipe(name: string): Columns {
  const [, set, rows] = /^(ols|hdfe_bal_|hdfe_simple_|hdfe_diff_)(\d+(?:e\d)?)$/.exec(name) ?? [];
  if (set === 'ols') return ols(Number(rows));
  if (set !== undefined) return twoEffects(set.split('_')[1] as Kind, Number(rows));
  if (name === 'big') return big(100_000);
  if (name === 'boot') return boot(10_000);
  throw new Error(`no recipe for ${name}`);
}
