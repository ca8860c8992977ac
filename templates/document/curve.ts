import { invariant } from '../../compiler/plan/invariant.ts';
import type { Localised, PlannedTable } from '../../compiler/plan/plan.ts';
import type { CurveResult } from '../../runtime/results/results.ts';
import { printedP } from './bounded.ts';
import { notApplicable, numberCell } from './cells.ts';
import { decimalColumn } from './columns.ts';
import { analysisOf, type Context, say } from './context.ts';
import type { Rich, Row, TablePanel } from './document.ts';
import type { JointFacts } from './facts.ts';
import { formatCount, formatDecimal } from './format-number.ts';
import { plainRow } from './header.ts';
import { nounOf, termLabel } from './labels.ts';
import { toRich } from './rich.ts';

/** Shares are percent with one decimal. */
const SHARE_DIGITS = 1;
const STATISTIC_DIGITS = 2;

/** What the joint test compares, in the order of rows. */
const tested = ['median', 'share', 'stouffer'] as const;

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
    ...(columns.some(({ result }) => result.joint !== null)
      ? [
          row(
            curve.stouffer,
            ({ joint }) => joint?.stouffer.statistic ?? null,
            (x) => formatDecimal(x, STATISTIC_DIGITS),
            'joint.stouffer.statistic',
          ),
          ...tested.map((one) =>
            row(curve.p[one], ({ joint }) => joint?.[one].p ?? null, printedP(context), `joint.${one}.p`),
          ),
        ]
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

/** How the joint test was done, where there is one; the groups of a split are drawn alike. */
export function jointFacts(context: Context, id: string): JointFacts | null {
  const joints = resultsOf(context, id).flatMap(({ result }) => result.joint ?? []);
  const [first] = joints;
  if (!first) return null;
  const { terms, unit } = first.permuted;
  const errors = joints.flatMap((one) => tested.map((test) => one[test].monte_carlo_error));
  return {
    terms: terms.map((term) => termLabel(context, term)),
    draws: first.draws,
    failed: Math.max(...joints.map((one) => one.failed)),
    unit: unit === null ? null : nounOf(context, unit),
    error: formatDecimal(Math.max(...errors), 3),
    seed: context.plan.seed,
  };
}
