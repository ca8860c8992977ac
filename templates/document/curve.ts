import { invariant } from '../../compiler/plan/invariant.ts';
import type { Localised, PlannedTable } from '../../compiler/plan/plan.ts';
import type { CurveResult } from '../../runtime/results/results.ts';
import { notApplicable, numberCell } from './cells.ts';
import { decimalColumn } from './columns.ts';
import { analysisOf, type Context, say } from './context.ts';
import type { Rich, Row, TablePanel } from './document.ts';
import { formatCount, formatDecimal, formatP } from './format-number.ts';
import { plainRow } from './header.ts';
import { toRich } from './rich.ts';

/** Shares are percent with one decimal. */
const SHARE_DIGITS = 1;

/** The summary of a specification curve, one column, or one a group. */
export function curvePanel(
  context: Context,
  table: PlannedTable,
  id: string,
  heading: Rich | null,
): TablePanel {
  const columns = resultsOf(context, id);
  const { curve } = context.locale.words;
  const row = (
    stub: Rich,
    value: (result: CurveResult) => number | null,
    printed: (x: number) => string,
    path: string,
  ): Row => ({
    kind: 'data',
    stub,
    cells: columns.map(({ result, source }) => {
      const found = value(result);
      return found === null ? notApplicable : numberCell(found, printed, `${source}.${path}`);
    }),
    continues: false,
    indent: 0,
  });
  const percent = (share: number | null): number | null => (share === null ? null : 100 * share);
  const rows = [
    row(curve.models, ({ summary }) => summary.n, formatCount, 'summary.n'),
    row(
      curve.median,
      ({ summary }) => summary.median,
      (x) => formatDecimal(x, table.digits),
      'summary.median',
    ),
    row(
      curve.positive,
      ({ summary }) => percent(summary.share_positive),
      (x) => formatDecimal(x, SHARE_DIGITS),
      'summary.share_positive',
    ),
    row(
      curve.significant,
      ({ summary }) => percent(summary.share_significant),
      (x) => formatDecimal(x, SHARE_DIGITS),
      'summary.share_significant',
    ),
    ...(columns.some(({ result }) => result.p !== null)
      ? [row(curve.p, (result) => result.p, formatP, 'p')]
      : []),
  ];
  return {
    heading,
    columns: columns.map((_, i) => decimalColumn(rows, i)),
    header: [
      plainRow(
        '',
        columns.map(({ label }) => toRich(label)),
      ),
    ],
    blocks: [rows],
    footer: null,
  };
}

/** The result of a curve, or of each of its groups, with what its numbers stand under in the results. */
function resultsOf(
  context: Context,
  id: string,
): readonly { readonly label: string; readonly result: CurveResult; readonly source: string }[] {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'curve', `a result of curve for ${id}`);
  if (!('groups' in record))
    return [{ label: context.locale.words.curve.estimate, result: record, source: id }];
  const labels = analysisOf(context, id).options['groups'] as readonly {
    readonly name: string;
    readonly label: Localised;
  }[];
  return labels.map(({ name, label }) => ({
    label: say(context, label),
    result: record.groups[name]!,
    source: `${id}.groups.${name}`,
  }));
}
