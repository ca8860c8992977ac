/** What the check says of cells before anything runs is held against what the run makes of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyCells,
  type CellFacts,
  cellsInFile,
  cellsOf,
  missingness,
} from '../../../compiler/check/cells.ts';
import { conjunctsOf, narrowed } from '../../../compiler/check/narrowing.ts';
import type { ColumnFact, Sample } from '../../../compiler/check/scope.ts';
import { takeRows } from '../../../runtime/engines/memory/columns.ts';
import { condition, evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { schemaOf } from '../../../runtime/sources/table-schema.ts';
import { cells, expression, table } from '../data/fixtures.ts';

const panel = { unit: 'u', time: 't' };
const keys = panel;

interface World {
  readonly columns: ReadonlyMap<string, ColumnFact>;
  readonly sample: Sample;
}

function worldOf(data: Table): World {
  const { columns, rows, panel: found } = schemaOf([...data.columns.values()], data.rows, panel);
  if (found?.kind !== 'panel') throw new Error('a panel');
  return {
    columns: new Map(
      columns.map(({ name, type, levels, facts }) => [
        name,
        { name, type, levels, cells: cellsInFile(facts), made: null },
      ]),
    ),
    sample: { rows, units: found.units, panel: found, keys },
  };
}

const unknownRows: Sample = { rows: null, units: null, panel: null, keys };

/** Everything that is said of cells, against the cells. */
function holds(said: CellFacts, column: ReturnType<typeof evaluate>, data: Table): void {
  const values = cells(column);
  const present = values.filter((value) => value !== null);
  const missing = values.length - present.length;
  expect(missing).toBeGreaterThanOrEqual(said.missing[0]);
  expect(missing).toBeLessThanOrEqual(said.missing[1]);
  if (said.distinct !== null) expect(new Set(present).size).toBeLessThanOrEqual(said.distinct);
  if (said.varies) expect(new Set(present).size).toBeGreaterThan(1);
  for (const value of present) {
    if (!said.range || typeof value !== 'number') continue;
    expect(value).toBeGreaterThanOrEqual(said.range[0]);
    expect(value).toBeLessThanOrEqual(said.range[1]);
  }
  const keys = { unit: cells(data.columns.get('u')), time: cells(data.columns.get('t')) };
  for (const key of said.within) {
    const pairs = values.flatMap((value, row) => (value === null ? [] : [`${keys[key][row]} ${value}`]));
    expect(new Set(pairs).size).toBe(new Set(pairs.map((pair) => pair.split(' ')[0])).size);
  }
}

const cell = fc.oneof(
  { arbitrary: fc.integer({ min: -2, max: 3 }), weight: 5 },
  { arbitrary: fc.constant(null), weight: 1 },
);
const column = fc.array(cell, { minLength: 6, maxLength: 6 });
const data = fc
  .record({
    a: column,
    b: column,
    p: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ a, b, p }) =>
    table(
      {
        u: ['m', 'm', 'm', 'n', 'n', 'o'],
        t: [2001, 2002, 2004, 2001, 2002, 2001],
        g: [5, 5, 5, 6, 6, null],
        w: [8, 9, 7, 8, 9, 8],
        d: [1, 0, 1, 0, 1, 0],
        a,
        b,
        p,
      },
      panel,
    ),
  );

const { number, question } = fc.letrec<{ number: string; question: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('a', 'b', 'p', 'g', 'w', 'd', '0', '1', '2.5', 'missing'),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
      .map(([x, sign, y]) => `(${x} ${sign} ${y})`),
    fc
      .tuple(
        fc.constantFrom(
          ...['log', 'sqrt', 'exp', 'abs', 'floor', 'sign', 'mean', 'sum', 'sd', 'median', 'min', 'max'],
          ...['rank', 'lag', 'lead', 'diff', 'growth', '-'],
        ),
        tie('number'),
      )
      .map(([name, x]) => `${name}(${x})`),
    fc
      .tuple(fc.constantFrom('mean', 'min', 'sd', 'rank'), tie('number'), fc.constantFrom('u', 't', 'g', 'a'))
      .map(([name, x, by]) => `${name}(${x}, by=${by})`),
    fc
      .tuple(fc.constantFrom('coalesce', 'max', 'min'), tie('number'), tie('number'))
      .map(([name, x, y]) => `${name}(${x}, ${y})`),
    tie('number').map((x) => `cut(${x}, 0, 1, 3)`),
    tie('number').map((x) => `${x} ^ 2`.replace(/^(.*) \^/, '($1) ^')),
    fc.tuple(tie('question'), tie('number'), tie('number')).map(([q, x, y]) => `if(${q}, ${x}, ${y})`),
    tie('question'),
  ),
  question: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('d', 'a'),
    fc
      .tuple(tie('number'), fc.constantFrom('==', '<', '>=', '!='), tie('number'))
      .map(([x, sign, y]) => `(${x} ${sign} ${y})`),
    tie('number').map((x) => `(${x} in [0, 2])`),
    tie('number').map((x) => `(${x} in {1, 2})`),
    tie('number').map((x) => `is_missing(${x})`),
    tie('question').map((q) => `(not ${q})`),
    fc
      .tuple(tie('question'), fc.constantFrom('and', 'or'), tie('question'))
      .map(([p, sign, q]) => `(${p} ${sign} ${q})`),
  ),
}));

