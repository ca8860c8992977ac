import { type Moments, moments } from './moments.ts';
import { type PercentileType, percentile } from './percentile.ts';

/** The cells of one variable over the rows that are described. What several statistics need is computed once. */
export interface Sample {
  /** Ascending, none missing. */
  readonly sorted: Float64Array;
  readonly missing: number;
  readonly moments: Moments;
  readonly percentile: PercentileType;
}

export interface DescriptiveStatistic {
  readonly name: string;
  readonly doc: string;
  /** NaN where the statistic does not exist. */
  readonly compute: (sample: Sample) => number;
}

const basic: readonly DescriptiveStatistic[] = [
  { name: 'n', doc: 'Number of cells that hold a value', compute: (s) => s.sorted.length },
  { name: 'missing', doc: 'Number of cells that hold none', compute: (s) => s.missing },
  { name: 'mean', doc: 'Arithmetic mean', compute: (s) => s.moments.mean },
  { name: 'sd', doc: 'Standard deviation, divisor n - 1', compute: (s) => Math.sqrt(s.moments.variance) },
  { name: 'variance', doc: 'Variance, divisor n - 1', compute: (s) => s.moments.variance },
  { name: 'min', doc: 'Smallest value', compute: (s) => s.sorted[0] ?? Number.NaN },
  { name: 'max', doc: 'Largest value', compute: (s) => s.sorted[s.sorted.length - 1] ?? Number.NaN },
  { name: 'median', doc: 'Median', compute: (s) => percentile(s.sorted, 0.5, s.percentile) },
  {
    name: 'skewness',
    doc: 'Skewness m3 / m2^1.5, moments with divisor n',
    compute: (s) => s.moments.skewness,
  },
  { name: 'kurtosis', doc: 'Kurtosis m4 / m2^2 (3 for a normal)', compute: (s) => s.moments.kurtosis },
];

const percentiles: readonly DescriptiveStatistic[] = Array.from({ length: 99 }, (_, i) => ({
  name: `p${i + 1}`,
  doc: `Percentile ${i + 1}, as the conventions define it (type 7, or type 2 under Stata profiles)`,
  compute: (s) => percentile(s.sorted, (i + 1) / 100, s.percentile),
}));

/** Every statistic of `describe`, for the runtime and, by name and doc, for the catalog. */
export const descriptiveStatistics: readonly DescriptiveStatistic[] = [...basic, ...percentiles];

const byName = new Map(descriptiveStatistics.map((statistic) => [statistic.name, statistic]));

export function findStatistic(name: string): DescriptiveStatistic | undefined {
  return byName.get(name);
}

/** values: missing ones are NaN. */
export function sampleOf(values: Float64Array, type: PercentileType): Sample {
  const present = values.filter((value) => !Number.isNaN(value));
  return {
    sorted: present.slice().sort(),
    missing: values.length - present.length,
    moments: moments(present),
    percentile: type,
  };
}
