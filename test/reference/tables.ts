import { readFileSync } from 'node:fs';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { tableOf } from '../unit/numerics/fixture.ts';

export type Cells = Record<string, (number | string | null)[]>;

/** Columns of a comma-separated file in this folder: numbers where every cell is one or is empty, else text. */
export function readCells(file: string): Cells {
  const text = readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  const header = rows[0]!;
  return Object.fromEntries(
    header.map((name, j) => {
      const cells = rows.slice(1).map((row) => row[j]!);
      const numeric = cells.every((cell) => cell === '' || Number.isFinite(Number(cell)));
      return [name, cells.map((cell) => (cell === '' ? null : numeric ? Number(cell) : cell))];
    }),
  );
}

/** 1 where a text column has the value, else 0. */
export function flag(cells: Cells, name: string, value = 'yes'): number[] {
  return cells[name]!.map((cell) => Number(cell === value));
}

export function table(cells: Cells, panel: Table['panel'] = null): Table {
  return tableOf(cells, panel);
}
