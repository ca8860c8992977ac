/**
 * `y ~ x1 + x2 + x3 + x4 | id + fe`, clustered by id, from columns in memory with ids as plain numbers to the record of
 * `estimate`: coding, the scan for missing cells, absorption, standard errors. Prints rows, kind of data, seconds, peak
 * memory, and how far coefficients lie from those of a solution iterated to the last digit.
 * Run: node --import tsx test/bench/fixed-effects.ts KIND ROWS [FOLDER] [REPETITIONS] [exact]. KIND: bal (balanced, ten
 * periods), simple (ids drawn freely), diff (firms near to one another in id). FOLDER holds raw columns, id.i32, fe.i32,
 * y.f64, x1.f64 …, little-endian; `-` or none: the columns are made here after the same recipe. Asserts nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Column, Table } from '../../runtime/engines/memory/table.ts';
import { estimateOn, specOf } from '../unit/numerics/fixture.ts';
import { exactCoefficients } from './exact-effects.ts';
import { type Columns, makeEffects } from './made-effects.ts';

const NAMES = ['y', 'x1', 'x2', 'x3', 'x4'];

const [kind = 'simple', rowsText = '1e6', folder = '-', repetitions = '3', exact] = process.argv.slice(2);
const rows = Number(rowsText);
const columns = folder === '-' ? makeEffects(kind, rows) : readColumns(folder);

function readColumns(from: string): Columns {
  const bytes = (file: string): ArrayBuffer => Uint8Array.from(readFileSync(join(from, file))).buffer;
  const ids = ['id', 'fe'].map(
    (name) => [name, Float64Array.from(new Int32Array(bytes(`${name}.i32`)))] as const,
  );
  const numbers = NAMES.map((name) => [name, new Float64Array(bytes(`${name}.f64`))] as const);
  return Object.fromEntries([...ids, ...numbers]);
}

const table: Table = {
  rows,
  columns: new Map(
    Object.entries(columns).map(([name, values]): [string, Column] => [
      name,
      { kind: 'number', name, values },
    ]),
  ),
  panel: null,
};
const spec = specOf('y ~ x1 + x2 + x3 + x4 | id + fe', {
  vcov: { type: 'cluster', by: ['id'] },
  conventions: 'fixest',
});
const loaded = Math.round(process.resourceUsage().maxRSS / 1024);

const seconds: number[] = [];
let estimates: readonly number[] = [];
let errors: readonly number[] = [];
for (let i = 0; i < Number(repetitions); i += 1) {
  // A table of its own each time, so that nothing kept for the one before is found again.
  const fresh: Table = { ...table, columns: new Map(table.columns) };
  const start = performance.now();
  const { record } = estimateOn(fresh, spec);
  seconds.push((performance.now() - start) / 1000);
  estimates = record.terms.map((term) => term.estimate!);
  errors = record.terms.map((term) => term.std_error!);
  if (record.notes.length > 0) console.log(JSON.stringify(record.notes));
}
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
const median = [...seconds].sort((a, b) => a - b)[Math.floor(seconds.length / 2)]!;
console.log(
  `${rows} rows, ${kind}: median ${median.toFixed(3)} s of ${seconds.map((s) => s.toFixed(3)).join(', ')}; peak ${peak} MB, ${loaded} MB with the data loaded; x1 ${estimates[0]} (${errors[0]})`,
);
if (exact === 'exact') {
  const expected = exactCoefficients(columns);
  const worst = Math.max(...expected.map((value, j) => Math.abs(value - estimates[j]!)));
  console.log(`  largest error of a coefficient: ${worst.toExponential(1)} (x1 exactly ${expected[0]})`);
}
