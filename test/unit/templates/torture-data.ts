/**
 * The data of the torture study, made by a linear congruential generator: the same on every machine and in every run.
 * 60 units over 10 years in five groups, 59 regressors x01…x59, three outcomes, and numbers of extreme size.
 */

const UNITS = 60;
const YEARS = 10;
export const REGRESSORS = 59;
export const GROUPS = ['a', 'b', 'c', 'd', 'e'] as const;

/** Names of the regressors: `x01` to `x59`. */
export const regressors: readonly string[] = Array.from(
  { length: REGRESSORS },
  (_, i) => `x${String(i + 1).padStart(2, '0')}`,
);

/** Factors of size: some regressors are huge, so that their coefficients are tiny, and the other way round. */
const scales: Readonly<Record<number, number>> = { 6: 1e9, 7: 1e-9, 8: 1e12, 9: 1e-6, 20: 12345.678 };

/** Numerical Recipes' generator of 32 bits; uniform on [0, 1). */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The file as text, one row a unit and year; every 37th cell of the regressors from x50 on is empty. */
export function tortureCsv(): string {
  const next = uniforms(20241220);
  const normal = (): number => next() + next() + next() + next() + next() + next() - 3;
  const header = ['unit', 'year', 'group', 'y1', 'y2', 'y3', 'huge', 'tiny', 'whole', ...regressors];
  const rows = Array.from({ length: UNITS * YEARS }, (_, i) => {
    const unit = Math.floor(i / YEARS);
    const xs = regressors.map((_name, j) => (scales[j] ?? 1) * (normal() + j / 10));
    const signal = xs.reduce((sum, x, j) => sum + (j % 4 === 0 ? (0.3 * x) / (scales[j] ?? 1) : 0), 0);
    const outcomes = [signal + normal(), 1e4 * (signal + 2 * normal()), 1e-5 * (normal() - signal)];
    const extremes = [1e300 * (next() - 0.5), 1e-9 * next(), Math.floor(next() * 1e12)];
    const cells = xs.map((x, j) => (j >= 50 && (i + j) % 37 === 0 ? '' : String(x)));
    return [
      `u${String(unit + 1).padStart(2, '0')}`,
      2010 + (i % YEARS),
      GROUPS[unit % GROUPS.length],
      ...outcomes,
      ...extremes,
      ...cells,
    ];
  });
  return `${[header, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}
