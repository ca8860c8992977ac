/** Models of a table that stays in DuckDB: what memory gives, to rounding, and twice the same bits. */
import { describe, expect, it } from 'vitest';
import type { EstimateRecord } from '../../../runtime/results/results.ts';
import type { StepOutputs } from '../../../runtime/steps/step.ts';
import { execute } from '../../../runtime/index.ts';
import { compileStudy, runOptions } from '../../study.ts';
import { hasDuckDb, inFolder } from './folder.ts';

function tableText(rows: number): string {
  const lines = ['firm,year,y,x,z,city,name'];
  let state = 4321;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  for (let row = 0; row < rows; row += 1) {
    const [x, z] = [1e4 + next() * 300, next() * 50];
    const y = 7 + 0.03 * x - 0.02 * z + 90 * next() * (1 + z / 20);
    const cells = [
      `f${row % 400}`,
      Math.floor(row / 400),
      y,
      next() < 0.05 ? 'NA' : x,
      next() < 0.03 ? '' : z,
    ];
    lines.push([...cells, `c${Math.floor(next() * 37)}`, next() < 0.5 ? 'a' : 'b'].join(','));
  }
  return `${lines.join('\n')}\n`;
}

const study = (data: string, analyses: readonly string[]): string =>
  [
    'study: sums',
    `data: {file: table.csv, panel: {unit: firm, time: year}${data}}`,
    'defaults: {vcov: iid}',
    'prepare:',
    '  - derive: {big: z > 25, lx: log(x)}',
    '  - filter: is_missing(z) or z > 1',
    'analyses:',
    ...analyses.map((analysis, i) => `  a${i}: ${analysis}`),
    '',
  ].join('\n');

const SUMS = ', engine: duckdb, sums: true';

async function recordsOf(folder: string, data: string, analyses: readonly string[]) {
  const plan = compileStudy(study(data, analyses), folder);
  const { outputs, failures } = await execute(plan, runOptions(folder));
  const records = plan.steps.flatMap(({ id, kind }): EstimateRecord[] =>
    kind === 'estimate' && outputs.has(id) ? [(outputs.get(id) as StepOutputs['estimate']).record] : [],
  );
  return { plan, outputs, records, failures };
}

/** Every number within a relative 1e-9 of the other, all else the same. */
function near(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const error = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-200);
    expect(error, `${path}: ${actual} for ${expected}`).toBeLessThan(1e-9);
  } else if (expected !== null && typeof expected === 'object') {
    expect(Object.keys(actual as object), path).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected))
      near((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
  } else expect(actual, path).toEqual(expected);
}

const models = [
  "{regress: ['y ~ x + z', 'y ~ x * z', 'y ~ 1', 'y ~ 0 + x + z', 'y ~ l(x) + I(z^2) + big']}",
  "{regress: ['y ~ x + z', 'log(y) ~ lx + sqrt(z)'], vcov: HC0}",
  "{regress: ['y ~ x + z + big'], vcov: HC1, where: \"z < 40 and name == 'a'\"}",
  '{regress: [y ~ x + z, y ~ z], vcov: {cluster: city}, common_sample: true}',
  '{regress: y ~ x + z, vcov: {cluster: firm}, conventions: fixest}',
  '{regress: y ~ x + z, vcov: HC1, hypotheses: {both: [x, z]}}',
];

describe.skipIf(!hasDuckDb)('models from sums', () => {
  it('are those of memory', async () => {
    await inFolder({ 'table.csv': tableText(3000) }, async (folder) => {
      const memory = await recordsOf(folder, '', models);
      const sums = await recordsOf(folder, SUMS, models);
      expect(sums.failures).toEqual([]);
      expect(memory.records).toHaveLength(12);
      near(sums.records, memory.records, 'records');
      const tests = [sums, memory].map(({ plan, outputs }) =>
        plan.steps.flatMap(({ id, kind }) => (kind === 'hypotheses' ? [outputs.get(id)] : [])),
      );
      near(tests[0], tests[1], 'hypotheses');
      expect(tests[0]).toHaveLength(1);
      for (const { id, kind } of sums.plan.steps) {
        if (kind === 'prepare')
          expect((sums.outputs.get(id) as StepOutputs['prepare']).table.columns.size).toBe(0);
      }
      const again = await recordsOf(folder, SUMS, models);
      expect(again.records).toEqual(sums.records);
    });
  });

  it('say where sums have no digits', async () => {
    const analyses = ['{regress: [y ~ x + twice, twice ~ x, y ~ one]}', '{regress: one ~ x}'];
    await inFolder({ 'table.csv': tableText(500) }, async (folder) => {
      const text = study(SUMS, analyses).replace('derive: {', 'derive: {twice: 2 * x, one: 1, ');
      const plan = compileStudy(text, folder);
      const { outputs } = await execute(plan, runOptions(folder));
      const notes = plan.steps
        .filter(({ kind }) => kind === 'estimate')
        .map(({ id }) => (outputs.get(id) as StepOutputs['estimate']).record.notes[0]);
      expect(notes.map((note) => [note?.code, note?.values?.['names']])).toEqual([
        ['sums-lose-digits', ['twice']],
        ['sums-lose-digits', ['twice']],
        ['sums-lose-digits', ['one']],
        ['constant-outcome', ['one']],
      ]);
    });
  });
});
