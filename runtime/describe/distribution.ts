import { power } from '../engines/memory/power.ts';
import type { DistributionRecord } from '../results/results.ts';
import { moments } from './moments.ts';
import { percentile } from './percentile.ts';

/** Points at which a density is evaluated. */
const GRID = 128;
/** How far beyond the data the grid reaches, in bandwidths. */
const CUT = 3;
const FEWEST_BINS = 5;
const MOST_BINS = 40;

type Shape = Pick<DistributionRecord, 'bins' | 'density'>;

/**
 * What a figure of a variable's distribution draws, group by group: counts in bins that all groups share, and each
 * group's Gaussian kernel density. groups: finite values, ascending. Null where there is nothing to count, or no
 * spread to estimate a density from. Sources: Freedman & Diaconis (1981) for the width of bins, rounded up to 1, 2 or 5
 * times a power of ten; Silverman (1986), eq. 3.31, for the bandwidth; quartiles by type 7.
 */
export function shapesOf(groups: readonly Float64Array[]): readonly Shape[] {
  const pooled = Float64Array.from(groups.flatMap((values) => [...values])).sort();
  const place = binsOf(pooled);
  return groups.map((sorted) => ({ bins: place && counted(sorted, place), density: densityOf(sorted) }));
}

interface BinPlace {
  readonly from: number;
  readonly width: number;
  readonly count: number;
}

/** Where bins begin, how wide and how many they are; null without values, or where their range is no number. */
function binsOf(sorted: Float64Array): BinPlace | null {
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || !Number.isFinite(high - low)) return null;
  if (high === low) return { from: low - 0.5, width: 1, count: 1 };
  const spread = percentile(sorted, 0.75, 7) - percentile(sorted, 0.25, 7);
  const wanted = Math.ceil((high - low) / (2 * spread * power(sorted.length, -1 / 3)));
  const parts = Math.min(Math.max(Number.isFinite(wanted) ? wanted : MOST_BINS, FEWEST_BINS), MOST_BINS);
  const width = roundedUp((high - low) / parts);
  const from = Math.floor(low / width) * width;
  if (!(width > 0) || !Number.isFinite(from)) return null;
  return { from, width, count: Math.max(1, Math.ceil((high - from) / width)) };
}

/** The least of 1, 2 and 5 times a power of ten that is no smaller. */
function roundedUp(width: number): number {
  const magnitude = Number(`1e${Math.floor(Math.log10(width))}`);
  return (
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((one) => one >= width * (1 - 1e-9)) ??
    10 * magnitude
  );
}

/** Each bin holds its lower end, the last also its upper one. */
function counted(sorted: Float64Array, { from, width, count }: BinPlace): DistributionRecord['bins'] {
  const counts = new Array<number>(count).fill(0);
  for (const value of sorted) {
    const bin = Math.floor((value - from) / width);
    counts[Math.min(Math.max(bin, 0), count - 1)]! += 1;
  }
  return { from, width, counts };
}

/** 0.9 min(sd, IQR / 1.34) n^(-1/5); the sd alone where the IQR is zero. */
function bandwidthOf(sorted: Float64Array): number {
  if (sorted.length < 2) return 0;
  const sd = Math.sqrt(moments(sorted).variance);
  const spread = (percentile(sorted, 0.75, 7) - percentile(sorted, 0.25, 7)) / 1.34;
  return 0.9 * (spread > 0 ? Math.min(sd, spread) : sd) * power(sorted.length, -0.2);
}

function densityOf(sorted: Float64Array): DistributionRecord['density'] {
  const bandwidth = bandwidthOf(sorted);
  if (!(bandwidth > 0) || !Number.isFinite(bandwidth)) return null;
  const from = sorted[0]! - CUT * bandwidth;
  const to = sorted.at(-1)! + CUT * bandwidth;
  const scale = 1 / (sorted.length * bandwidth * Math.sqrt(2 * Math.PI));
  const values = Array.from({ length: GRID }, (_, i) => {
    const x = from + ((to - from) * i) / (GRID - 1);
    let sum = 0;
    for (const value of sorted) sum += Math.exp(-0.5 * ((x - value) / bandwidth) ** 2);
    return scale * sum;
  });
  return values.every(Number.isFinite) ? { bandwidth, from, to, values } : null;
}
