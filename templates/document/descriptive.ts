import { invariant } from '../../compiler/plan/invariant.ts';
import type { Localised, PlannedAnalysis, PlannedTable } from '../../compiler/plan/plan.ts';
import type { DescribeRecord, DescribeRow } from '../../runtime/results/results.ts';
import { numberCell } from './cells.ts';
import { decimalColumn } from './columns.ts';
import { analysisOf, type Context, say } from './context.ts';
import type { Rich, Row, TablePanel } from './document.ts';
import { formatCount, formatDecimal } from './format-number.ts';
import { plainRow } from './header.ts';
import { variableLabel } from './labels.ts';
import { strong, toRich } from './rich.ts';

const counts: ReadonlySet<string> = new Set(['n', 'missing']);

/** Descriptive statistics: one row a variable, one column a statistic; groups one below the other under headings. */
export function descriptivePanel(
  context: Context,
  table: PlannedTable,
  id: string,
  heading: Rich | null,
): TablePanel {
  const record = describeRecord(context, id);
  const statistics = statisticsOf(context, id);
  const groups = [...new Set(record.rows.map((row) => row.group))];
  const rows = groups.flatMap((group) => [
    ...(group === null ? [] : [groupRow(groupLabel(context, analysisOf(context, id), group))]),
    ...record.rows
      .filter((row) => row.group === group)
      .map((row) => variableRow(context, table, id, row, statistics)),
  ]);
  return {
    heading,
    columns: statistics.map((_, i) => decimalColumn(rows, i)),
    header: [
      plainRow(
        context.locale.words.variable,
        statistics.map((name) => statisticLabel(context, name)),
      ),
    ],
    blocks: [rows],
    footer: null,
  };
}

export function describeRecord(context: Context, id: string): DescribeRecord {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'describe', `a result of describe for ${id}`);
  return record;
}

export function statisticsOf(context: Context, id: string): readonly string[] {
  const { statistics } = analysisOf(context, id).options;
  invariant(Array.isArray(statistics), `the statistics of ${id} in the plan`);
  return statistics.map(String);
}

function groupRow(label: string): Row {
  const cells = [{ kind: 'text', text: [strong(label)], align: 'left' } as const];
  return { kind: 'group', stub: [], cells, continues: false, indent: 0 };
}

/** A group of the analysis' split as a reader calls it. */
export function groupLabel(context: Context, analysis: PlannedAnalysis, name: string): string {
  const { groups } = analysis.options;
  if (!Array.isArray(groups)) return name;
  const group = (groups as readonly { readonly name: string; readonly label: Localised }[]).find(
    (candidate) => candidate.name === name,
  );
  return group ? say(context, group.label) : name;
}

function variableRow(
  context: Context,
  table: PlannedTable,
  id: string,
  row: DescribeRow,
  statistics: readonly string[],
): Row {
  const place = row.group === null ? `${id}.${row.variable}` : `${id}.${row.variable}@${row.group}`;
  const cells = statistics.map((name) => {
    const value = row[name];
    const printed = (x: number): string =>
      counts.has(name) ? formatCount(x) : formatDecimal(x, table.digits);
    return numberCell(typeof value === 'number' ? value : null, printed, `${place}.${name}`);
  });
  const stub = toRich(variableLabel(context, row.variable, table.names));
  return { kind: 'data', stub, cells, continues: false, indent: row.group === null ? 0 : 1 };
}

function statisticLabel(context: Context, name: string): Rich {
  const percentile = /^p(\d+)$/.exec(name);
  if (percentile) return context.locale.headings.percentile(percentile[1]!);
  return toRich(context.locale.words.describe[name] ?? name);
}