describe('what is said of an expression holds when it runs', () => {
  it('over the rows of the file', () => {
    fc.assert(
      fc.property(data, number, (rows, text) => {
        const tree = expression(text);
        holds(cellsOf(tree, worldOf(rows)), evaluate(tree, rows), rows);
      }),
      { numRuns: 1500 },
    );
  });

  it('after a filter, which narrows what is known', () => {
    fc.assert(
      fc.property(data, question, number, (rows, keep, text) => {
        const kept = expression(keep);
        const answers = condition(kept, rows);
        const left = Int32Array.from({ length: rows.rows }, (_, row) => row).filter(
          (row) => answers[row] === 1,
        );
        fc.pre(left.length > 0);
        const filtered = takeRows(rows, left);
        const { columns } = worldOf(rows);
        const facts = [...columns.values()].map((fact) => narrowed(fact, conjunctsOf(kept)));
        for (const fact of facts) {
          const present = cells(filtered.columns.get(fact.name)).filter((value) => value !== null);
          holds(fact.cells, filtered.columns.get(fact.name)!, filtered);
          if (fact.levels) expect(fact.levels).toEqual(expect.arrayContaining(present.map(String)));
        }
        const world = { columns: new Map(facts.map((fact) => [fact.name, fact])), sample: unknownRows };
        const tree = expression(text);
        holds(cellsOf(tree, world), evaluate(tree, filtered), filtered);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('what is known of missing cells', () => {
  const rows = table(
    {
      u: ['m', 'm', 'n', 'n'],
      t: [2001, 2002, 2001, 2002],
      x: [1, 2, 3, 4],
      z: [0, 1, 2, 3],
      s: [1, null, 3, null],
      q: ['p', 'q', null, 'p'],
    },
    panel,
  );
  const world = worldOf(rows);
  it.each([
    ['x', 'none'],
    ['s', 'certain'],
    ['q', 'certain'],
    ['x + 1', 'none'],
    ['x + s', 'certain'],
    ['log(x)', 'none'],
    ['log(z)', 'possible'],
    ['log(z + 1)', 'none'],
    ['log(s)', 'certain'],
    ['x / z', 'possible'],
    ['z / x', 'none'],
    ['x / 2', 'none'],
    ['lag(x)', 'certain'],
    ['lag(x, 0)', 'none'],
    ['diff(x)', 'certain'],
    ['cut(x, 1, 3)', 'possible'],
    ['coalesce(s, 0)', 'none'],
    ['coalesce(s, x)', 'none'],
    ['coalesce(s, log(z))', 'possible'],
    ['if(is_missing(s), 0, s)', 'possible'],
    ['is_missing(s)', 'none'],
    ['mean(x)', 'none'],
    ['mean(x, by=u)', 'none'],
    ['mean(s, by=u)', 'possible'],
    ['sd(x, by=u)', 'possible'],
    ['max(x, s)', 'certain'],
    ['x > 1 and z > 1', 'none'],
    ['x > 1 and s > 1', 'possible'],
    ['not x', 'possible'],
    ['missing', 'certain'],
    ["q == 'p'", 'certain'],
  ] as const)('%s: %s', (text, expected) => {
    expect(missingness(cellsOf(expression(text), world))).toBe(expected);
  });

  it('says nothing of what it does not know', () => {
    expect(missingness(anyCells)).toBe('possible');
    expect(missingness(cellsOf(expression('nobody + 1'), world))).toBe('possible');
  });
});
