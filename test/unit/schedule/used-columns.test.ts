/** A step gives the same from the columns that it is said to use as from the whole table: no other can make it stale. */
import { describe, expect, it, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exampleStudies } from '../../../build/language/sections.ts';
import type { Plan, PlanStep } from '../../../compiler/plan/plan.ts';
import { duckDbSession } from '../../../runtime/engines/duckdb/session.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { execute } from '../../../runtime/index.ts';
import { pack } from '../../../runtime/schedule/plain-values.ts';
import { recordOf } from '../../../runtime/schedule/recall.ts';
import { usedColumns } from '../../../runtime/schedule/used-columns.ts';
import { versionOf } from '../../../runtime/schedule/table-version.ts';
import { stepRunners } from '../../../runtime/steps/index.ts';
import type { StepContext, StepOutputs, StepRunner } from '../../../runtime/steps/step.ts';
import { compileText, runOptions, studyFolder } from '../../study.ts';

/** All steps of a plan that make no table, once from whole tables and once from those that their keys speak of. */
async function bothWays(plan: Plan, folder: string): Promise<readonly [unknown, unknown]> {
  const { outputs } = await execute(plan, runOptions(folder));
  const later = plan.steps.filter(({ kind, id }) => kind !== 'read' && kind !== 'prepare' && outputs.has(id));
  const again: unknown[] = [];
  for (const step of later) {
    const run = stepRunners[step.kind] as StepRunner<typeof step.kind>;
    const context = contextOf(plan, folder, outputs, (id) =>
      narrowed((outputs.get(id) as StepOutputs['read']).table, step, plan),
    );
    again.push(pack(recordOf(step.kind, await run(step, context))));
  }
  const whole = later.map(({ id, kind }) =>
    pack(recordOf(kind, outputs.get(id) as StepOutputs[typeof kind])),
  );
  return [again, whole];
}

/** The keys of the panel, and what the step and the steps that it needs name. */
function narrowed(table: Table, step: PlanStep, plan: Plan): Table {
  const used = new Set(table.panel ? [table.panel.unit, table.panel.time] : []);
  const add = (one: PlanStep): void => {
    for (const name of usedColumns(one, [...table.columns.keys()])) used.add(name);
    for (const id of one.inputs) {
      const input = plan.steps.find((other) => other.id === id)!;
      if (input.kind !== 'read' && input.kind !== 'prepare') add(input);
    }
  };
  add(step);
  return { ...table, columns: new Map([...table.columns].filter(([name]) => used.has(name))) };
}

function contextOf(
  plan: Plan,
  folder: string,
  outputs: ReadonlyMap<string, unknown>,
  table: StepContext['table'],
): StepContext {
  const declared = plan.variables.filter(({ levels }) => levels.length > 0);
  return {
    plan,
    options: runOptions(folder),
    levels: new Map(declared.map(({ name, levels }) => [name, levels.map(({ value }) => value)])),
    input: ((id: string) => outputs.get(id)) as StepContext['input'],
    table,
    relation: () => null,
    duckdb: duckDbSession(),
    threads: [],
    remembered: (_id, _name, compute) => compute(),
    memos: { of: () => null },
    batches: { members: () => null, record: () => null },
  };
}

describe('what a step uses', () => {
  const docs = resolve(import.meta.dirname, '../../docs');
  const seed = readFileSync(join(studyFolder, 'study.yaml'), 'utf8');
  const studies = exampleStudies().map(({ title, text }) => [title, text, docs] as const);
  test.each([...studies, ['the seed study', seed, studyFolder] as const])('%s', async (_, text, folder) => {
    const { plan } = compileText(text, folder);
    const [again, whole] = await bothWays(plan!, folder);
    expect(again).toEqual(whole);
  });

  it('is what its parameters name, alone or within a text, and nothing that is only a part of a name', () => {
    const parameters = { by: ['city^year'], where: [{ name: 'x10' }], note: 'a.b', 'x(1)': 'x(1) + 2' };
    const step = { parameters } as unknown as PlanStep;
    const names = ['city', 'year', 'x1', 'x10', 'cit', 'x(1)', '城市'];
    expect(usedColumns(step, names)).toEqual(['city', 'year', 'x10', 'x(1)']);
  });
});

describe('the version of a column', () => {
  const number = (values: readonly number[]) => ({
    ...({ kind: 'number', name: 'x', values: Float64Array.from(values) } as const),
  });
  const table = (column: ReturnType<typeof number>): Table => ({
    ...{ rows: 3, columns: new Map([['x', column]]), panel: null },
  });
  const versionIn = (column: ReturnType<typeof number>, origin = 'a', most = 100) =>
    versionOf(table(column), origin, new Map(), most).columns[0]![1];

  it('is that of its cells to the last bit', () => {
    expect(versionIn(number([1, 2, Number.NaN]))).toBe(versionIn(number([1, 2, Number.NaN]), 'b'));
    expect(versionIn(number([1, 2, 0]))).not.toBe(versionIn(number([1, 2, -0])));
  });

  it('is that of its origin where the table is too large to be hashed, and that of the column it was handed on from', () => {
    expect(versionIn(number([1, 2, 3]), 'a', 2)).toBe(versionIn(number([4, 5, 6]), 'a', 2));
    expect(versionIn(number([1, 2, 3]), 'a', 2)).not.toBe(versionIn(number([1, 2, 3]), 'b', 2));
    const column = number([1, 2, 3]);
    expect(versionOf(table(column), 'a', new Map([[column, 'known']]), 2).columns).toEqual([['x', 'known']]);
  });
});
