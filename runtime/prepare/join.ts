import { invariant } from '../../compiler/plan/invariant.ts';
import type { OptionValue } from '../../compiler/plan/plan.ts';
import { cellText, gathered, isMissing } from '../engines/memory/columns.ts';
import { jointCodes } from '../engines/memory/joint-codes.ts';
import type { Column } from '../engines/memory/table.ts';
import { entriesOf, option, textOption } from './options.ts';
import {
  existingColumn,
  missingCells,
  type PreparationFailure,
  type PreparationStep,
  preparationFailure,
  prepared,
  withColumns,
} from './step.ts';

const NAME = { type: 'string', description: 'A column that both tables have.', role: 'column' } as const;

/** Brings the columns of another source: every row stays, and gets the cells of the one row there with equal keys. */
export const join: PreparationStep = {
  declaration: {
    name: 'join',
    doc: 'Adds the columns of another source: to every row those of the row there with equal keys.',
    options: {
      type: 'object',
      additionalProperties: false,
      required: ['with', 'by'],
      properties: {
        with: { type: 'string', role: 'source', description: 'The name of the other source under data.' },
        by: {
          ...NAME,
          type: ['string', 'array', 'object'],
          description:
            'The keys: a column, a list of columns, or a map from the name here to the name there.',
          minItems: 1,
          items: NAME,
          minProperties: 1,
          propertyNames: { role: 'column' },
          additionalProperties: {
            type: 'string',
            role: 'source-column',
            description: 'The column of the other source.',
          },
        },
      },
    },
    needs: [],
    effect: 'joins',
  },
  run(table, options, { source }) {
    invariant(source, 'the table of the other source');
    const name = textOption(options, 'with') ?? '';
    const keys = keysOf(option(options, 'by'));
    const here = keys.map(([key]) => existingColumn(table, key));
    const there = keys.map(([, key]) => existingColumn(source, key));
    const codes = jointCodes(there, here);
    const rowOf = rowsByCode(codes.first, codes.count);
    if ('duplicate' in rowOf) return duplicate(rowOf.duplicate, there, name);
    const matches = codes.second.map((code) => (code < 0 ? -1 : rowOf.rows[code]!));
    if (matches.every((row) => row < 0)) return noMatch(here, there, name);
    const taken = new Set(keys.map(([, key]) => key));
    const columns = [...source.columns.values()]
      .filter((column) => !taken.has(column.name))
      .map((column) => gathered(column, matches));
    const used = new Set(matches.filter((row) => row >= 0));
    return prepared('join', withColumns(table, columns), {
      columns: columns.map((column) => column.name),
      missing: columns.map((column) => [column.name, missingCells(column, table.rows)]),
      matched: { unmatched: matches.filter((row) => row < 0).length, unused: source.rows - used.size },
    });
  },
};

/** The name here and the name there of each key. */
function keysOf(by: OptionValue | undefined): readonly (readonly [string, string])[] {
  if (typeof by === 'string') return [[by, by]];
  if (Array.isArray(by)) return (by as readonly string[]).map((name) => [name, name]);
  return entriesOf(by ?? null).map(([from, to]) => [from, String(to)]);
}

/** The row of each code, or two rows that have the same. Rows without a code match nothing, and may be many. */
function rowsByCode(
  codes: Int32Array,
  count: number,
): { readonly rows: Int32Array } | { readonly duplicate: readonly [number, number] } {
  const rows = new Int32Array(count).fill(-1);
  for (const [row, code] of codes.entries()) {
    if (code < 0) continue;
    if (rows[code] !== -1) return { duplicate: [rows[code]!, row] };
    rows[code] = row;
  }
  return { rows };
}

function duplicate(
  [first, second]: readonly [number, number],
  keys: readonly Column[],
  source: string,
): PreparationFailure {
  const values = keys.map((key) => `${key.name} ${cellText(key, second)}`).join(', ');
  return preparationFailure(
    'join-duplicate',
    `rows ${first + 1} and ${second + 1} of ${source} have the same keys: ${values}`,
    `a row can be joined to one row of ${source} only: name more keys under by, or keep one row for each`,
  );
}

function noMatch(here: readonly Column[], there: readonly Column[], source: string): PreparationFailure {
  const example = (keys: readonly Column[]): string => {
    const rows = keys[0]!.kind === 'number' ? keys[0]!.values.length : keys[0]!.codes.length;
    const row = Array.from({ length: rows }, (_, i) => i).find((i) => !keys.some((key) => isMissing(key, i)));
    return row === undefined ? 'nothing' : keys.map((key) => `${key.name} ${cellText(key, row)}`).join(', ');
  };
  return preparationFailure(
    'join-no-match',
    `no row has its keys in ${source}: here stands ${example(here)}, there ${example(there)}`,
    'keys are equal only where every letter is',
  );
}
