/**
 * How fast a csv file is read: `node --import tsx test/bench/csv.ts FILE [COLUMN …]`. Without columns all are read and
 * described, as the check of a study that mentions each does; with some, those alone are kept. Without a file, one of
 * 200,000 rows is made below the system's temporary folder.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { csv } from '../../runtime/sources/csv.ts';
import { describeFile } from '../../runtime/sources/describe-file.ts';
import { isSourceFailure } from '../../runtime/sources/failure.ts';

const [given, ...columns] = process.argv.slice(2);
const made = given === undefined ? mkdtempSync(join(tmpdir(), 'csv-bench-')) : null;
const path = given ?? join(made!, 'rows.csv');
if (made !== null) writeFileSync(path, madeRows(200_000));
for (let run = 1; run <= 3; run += 1) console.log(`run ${run}: ${measured()}`);
if (made !== null) rmSync(made, { recursive: true, force: true });

function measured(): string {
  const start = performance.now();
  const found = describeFile(
    csv,
    dirname(path),
    {
      file: basename(path),
      format: 'csv',
      options: {},
      panel: null,
      mentions: (name) => columns.length === 0 || columns.includes(name),
    },
    false,
  );
  if (isSourceFailure(found)) throw new Error(found.message);
  const seconds = (performance.now() - start) / 1000;
  const megabytes = statSync(path).size / 1e6;
  const peak = process.resourceUsage().maxRSS / 1024;
  return [
    `${megabytes.toFixed(0)} MB, ${found.held.rows} rows, ${found.held.columns.size} columns kept`,
    `${seconds.toFixed(2)} s, ${(megabytes / seconds).toFixed(0)} MB/s, peak ${peak.toFixed(0)} MB`,
  ].join('; ');
}

/** Five columns of fractions, one of whole numbers, one of words; the same at every run. */
function madeRows(rows: number): string {
  const lines = ['a,b,c,d,e,year,city'];
  for (let row = 1; row <= rows; row += 1) {
    const fractions = [1, 2, 3, 4, 5].map((k) => (((row * k * 7919) % 10_007) / 9973).toFixed(14));
    lines.push(`${fractions.join(',')},${2000 + (row % 20)},city ${row % 300}`);
  }
  return `${lines.join('\n')}\n`;
}
