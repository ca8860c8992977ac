import { renamed } from '../engines/memory/columns.ts';
import { evaluate } from '../engines/memory/evaluate.ts';
import type { Note } from '../results/results.ts';
import { evaluationNotes } from './evaluation-notes.ts';
import { entriesOf, expressionOf } from './options.ts';
import { changedCells, missingCells, type PreparationStep, prepared, withColumns } from './step.ts';

/** New columns from expressions, computed in written order; one of an existing name replaces it, and says so. */
export const derive: PreparationStep = {
  declaration: {
    name: 'derive',
    doc: 'Computes columns from expressions, in written order; an entry may use those before it.',
    options: {
      type: 'object',
      description: 'Name of the column → expression.',
      minProperties: 1,
      propertyNames: { role: 'new-column' },
      additionalProperties: { type: ['string', 'number'], role: 'expression' },
    },
    needs: [],
    effect: 'adds',
  },
  run(table, options) {
    const entries = entriesOf(options);
    const changed: [string, number][] = [];
    const missing: [string, number][] = [];
    const notes: Note[] = [];
    const result = entries.reduce((now, [name, tree]) => {
      const events = evaluationNotes(name);
      const column = renamed(evaluate(expressionOf(tree), now, events.onEvent), name);
      const before = now.columns.get(name);
      if (before) changed.push([name, changedCells(before, column, now.rows)]);
      missing.push([name, missingCells(column, now.rows)]);
      for (const one of events.notes()) notes.push(one);
      return withColumns(now, [column]);
    }, table);
    const columns = entries.map(([name]) => name);
    return prepared('derive', result, { columns, changed, missing, notes });
  },
};
