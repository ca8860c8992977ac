import { takeRows } from '../engines/memory/columns.ts';
import { condition } from '../engines/memory/evaluate.ts';
import { TRUE, UNDECIDED } from '../engines/memory/logic.ts';
import { namesIn } from '../engines/memory/walk.ts';
import { evaluationNotes } from './evaluation-notes.ts';
import { expressionOf } from './options.ts';
import { type PreparationStep, preparationFailure, prepared } from './step.ts';

/** Keeps the rows where a condition is 1; those where it is missing go too, and are counted apart. */
export const filter: PreparationStep = {
  declaration: {
    name: 'filter',
    doc: 'Keeps the rows where a condition is 1.',
    options: { type: 'string', role: 'condition', description: 'The condition that a row must meet.' },
    needs: [],
    effect: 'rows',
  },
  run(table, options) {
    const tree = expressionOf(options);
    const events = evaluationNotes('filter');
    const state = condition(tree, table, events.onEvent);
    const rows = Int32Array.from(state.keys()).filter((row) => state[row] === TRUE);
    if (rows.length === 0) {
      return preparationFailure('no-rows', `filter keeps none of the ${table.rows} rows`);
    }
    const undecided = state.filter((each) => each === UNDECIDED).length;
    const dropped = table.rows - rows.length;
    const message = `the condition of filter is missing in ${undecided} of the ${dropped} rows that it drops`;
    return prepared('filter', takeRows(table, rows), {
      columns: namesIn(tree),
      dropped,
      notes: [
        ...events.notes(),
        ...(undecided > 0 ? [{ code: 'undecided-rows', message, values: { undecided, dropped } }] : []),
      ],
    });
  },
};
