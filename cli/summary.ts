import { displayWidth } from '../compiler/plan/display-width.ts';
import type { Plan, PlannedAnalysis, PlannedClaim } from '../compiler/plan/plan.ts';
import type {
  AnalysisRecord,
  ClaimRecord,
  DataRecord,
  EstimateRecord,
  ModelRecord,
  PrepareRecord,
  Results,
} from '../runtime/results/results.ts';
import { formatDecimal, formatP } from '../templates/document/format-number.ts';
import { padded, styled } from './terminal.ts';

/**
 * What a run says on a terminal: what was done to the data, the analyses, the claims. Aligned columns, no clock: the
 * same study prints the same text.
 */
export function runSummary(plan: Plan, results: Results, colour: boolean): string {
  const title = titleOf(plan);
  return [
    styled(plan.study, 'bold', colour) + (title ? `  ${title}` : ''),
    '',
    ...aligned([...results.data.map(dataRow), ...results.prepare.map(prepareRow)]),
    '',
    ...aligned(plan.analyses.map((analysis) => analysisRow(analysis, results.analyses[analysis.id], plan))),
    ...(plan.claims.length > 0 ? ['', ...claimRows(plan, results, colour)] : []),
    '',
  ].join('\n');
}

function titleOf(plan: Plan): string {
  const { title, language } = plan;
  if (title === null || typeof title === 'string') return title ?? '';
  return title[language] ?? title['en'] ?? '';
}

/** Rows of cells, each column as wide as its widest cell. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, i) => padded(cell, widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}

function dataRow({ file, rows, panel }: DataRecord): readonly string[] {
  const shape = panel
    ? `; ${panel.units} ${panel.unit} x ${panel.periods} ${panel.time}, ${panel.balanced ? 'balanced' : 'unbalanced'}`
    : '';
  return ['data', file, `${rows} rows${shape}`];
}

function prepareRow(record: PrepareRecord): readonly string[] {
  const changes = [
    counted(record.filled, 'cells filled'),
    counted(record.changed, 'values replaced'),
    counted(record.missing, 'missing'),
    record.dropped > 0 ? `${record.dropped} rows dropped` : '',
  ].filter((part) => part !== '');
  const columns = record.columns.length;
  return [
    record.step,
    columns === 0 ? `${record.rows} rows` : `${columns} ${columns === 1 ? 'column' : 'columns'}`,
    changes.length > 0 ? changes.join('; ') : 'nothing missing',
  ];
}

function counted(cells: Readonly<Record<string, number>>, what: string): string {
  const total = Object.values(cells).reduce((sum, count) => sum + count, 0);
  return total > 0 ? `${total} ${what}` : '';
}

function analysisRow(
  analysis: PlannedAnalysis,
  record: AnalysisRecord | undefined,
  plan: Plan,
): readonly string[] {
  const { id, verb } = analysis;
  if (record === undefined) return [id, verb, 'not done'];
  switch (record.verb) {
    case 'define':
    case 'describe':
      return [id, verb, `${new Set(record.rows.map((row) => row.variable)).size} variables`];
    case 'correlate':
      return [id, verb, record.method, `${record.rows.length} pairs`];
    case 'contrast':
      return [id, verb, record.test, `${record.rows.length} terms`];
    case 'placebo':
      return [id, verb, `${record.draws.length} draws`, `p ${formatP(record.p)}`, `seed ${plan.seed}`];
    case 'regress':
    case 'vary':
    case 'curve':
    case 'mediate':
      return [
        id,
        verb,
        `${record.models.length} ${record.models.length === 1 ? 'model' : 'models'}`,
        `n ${[...new Set(record.models.map((model) => model.n))].join(' ')}`,
        [...new Set(record.models.map(vcovWord))].join(' '),
        ...withoutEstimates(record.models),
      ];
  }
}

/** Models that could not be estimated, with the reason of the first. */
function withoutEstimates(models: readonly ModelRecord[]): string[] {
  const empty = models.filter((model) => model.terms.every((term) => term.estimate === null));
  const reason = empty[0]?.notes[0]?.message ?? '';
  return empty.length > 0 ? [`${empty.length} without estimates: ${reason}`] : [];
}

function vcovWord(model: EstimateRecord): string {
  return model.vcov.by ? `${model.vcov.type} by ${model.vcov.by.join(' and ')}` : model.vcov.type;
}

function claimRows(plan: Plan, results: Results, colour: boolean): string[] {
  const width = Math.max(...plan.claims.map((claim) => claim.id.length));
  return plan.claims.flatMap((claim) => {
    const record = results.claims[claim.id]!;
    const verdict = claimHolds(claim, record)
      ? styled('✓ holds', 'green', colour)
      : styled('✗ fails', 'red', colour);
    const condition = claim.expect ? claim.text : `${claim.text} (expected not to hold)`;
    const indent = ' '.repeat(width + 11);
    return [
      `${padded(claim.id, width)}  ${verdict}  ${condition}`,
      `${indent}${claimValues(record)}`.trimEnd(),
    ];
  });
}

/** Whether a claim came out as the study expects; one that cannot be decided did not. */
export function claimHolds(claim: PlannedClaim, record: ClaimRecord): boolean {
  return record.reason === null && record.holds === claim.expect;
}

/** The numbers behind a claim, or why it could not be decided. */
function claimValues(record: ClaimRecord): string {
  if (record.reason !== null) return record.reason;
  return Object.entries(record.values)
    .map(
      ([reference, value]) =>
        `${reference.slice(reference.lastIndexOf('.') + 1)} ${printed(reference, value)}`,
    )
    .join(', ');
}

function printed(reference: string, value: number | string | null): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return value;
  if (Number.isInteger(value)) return String(value);
  return /(^|\.)p$/.test(reference) ? formatP(value) : formatDecimal(value, 3);
}
