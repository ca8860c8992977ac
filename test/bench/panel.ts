import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noise } from '../unit/numerics/fixture.ts';

/** A balanced panel of invented numbers as data.csv in a folder of its own: y on x, a, b, c, with effects of both keys. */
export function panelFolder(rows: number, units: number): string {
  const next = noise(1);
  const lines = ['unit,time,y,x,a,b,c'];
  const own = Array.from({ length: units }, next);
  for (let row = 0; row < rows; row += 1) {
    const unit = row % units;
    const time = Math.floor(row / units);
    const [x, a, b, c] = [next() + own[unit]!, next(), next(), next()];
    const y = 0.1 * x + 0.3 * a - 0.2 * b + own[unit]! + 0.05 * time + next();
    lines.push(
      `u${unit},${time},${y.toFixed(6)},${x.toFixed(6)},${a.toFixed(6)},${b.toFixed(6)},${c.toFixed(6)}`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'studyc-bench-'));
  writeFileSync(join(folder, 'data.csv'), `${lines.join('\n')}\n`);
  return folder;
}

/** A balanced panel as data.csv in a folder of its own: y1 and y2 on the given regressors, with effects of both keys. */
export function panelWith(rows: number, units: number, regressors: readonly string[]): string {
  const next = noise(2);
  const lines = [['unit', 'time', 'y1', 'y2', ...regressors].join(',')];
  const own = Array.from({ length: units }, next);
  for (let row = 0; row < rows; row += 1) {
    const unit = row % units;
    const time = Math.floor(row / units);
    const x = regressors.map(() => next() + 0.5 * own[unit]!);
    const common = x.reduce((sum, value, j) => sum + (value * (j - 4)) / 20, own[unit]! + 0.05 * time);
    const cells = [common + next(), common / 2 + next(), ...x].map((value) => value.toFixed(6));
    lines.push([unit, time, ...cells].join(','));
  }
  const folder = mkdtempSync(join(tmpdir(), 'studyc-bench-'));
  writeFileSync(join(folder, 'data.csv'), `${lines.join('\n')}\n`);
  return folder;
}
