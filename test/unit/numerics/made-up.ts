import type { Table } from '../../../runtime/engines/memory/table.ts';
import type { Estimated } from '../../../runtime/estimators/estimate.ts';
import { noise, tableOf } from './fixture.ts';

export interface Cells {
  readonly [column: string]: readonly (number | string)[];
}

/** A panel of 12 units over 8 times in which rows are missing; in `split` panels units and times fall into two components. */
export function cells(seed: number, split = false): Cells {
  const next = noise(seed);
  const rows: [number, number][] = [];
  for (let unit = 0; unit < 12; unit += 1) {
    for (let time = 0; time < 8; time += 1) {
      const far = split && unit >= 6;
      if (next() > -0.9 || time < 2) rows.push([unit, far ? time + 8 : time]);
    }
  }
  return columnsOf(rows, next);
}

/** The same without a row missing, over `times` periods. */
export function balancedCells(seed: number, times: number): Cells {
  const rows = Array.from({ length: 12 * times }, (_, i): [number, number] => [
    Math.floor(i / times),
    i % times,
  ]);
  return columnsOf(rows, noise(seed));
}

function columnsOf(rows: readonly (readonly [unit: number, time: number])[], next: () => number): Cells {
  const x = rows.map(([unit]) => next() + unit / 6);
  const w = rows.map(([, time], i) => next() + 0.5 * x[i]! + (time % 8) / 4);
  const y = rows.map(([unit, time], i) => x[i]! - 0.7 * w[i]! + Math.sin(unit) + Math.cos(time) + next());
  return {
    y,
    x,
    w,
    unit: rows.map(([unit]) => unit),
    time: rows.map(([, time]) => time),
    g: rows.map(([unit]) => `g${unit % 5}`),
    half: rows.map(([, time]) => time % 2),
    third: rows.map(([unit, time]) => (3 * unit + time) % 4),
    weight: rows.map(([unit, time]) => 1 + ((5 * unit + 3 * time) % 7) / 3),
    row: rows.map((_, i) => i),
  };
}

export const panelOf = (seed: number, split = false): Table => tableOf(cells(seed, split));

/** Estimate and standard error of a term; the estimate in units of the standard error. */
export function numbers(estimation: Estimated, term: string): readonly number[] {
  const found = estimation.record.terms.find((row) => row.term === term)!;
  return [found.statistic!, found.std_error!];
}
