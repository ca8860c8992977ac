/** What a measurement of `test/bench` says: one line of JSON each, which `npm run bench` gathers beside those of the peers. */
export interface Measurement {
  /** What was done, on which rows: a row of the table asks for it by this name. */
  readonly name: string;
  /** Median of some runs, by the clock. */
  readonly seconds: number;
  /** The most memory that the process held so far; of a child, where the work is a process of its own. */
  readonly peak_mb: number | null;
  /** Largest relative error, where there is an exact result to compare with. */
  readonly error?: number;
}

/** The most memory of this process, in megabytes. */
export function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** Prints a measurement; its memory is this process's where none is given. */
export function say({
  peak_mb = peakMegabytes(),
  ...rest
}: Omit<Measurement, 'peak_mb'> & Partial<Measurement>): void {
  console.log(JSON.stringify({ ...rest, peak_mb }));
}

/** The middle of some times, the lower of two. */
export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)]!;
}

/** Median seconds of some runs. The first warms the compiler and is not counted, unless it is the only one. */
export async function medianSeconds(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const start = performance.now();
    await work();
    if (run > 0 || runs === 0) times.push((performance.now() - start) / 1000);
  }
  return median(times);
}
