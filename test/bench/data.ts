/**
 * Data of the measurements, in a folder that peers read too: STUDYC_BENCH_DATA, by default below the system's temporary
 * folder. `data.R` fills it; what is there is used again.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { type Columns, recipe } from './recipe.ts';

export const dataFolder = process.env['STUDYC_BENCH_DATA'] ?? join(tmpdir(), 'studyc-bench');

/** A data set by its name (ols1e6, hdfe_simple_1e6, big, boot): the raw columns of `data.R`, else those of the recipe. */
export function benchTable(name: string): Table {
  const folder = join(dataFolder, name);
  if (!existsSync(folder)) return tableFrom(recipe(name));
  const columns = readdirSync(folder).map(
    (file) => [file.slice(0, -4), columnOf(join(folder, file))] as const,
  );
  return tableFrom(Object.fromEntries(columns));
}

/** NAME.f64 holds doubles, NAME.i32 integers, little-endian. */
function columnOf(file: string): Float64Array {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  if (file.endsWith('.i32')) return Float64Array.from(new Int32Array(buffer, byteOffset, byteLength / 4));
  return new Float64Array(buffer, byteOffset, byteLength / 8);
}

function tableFrom(columns: Columns): Table {
  const entries = Object.entries(columns).map(
    ([name, values]) => [name, { kind: 'number', name, values }] as const,
  );
  return { rows: entries[0]![1].values.length, columns: new Map(entries), panel: null };
}

const PIECE = 100_000;

/** The file NAME.csv of a data set, written from the recipe where it is not there yet. */
export function benchCsv(name: string): string {
  const file = join(dataFolder, `${name}.csv`);
  if (existsSync(file)) return file;
  mkdirSync(dataFolder, { recursive: true });
  const columns = Object.entries(recipe(name));
  writeFileSync(file, `${columns.map(([column]) => column).join(',')}\n`);
  const rows = columns[0]![1].length;
  for (let from = 0; from < rows; from += PIECE) {
    const lines = Array.from({ length: Math.min(PIECE, rows - from) }, (_, i) =>
      columns.map(([, values]) => values[from + i]!).join(','),
    );
    appendFileSync(file, `${lines.join('\n')}\n`);
  }
  return file;
}
