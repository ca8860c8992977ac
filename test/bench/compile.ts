/**
 * Studies of many models, checked and lowered: does the time stay linear? Run: node --import tsx test/bench/compile.ts
 * [RUNS]. Prints, for each shape and size, the fastest time of reading the text and of check and lower together, and
 * the latter over that of the size before (linear is the ratio of the sizes); asserts nothing.
 */
import { compileValidators } from '../../build/schema.ts';
import { catalog } from '../../cli/catalog.ts';
import { compile, parse } from '../../compiler/index.ts';
import type { ColumnSchema, TableSchema } from '../../compiler/plan/catalog.ts';

const runs = Number(process.argv[2] ?? 5);
const sizes = [1000, 2000, 5000, 10_000];
const validators = compileValidators(catalog);

const names = Array.from({ length: 1000 }, (_, i) => `x${i}`);
const number = (name: string): ColumnSchema => ({
  name,
  type: 'number',
  levels: null,
  facts: { missing: 0, distinct: null, range: [-1, 1], numeric: 0, constantWithin: [] },
});
const groups = Array.from({ length: 10 }, (_, i) => `g${i}`);
const table: TableSchema = {
  rows: 10_000,
  columns: [{ name: 'group', type: 'text', levels: groups }, ...['y', 'z', ...names].map(number)],
};

const head = 'study: bench\ndata: {file: data.csv}\ndefaults: {vcov: HC1}\nanalyses:\n';
const count = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const inParts = (n: number, size: number): readonly number[] => count(n / size);

/** A study of n models. */
const shapes: Readonly<Record<string, (n: number) => string>> = {
  'analyses of one model': (n) =>
    count(n)
      .map((i) => `  a${i}: {regress: y ~ x${i % 1000} + z}\n`)
      .join(''),
  'a list of formulas': (n) =>
    `  a:\n    regress:\n${count(n)
      .map((i) => `      - y ~ x${i % 1000} + I(z + ${i})\n`)
      .join('')}`,
  'stepwise families of 1,000': (n) =>
    inParts(n, 1000)
      .map((i) => `  a${i}: {regress: "y ~ z + sw(${names.join(', ')})"}\n`)
      .join(''),
  'cumulative families of 20': (n) =>
    inParts(n, 20)
      .map((i) => `  a${i}: {regress: "y ~ z + csw(${names.slice(i % 900, (i % 900) + 20).join(', ')})"}\n`)
      .join(''),
  'groups of a split': (n) =>
    inParts(n, 100)
      .map((i) => `  a${i}: {regress: "y ~ z + sw(${names.slice(0, 10).join(', ')})", split: group}\n`)
      .join(''),
  'variants of a model': (n) =>
    `  base: {regress: y ~ z + x0}\n  v:\n    vary: base\n    variants:\n${count(n)
      .map((i) => `      v${i}: {replace: {x0: x${i % 1000}}, where: z > ${i}e-6}\n`)
      .join('')}`,
};

/** Fastest of some runs, in milliseconds: reading, then check and lower. */
function timed(text: string): readonly [number, number] {
  let [reading, compiling] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
    const read = performance.now();
    const { plan, diagnostics } = compile(draft, new Map([['data', table]]), '', catalog);
    const end = performance.now();
    if (!plan) throw new Error(diagnostics[0]?.message ?? 'no plan');
    reading = Math.min(reading, read - start);
    compiling = Math.min(compiling, end - read);
  }
  return [reading, compiling];
}

for (const [shape, study] of Object.entries(shapes)) {
  console.log(shape);
  let before: number | null = null;
  for (const size of sizes) {
    const [reading, compiling] = timed(head + study(size));
    const ratio = before === null ? '' : `  × ${(compiling / before).toFixed(1)}`;
    const figures = `read ${reading.toFixed(0).padStart(5)}  check and lower ${compiling.toFixed(0).padStart(5)} ms`;
    console.log(`  ${String(size).padStart(6)} models  ${figures}${ratio}`);
    before = compiling;
  }
}
