import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../../runtime/design/build.ts';
import { reduce } from '../../../runtime/design/reduce.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import { tableOf } from '../numerics/fixture.ts';
import { modelsOf } from './reading.ts';

/**
 * Formulas from their text to the columns of a design, against R's model.matrix and fixest: columns.R made the data and
 * the expectations beside it. Rows used, columns estimated in order, columns left out as collinear; so reference levels
 * and the rank as well. What is R's own is by lm, which takes levels from the rows used, as this does: where missing
 * cells take every row of the first level, the next one is the reference.
 */
const read = (file: string): readonly string[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

const [header, ...lines] = read('columns.csv').map((line) => line.split(','));
const texts = new Set(['city', 'f', 'h']);
const cells = (name: string, j: number) =>
  lines.map((line) => (line[j] === '' ? null : texts.has(name) ? line[j]! : Number(line[j])));
const table = tableOf(Object.fromEntries(header!.map((name, j) => [name, cells(name, j)])), {
  unit: 'city',
  time: 'year',
});

const split = (joined: string | undefined): readonly string[] => (joined ? joined.split(';') : []);
const byR = new Map<string, string[][]>();
for (const line of read('columns.tsv').map((one) => one.split('\t'))) {
  byR.set(line[0]!, [...(byR.get(line[0]!) ?? []), line]);
}

function columnsOf(formula: string) {
  return modelsOf(formula).map((model) => {
    const spec = { where: [], complete: [], estimator: 'ols', vcov: { type: 'iid' } };
    const design = buildDesign(
      table,
      { ...spec, formula: model.formula, conventions: 'fixest', level: 0.95 },
      {
        evaluate: (expression) => evaluate(expression, table),
        levels: new Map(),
        dropSingletons: false,
        clusters: [],
      },
    );
    if ('kind' in design) throw new Error(design.note.message);
    const { kept } = reduce(design).factor;
    const left = design.names.filter((_, j) => !kept.includes(j));
    return { n: design.n, kept: kept.map((j) => design.names[j]!), left };
  });
}

describe('columns as in R and fixest', () => {
  it('covers the operators', () => expect(byR.size).toBeGreaterThan(120));

  it.each([...byR])('%s', (formula, models) => {
    const expected = models.map(([, , n, kept, left]) => ({
      n: Number(n),
      kept: split(kept),
      left: split(left),
    }));
    expect(columnsOf(formula)).toEqual(expected);
  });
});
