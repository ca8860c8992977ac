import type { StepCache } from './recall.ts';

/** One of the steps that are computed together. */
export interface Part {
  readonly id: string;
  readonly record: unknown;
  /** Milliseconds. */
  readonly took: number;
}

/** Reads and writes what a cache holds, slow steps at once and quick ones when the run is over. */
export interface Keeper {
  /** The record of a step, or those of `steps` steps that are computed together; null where none is kept. */
  readonly find: (key: string, steps?: number) => unknown;
  readonly keep: (key: string, record: unknown, took: number) => void;
  /** Keeps the records of steps that are computed together, in their order, once the last of them is there. */
  readonly keepPart: (key: string, members: readonly string[], part: Part) => void;
  /** What is no step by itself is not counted, and where it is quick it is not kept. */
  readonly peek: (key: string) => unknown;
  readonly remember: (key: string, value: unknown, took: number) => void;
  readonly settle: () => void;
}

export function keeperOf(cache: StepCache): Keeper {
  const quick: { key: string; value: unknown; steps: number }[] = [];
  const found = new Set<string>();
  const parts = new Map<string, Map<string, Part>>();
  let kept = 0;
  const count = (steps: number): void => {
    kept += steps;
    if (steps > 0) cache.onKept?.(kept);
  };
  const put = (key: string, value: unknown, took: number, steps: number): void => {
    if (found.has(key)) return;
    if (took < cache.atOnceFrom) quick.push({ key, value, steps });
    else if (cache.write(key, value)) count(steps);
  };
  const peek = (key: string): unknown => cache.read(key)?.value ?? null;
  return {
    find(key, steps = 1) {
      const value = peek(key);
      if (value === null) return null;
      found.add(key);
      count(steps);
      return value;
    },
    keep: (key, record, took) => put(key, record, took, 1),
    keepPart(key, members, part) {
      const all = parts.get(key) ?? new Map<string, Part>();
      parts.set(key, all.set(part.id, part));
      if (all.size < members.length) return;
      const took = [...all.values()].reduce((sum, one) => sum + one.took, 0);
      const records = members.map((id) => all.get(id)!.record);
      put(key, records, took, members.length);
    },
    peek,
    remember(key, value, took) {
      if (took >= cache.atOnceFrom) cache.write(key, value);
    },
    settle() {
      for (const { key, value, steps } of quick.splice(0)) if (cache.write(key, value)) count(steps);
    },
  };
}
