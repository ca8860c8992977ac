/**
 * A study gives the same results, to the last bit, whether its table is prepared in memory or by DuckDB: every function
 * and operator of the language, every verb that DuckDB has, and models on what they make.
 */
import { describe, expect, it } from 'vitest';
import { engines } from '../../../runtime/engines/index.ts';
import { assemble } from '../../../runtime/assemble.ts';
import { execute } from '../../../runtime/index.ts';
import type { StepOutputs } from '../../../runtime/steps/step.ts';
import { compileStudy, runOptions } from '../../study.ts';
import { hasDuckDb, inFolder } from './folder.ts';

/** 60 firms over eight years with gaps, missing cells, zeros, negative numbers, texts and days. */
function panelText(): string {
  const lines = ['firm,year,x,z,name,day,group'];
  let state = 12345;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  for (let firm = 1; firm <= 60; firm += 1) {
    for (let year = 2010; year < 2018; year += 1) {
      if (next() < 0.1) continue;
      const x =
        next() < 0.08 ? 'NA' : next() < 0.05 ? '0' : String((next() - 0.3) * 10 ** Math.floor(next() * 6));
      const z = next() < 0.05 ? '' : (next() * 8).toFixed(2);
      const name =
        next() < 0.06 ? '.' : ['Ä b', 'zeta', 'alpha', '"é, ""q"""', '𝒳', '\uFFFD'][Math.floor(next() * 6)]!;
      const day = next() < 0.1 ? '' : `2020-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 10)}`;
      lines.push([`f${firm}`, year, x, z, name, day, Math.floor(next() * 4)].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

const study = (engine: string, steps: readonly string[], analyses: readonly string[]): string =>
  [
    'study: same',
    `data: {file: panel.csv, engine: ${engine}, columns: {day: date}, panel: {unit: firm, time: year}}`,
    'defaults: {vcov: HC1}',
    'prepare:',
    ...steps.map((step) => `  - ${step}`),
    'analyses:',
    ...analyses.map((analysis) => `  ${analysis}`),
    '',
  ].join('\n');

async function resultsOf(folder: string, text: string) {
  const plan = compileStudy(text, folder);
  const { outputs, failures } = await execute(plan, runOptions(folder));
  const results = assemble(plan, outputs as never, '0.0.0');
  const table = (outputs.get(plan.table) as StepOutputs['prepare'] | undefined)?.table;
  const steps = failures.map(({ span: _, ...rest }) => rest);
  return { results: { ...results, spec: null }, failures: steps, table };
}

async function compare(steps: readonly string[], analyses: readonly string[]) {
  await inFolder({ 'panel.csv': panelText() }, async (folder) => {
    const memory = await resultsOf(folder, study('memory', steps, analyses));
    const duckdb = await resultsOf(folder, study('duckdb', steps, analyses));
    expect(memory.failures).toEqual([]);
    expect(duckdb.results).toEqual(memory.results);
    expect(duckdb.failures).toEqual([]);
    const made = [...duckdb.table!.columns];
    expect(made.length).toBeGreaterThan(2);
    for (const [name, column] of made) expect(column, name).toEqual(memory.table!.columns.get(name));
  });
}

const expressions = [
  ...[
    'log(x)',
    'exp(x)',
    'sqrt(x)',
    'abs(x)',
    'floor(x)',
    'ceil(x)',
    'sign(x)',
    'round(x)',
    'round(x, digits=-2)',
  ],
  ...[
    'round(x / 3, 4)',
    'x + z',
    'x - z * 2',
    'x / z',
    '1 / x',
    'z ^ 2',
    'z ^ 0.3',
    'x ^ -2',
    '(-2) ^ z',
    '-x',
    '+x',
  ],
  ...[
    'x == 0',
    'x != z',
    'x < z',
    'x <= 0',
    'x > z',
    'x >= z',
    'x in [0, 10]',
    'z in [x, 100]',
    'group in {1, 3}',
  ],
  ...[
    "name in {'zeta', 'Ä b'}",
    "name == 'zeta'",
    "name > 'alpha'",
    'name <= \'é, "q"\'',
    "day > '2020-05-15'",
  ],
  ...['x > 0 and z > 4', 'x > 0 or z > 4', 'not (x > 0)', 'x or z', "day in {'2020-03-11', '2020-04-12'}"],
  ...[
    'if(x > 0, log(x), missing)',
    'if(z > 4, log(x), exp(x))',
    "if(x > 0, name, 'none')",
    'coalesce(x, z, 0)',
  ],
  ...[
    'coalesce(log(x), 1 / x)',
    'is_missing(x)',
    'is_missing(name)',
    'if(x, 1, 2)',
    "coalesce(name, 'none')",
  ],
  ...[
    'lag(x)',
    'lag(x, k=2)',
    'lead(z)',
    'lag(name)',
    'lag(day)',
    'diff(z)',
    'diff(x, k=3)',
    'growth(z)',
    'growth(x)',
  ],
  ...[
    'mean(x)',
    'mean(x, by=firm)',
    'sum(x, by=year)',
    'sum(exp(x))',
    'sd(x, by=firm)',
    'sd(z)',
    'mean(z, by=name)',
  ],
  ...[
    'median(x, by=firm)',
    'median(z)',
    'min(x, by=firm)',
    'max(z)',
    'max(x, z)',
    'min(x, z, 1)',
    'max(day, by=firm)',
  ],
  ...[
    'rank(x)',
    'rank(z, by=year)',
    'rank(x, by=name)',
    'cut(z, 1, 3, 5.5, 7)',
    'cut(x, 0, z, 9)',
    'mean(x > 0)',
  ],
  ...[
    'mean(log(lag(x) + z), by=group) - x',
    'exp(800 * z)',
    'x * 1e308 / 1e308',
    'sum(x * 1e306, by=firm)',
    '1 + 2',
  ],
  ...['lag(mean(x, by=year))', "if(name == 'zeta', mean(x, by=firm), z)", 'name', 'day', 'missing'],
];

describe.skipIf(!hasDuckDb)('derive in DuckDB', () => {
  it('gives what memory gives, of every function and operator', async () => {
    const derive = (from: number): string => {
      const part = expressions.slice(from, from + 24);
      const entries = part.map((text, i) => `      e${from + i}: '${text.replaceAll("'", "''")}'`);
      return `derive:\n${entries.join('\n')}`;
    };
    const steps = expressions.flatMap((_, i) => (i % 24 === 0 ? [derive(i)] : []));
    const named = expressions.map((_, i) => `is_missing(e${i})`).join(' or ');
    await compare(steps, [`d: {regress: x ~ z, where: ${named}}`]);
  });

  it('covers every function that the engine declares', () => {
    for (const name of engines[0]!.functions) expect(expressions.join(' '), name).toContain(`${name}(`);
  });
});

describe.skipIf(!hasDuckDb)('steps and models', () => {
  it('give what memory gives', async () => {
    await compare(
      [
        'derive: {lx: log(x), x: x * 2, big: x > 50}',
        'filter: "z > 0.5 and (is_missing(x) or x > -1e4)"',
        'rename: {group: kind, firm: id}',
        'derive: {l: lag(lx), m: "mean(z, by=id)", label: "if(big, name, \'small\')"}',
        'drop_missing: {columns: [lx, name]}',
        'filter: "l > -100 or kind == 1"',
      ],
      [
        "a: {regress: ['lx ~ z', 'lx ~ z + name', 'lx ~ z + m + l(z, 1) | id', 'lx ~ z + factor(kind) | id + year'], vcov: {cluster: id}}",
        'b: {regress: z ~ lx + label, where: "day > \'2020-03-01\'", split: kind}',
        'c: {describe: [lx, z, m, x]}',
        'd: {correlate: [lx, z, m]}',
      ],
    );
  });

  it('fail as they fail in memory', async () => {
    await inFolder({ 'panel.csv': panelText() }, async (folder) => {
      for (const step of ['filter: x > 1e30', 'drop_missing: {columns: [none]}']) {
        const steps = ['derive: {none: missing}', step];
        const memory = await resultsOf(folder, study('memory', steps, ['a: {regress: x ~ z}']));
        const duckdb = await resultsOf(folder, study('duckdb', steps, ['a: {regress: x ~ z}']));
        expect(memory.failures.map(({ code }) => code)).toEqual(['no-rows']);
        expect(duckdb.failures).toEqual(memory.failures);
      }
    });
  });
});
