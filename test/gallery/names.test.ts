/** Names that objects have by themselves are names as any others: nothing of them is lost, and nothing is found by them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { studyc } from './studyc.ts';

const text = `study: names
data: {file: data.csv}
defaults: {vcov: HC1}
analyses:
  toString: {regress: y ~ constructor}
  __proto__: {regress: y ~ __proto__}
  constructor: {describe: [__proto__, constructor], split: side}
claims:
  __proto__: {says: a, holds: __proto__.n == 29}
  constructor: {says: b, holds: toString.n == 30}
`;

it('are kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-'));
  try {
    const lines = Array.from({ length: 30 }, (_, i) =>
      [(i * 7) % 11, (i * 5) % 13, i === 3 ? '' : i, i % 2 === 0 ? '__proto__' : 'valueOf'].join(','),
    );
    writeFileSync(join(folder, 'study.yaml'), text);
    writeFileSync(join(folder, 'data.csv'), ['y,constructor,__proto__,side', ...lines, ''].join('\n'));
    expect(await studyc(['run', '--quiet', '--no-cache', '--format', 'md'], folder)).toEqual({
      status: 0,
      text: '',
    });
    const { analyses, claims } = JSON.parse(readFileSync(join(folder, 'out/results.json'), 'utf8'));
    expect(Object.keys(analyses)).toEqual(['toString', '__proto__', 'constructor']);
    const { models } = Object.entries(analyses).find(([id]) => id === '__proto__')![1] as {
      models: { sample: { missing: object } }[];
    };
    expect(Object.entries(models[0]!.sample.missing)).toEqual([
      ['y', 0],
      ['__proto__', 1],
    ]);
    expect(analyses.constructor.rows.map((row: { group: string }) => row.group)).toEqual([
      '__proto__',
      '__proto__',
      'valueOf',
      'valueOf',
    ]);
    expect(Object.entries(claims).map(([id, claim]) => [id, (claim as { holds: boolean }).holds])).toEqual([
      ['__proto__', true],
      ['constructor', true],
    ]);
    expect(readFileSync(join(folder, 'out/report.md'), 'utf8')).not.toMatch(/NaN|undefined|\[object|native/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
