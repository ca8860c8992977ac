import { power } from '../engines/memory/power.ts';
import { factorise } from '../linalg/qr.ts';
import { mean } from '../linalg/sums.ts';
import { type ModelTest, measure, noTest } from './diagnostic.ts';
import { type Slope, slopesOf } from './regressors.ts';

/**
 * Generalised variance inflation (Fox & Monette 1992), as car's vif: of one column 1 / (1 - R2) on the others; of a term
 * of several the same of determinants. `adjusted` is its 2 df-th root, which for one column is that of the standard
 * error; the statistic, and the mean, are of its square, which compares terms of any number of columns.
 */
export const vif: ModelTest = {
  declaration: {
    name: 'vif',
    doc: 'Variance inflation factors by term, generalised for terms of several columns; the statistic is the largest.',
    weights: true,
    terms: 2,
  },
  run: ({ model }) => {
    const slopes = slopesOf(model);
    const names = [...new Set(slopes.map((slope) => slope.term))];
    if (names.length < 2) return noTest('variance inflation needs two terms or more');
    const entries = names.map((name) => [name, inflation(slopes, name)] as const);
    const comparable = Float64Array.from(entries, ([, { adjusted }]) => adjusted ** 2);
    return {
      ...measure(Math.max(...comparable)),
      mean: mean(comparable),
      terms: Object.fromEntries(entries),
    };
  },
};

/** det of the term's own cross-products over that of what the other terms leave of them: squares of diagonals of R. */
function inflation(slopes: readonly Slope[], term: string): { vif: number; df: number; adjusted: number } {
  const own = slopes.filter((slope) => slope.term === term).map((slope) => slope.column);
  const others = slopes.filter((slope) => slope.term !== term).map((slope) => slope.column);
  const alone = diagonal(own, 0);
  const beside = diagonal([...others, ...own], others.length);
  const root = alone.reduce((product, length, i) => product * (length / beside[i]!), 1);
  const df = own.length;
  return { vif: root ** 2, df, adjusted: power(root, 1 / df) };
}

/** Lengths of the columns from `first` on, each less its projection on those before it. */
function diagonal(columns: readonly Float64Array[], first: number): readonly number[] {
  const { r, kept } = factorise(columns);
  const k = kept.length;
  return kept.flatMap((column, i) => (column >= first ? [Math.abs(r[i * k + i]!)] : []));
}
