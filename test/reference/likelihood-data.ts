/** Tables of the reference files of likelihood models, as their scripts prepare them. */
import { readFileSync } from 'node:fs';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { preparedPanel } from '../unit/numerics/fixture.ts';
import { flag, readCells, table } from './tables.ts';

/** Mortgage applications, with the 0/1 columns that the reference models use. */
export function hmda(): Table {
  const cells = readCells('hmda.csv');
  return table({
    ...cells,
    y: flag(cells, 'deny'),
    black: flag(cells, 'afam'),
    single1: flag(cells, 'single'),
    selfemp1: flag(cells, 'selfemp'),
    chistn: cells['chist']!,
    hi: flag(cells, 'phist'),
    w: flag(cells, 'deny').map((_, i) => 1 + ((i + 1) % 3)),
  });
}

/** Trips to a lake. */
export function recreation(): Table {
  const cells = readCells('recreation.csv');
  return table({ ...cells, ski1: flag(cells, 'ski'), fee: flag(cells, 'userfee') });
}

/** The prepared panel has ai_mentions as its logarithm plus one, scaled; the counts come from the complete file. */
export function agglomeration(): Table {
  const panel = preparedPanel();
  const lines = readFileSync(
    new URL('../../specs/agglomeration/data/agglomeration-complete.csv', import.meta.url),
    'utf8',
  )
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  const at = (name: string): number => lines[0]!.indexOf(name);
  const counts = new Map(
    lines.slice(1).map((row) => [`${row[at('city')]} ${row[at('year')]}`, Number(row[at('ai_mentions')])]),
  );
  const [city, year, outcome] = ['city', 'year', 'AGG'].map((name) => panel.columns.get(name)!);
  if (city?.kind !== 'text' || year?.kind !== 'number' || outcome?.kind !== 'number')
    throw new Error('columns');
  const values = Float64Array.from(
    city.codes,
    (code, i) => counts.get(`${city.levels[code]} ${year.values[i]}`)!,
  );
  const sorted = outcome.values.slice().sort();
  const median = (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
  const high = outcome.values.map((value) => Number(value > median));
  const columns = new Map(panel.columns);
  columns.set('ai_mentions', { kind: 'number', name: 'ai_mentions', values });
  const weights = values.map((_, i) => 1 + ((i + 1) % 7) / 3);
  columns.set('w', { kind: 'number', name: 'w', values: weights });
  columns.set('high', { kind: 'number', name: 'high', values: high });
  return { ...panel, columns };
}
