import { invariant } from '../../compiler/plan/invariant.ts';
import type { Localised, PlannedTable } from '../../compiler/plan/plan.ts';
import type { CorrelateRecord, CorrelateRow } from '../../runtime/results/results.ts';
import { boundedDecimal, printedP } from './bounded.ts';
import { empty, numberCell } from './cells.ts';
import { decimalColumn, widest } from './columns.ts';
import { analysisOf, type Context, say } from './context.ts';
import type { Cell, Rich, Row, TablePanel } from './document.ts';
import type { CorrelationFacts } from './facts.ts';
import { formatCount } from './format-number.ts';
import { plainRow } from './header.ts';
import { variableLabel } from './labels.ts';
import { strong, toRich } from './rich.ts';
import { starFacts } from './star-legend.ts';
import { starsOf } from './stars.ts';

/**
 * Lower triangle of the correlations: numbered variables down and across, stars by p. With `p` among the table's
 * cells it stands below in parentheses; numbers of rows stand below in brackets where the pairs differ in them, else
 * in one row at the end. Groups are panels one below the other.
 */
export function correlationPanels(
  context: Context,
  table: PlannedTable,
  id: string,
  heading: Rich | null,
): readonly TablePanel[] {
  const { rows } = correlateRecord(context, id);
  const groups = [...new Set(rows.map((row) => row.group))];
  return groups.map((group) => {
    const own = rows.filter((row) => row.group === group);
    return panel(
      context,
      table,
      id,
      own,
      group === null ? heading : [strong(groupLabel(context, id, group))],
    );
  });
}

export function correlateRecord(context: Context, id: string): CorrelateRecord {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'correlate', `a result of correlate for ${id}`);
  return record;
}

function variablesOf(context: Context, id: string): readonly string[] {
  const { variables } = analysisOf(context, id).options;
  invariant(Array.isArray(variables), `the variables of ${id} in the plan`);
  return variables.map(String);
}

function groupLabel(context: Context, id: string, name: string): string {
  const { groups } = analysisOf(context, id).options;
  const known = groups as readonly { readonly name: string; readonly label: Localised }[];
  return say(context, known.find((group) => group.name === name)?.label ?? name);
}

function panel(
  context: Context,
  table: PlannedTable,
  id: string,
  rows: readonly CorrelateRow[],
  heading: Rich | null,
): TablePanel {
  const variables = variablesOf(context, id);
  const lines = variables.flatMap((name, i) => variableRows(context, table, id, rows, name, i));
  const column = widest(variables.map((_, i) => decimalColumn(lines, i)));
  const count = sameCount(rows) ? rows[0]!.n : null;
  const counts: readonly Row[] =
    count === null
      ? []
      : [
          row(context.locale.words.statistics['n'] ?? toRich('n'), [
            numberCell(count, formatCount, `${id}.rows.1.n`),
            ...variables.slice(1).map(() => empty),
          ]),
        ];
  return {
    heading,
    columns: variables.map(() => column),
    header: [
      plainRow(
        context.locale.words.variable,
        variables.map((_, i) => toRich(`(${i + 1})`)),
      ),
    ],
    blocks: [lines, counts].filter((block) => block.length > 0),
    footer: null,
  };
}

const sameCount = (rows: readonly CorrelateRow[]): boolean => rows.every((one) => one.n === rows[0]!.n);

function row(stub: Rich, cells: readonly Cell[], continues = false): Row {
  return { kind: 'data', stub, cells, continues, indent: 0 };
}

function variableRows(
  context: Context,
  table: PlannedTable,
  id: string,
  rows: readonly CorrelateRow[],
  name: string,
  index: number,
): readonly Row[] {
  const variables = variablesOf(context, id);
  const decimal = (x: number): string => boundedDecimal(context, x, table.digits);
  const line = (cell: (pair: CorrelateRow, source: string) => Cell, diagonal: Cell): readonly Cell[] =>
    variables.map((other, j) => {
      if (j >= index) return j === index ? diagonal : empty;
      const pair = rows.find((one) => one.variable === name && one.with === other);
      invariant(pair, `the correlation of ${name} with ${other}`);
      const number = correlateRecord(context, id).rows.indexOf(pair) + 1;
      return cell(pair, `${id}.rows.${number}`);
    });
  const estimates = line(
    (pair, source) =>
      numberCell(pair.estimate, decimal, `${source}.estimate`, { stars: starsOf(pair.p, table.stars) }),
    { kind: 'text', text: toRich('1'), align: 'center' },
  );
  const stub = toRich(`(${index + 1}) ${variableLabel(context, name, table.names)}`);
  const below = (cell: (pair: CorrelateRow, source: string) => Cell): readonly Row[] =>
    index === 0 ? [] : [row([], line(cell, empty), true)];
  return [
    row(stub, estimates),
    ...(table.cells.includes('p')
      ? below((pair, source) => numberCell(pair.p, printedP(context), `${source}.p`, { bracket: 'round' }))
      : []),
    ...(sameCount(rows)
      ? []
      : below((pair, source) => numberCell(pair.n, formatCount, `${source}.n`, { bracket: 'square' }))),
  ];
}

/** What the notes of a table of correlations have to say. `stars` says whether any is printed. */
export function correlationFacts(
  context: Context,
  table: PlannedTable,
  id: string,
  stars: boolean,
): CorrelationFacts {
  const { method, sample, rows } = correlateRecord(context, id);
  const groups = [...new Set(rows.map((one) => one.group))];
  return {
    method,
    sample,
    p: table.cells.includes('p'),
    counts: groups.some((group) => !sameCount(rows.filter((one) => one.group === group))),
    stars: starFacts(context, table, stars),
  };
}
