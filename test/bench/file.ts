/**
 * From a CSV of 10^6 rows to the coefficients of a table, whole process: `studyc run` of a study of one model with HC1. Run:
 * node --import tsx test/bench/file.ts [NAME] [RUNS], after `npm run build`. Prints the median and the most memory.
 */
import { copyFileSync, linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runChild } from './child.ts';
import { benchCsv } from './data.ts';
import { median, say } from './measurement.ts';

const [name = 'ols1e6', runs = '3'] = process.argv.slice(2);
const csv = benchCsv(name);
// Beside the data, where the file can have a second name.
const folder = mkdtempSync(join(dirname(csv), 'study-'));
try {
  linkSync(csv, join(folder, 'data.csv'));
} catch {
  copyFileSync(csv, join(folder, 'data.csv'));
}
writeFileSync(
  join(folder, 'study.yaml'),
  `study: file
data: {file: data.csv}
analyses:
  model: {regress: y ~ ${Array.from({ length: 10 }, (_, j) => `x${j + 1}`).join(' + ')}, vcov: HC1}
`,
);
const launcher = resolve(import.meta.dirname, '../../bin/studyc.cjs');
const args = [launcher, 'run', folder, '--no-cache', '--quiet', '--format', 'md'];
const times: number[] = [];
let peak: number | null = null;
for (let run = 0; run < Number(runs); run += 1) {
  const ran = await runChild({ command: process.execPath, args });
  times.push(ran.seconds);
  if (ran.peak_mb !== null) peak = Math.max(peak ?? 0, ran.peak_mb);
}
rmSync(folder, { recursive: true });
say({ name: `${name}.csv to coefficients, whole process`, seconds: median(times), peak_mb: peak });
