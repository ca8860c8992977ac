import { invariant } from '../../compiler/plan/invariant.ts';
import { renamed, tableOf } from '../engines/memory/columns.ts';
import type { Table } from '../engines/memory/table.ts';
import { entriesOf } from './options.ts';
import { type PreparationStep, preparationFailure, prepared } from './step.ts';

/** Gives columns other names, all at once, so that two may exchange theirs. The keys of the panel go with it. */
export const rename: PreparationStep = {
  declaration: {
    name: 'rename',
    doc: 'Gives columns other names.',
    options: {
      type: 'object',
      description: 'Present name → new name.',
      minProperties: 1,
      propertyNames: { role: 'column' },
      additionalProperties: { type: 'string', role: 'new-column' },
    },
    needs: [],
    effect: 'renames',
  },
  run(table, options) {
    const names = new Map(entriesOf(options).map(([from, to]) => [from, newName(to)]));
    for (const from of names.keys()) invariant(table.columns.has(from), `a column ${from}`);
    const all = [...table.columns.keys()].map((name) => names.get(name) ?? name);
    const twice = all.find((name, index) => all.indexOf(name) < index);
    if (twice !== undefined) {
      return preparationFailure(
        'rename-clash',
        `after rename, two columns would be named ${twice}`,
        'choose another name, or rename the other column too',
      );
    }
    return prepared('rename', withNames(table, names), { columns: [...names.values()] });
  },
};

function newName(value: unknown): string {
  invariant(typeof value === 'string', 'a name to rename to');
  return value;
}

function withNames(table: Table, names: ReadonlyMap<string, string>): Table {
  const now = (name: string): string => names.get(name) ?? name;
  const columns = [...table.columns.values()].map((column) => renamed(column, now(column.name)));
  const panel = table.panel && { unit: now(table.panel.unit), time: now(table.panel.time) };
  return tableOf(table.rows, columns, panel);
}
