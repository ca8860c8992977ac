/** Columns of numbers by name, n each. */
export type Columns = Readonly<Record<string, Float64Array>>;

/**
 * Made-up rows with two effects, after the recipe of the benchmark's generator in R (its numbers are not R's). bal: n / 10
 * units in ten periods; simple: n / 20 ids and root of n others, drawn freely; diff: n / 20 ids whose n / 160 firms lie
 * near to one another in the order of ids, so that effects are weakly connected.
 */
export function makeEffects(kind: string, n: number): Columns {
  const random = uniforms(1);
  const normal = (): number => {
    let total = -6;
    for (let i = 0; i < 12; i += 1) total += random();
    return total;
  };
  const draw = (count: number): number => 1 + Math.floor(random() * count);
  const id = new Float64Array(n);
  const fe = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    id[i] = kind === 'bal' ? 1 + Math.floor(i / 10) : draw(n / 20);
    fe[i] = kind === 'bal' ? 1 + (i % 10) : draw(Math.floor(Math.sqrt(n)));
    if (kind === 'diff') {
      fe[i] = Math.min(draw(21) - 1 + Math.max(1, Math.floor(id[i]! / 8) - 10), Math.round(n / 160));
    }
  }
  const ofId = Float64Array.from({ length: n / (kind === 'bal' ? 10 : 20) + 1 }, normal);
  const ofFe = Float64Array.from({ length: n + 1 }, normal);
  const x = [1, 2, 3, 4].map(() => id.map((unit, i) => normal() + 0.3 * ofId[unit]! + 0.2 * ofFe[fe[i]!]!));
  const y = id.map((unit, i) => {
    const [a, b, c, d] = x.map((column) => column[i]!);
    return 0.1 * a! + 0.2 * b! - 0.3 * c! + 0.4 * d! + ofId[unit]! + ofFe[fe[i]!]! + normal();
  });
  return { id, fe, y, x1: x[0]!, x2: x[1]!, x3: x[2]!, x4: x[3]! };
}

/** Uniform numbers of a generator of 32 bits (Marsaglia 2003, xorshift). */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
