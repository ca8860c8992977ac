import { invariant } from '../../compiler/plan/invariant.ts';
import type { PlannedTable } from '../../compiler/plan/plan.ts';
import type { MediateRecord, PathRecord, TermRecord } from '../../runtime/results/results.ts';
import { empty, intervalCell, notApplicable, numberCell, STATISTIC_DIGITS } from './cells.ts';
import { coefficientPanel } from './coefficients.ts';
import { decimalColumn, textColumn } from './columns.ts';
import { analysisOf, type Context, type Model, modelOf } from './context.ts';
import type { Cell, ColumnSpec, Rich, Row, TablePanel } from './document.ts';
import type { VerdictFacts } from './facts.ts';
import { formatDecimal } from './format-number.ts';
import { numberRow, outcomeLabel, plainRow } from './header.ts';
import { nounOf } from './labels.ts';
import { italic, toRich } from './rich.ts';
import { starsOf } from './stars.ts';

/** Shares are percent with one decimal. */
const SHARE_DIGITS = 1;

/** The closed-form tests, in the order in which they are printed. */
export const closedForms = ['sobel', 'aroian', 'goodman'] as const;

export interface Mediation {
  readonly id: string;
  readonly record: MediateRecord;
  readonly treatment: string;
  readonly mediator: string;
  /** Total, mediator, direct: the columns of panel A. */
  readonly models: readonly [Model, Model, Model];
}

export function mediationOf(context: Context, id: string): Mediation {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'mediate', `a result of mediate for ${id}`);
  const { options } = analysisOf(context, id);
  const model = (name: string): Model => modelOf(context, `${id}.${name}`);
  return {
    id,
    record,
    treatment: String(options['treatment']),
    mediator: String(options['mediator']),
    models: [model('total'), model('mediator'), model('direct')],
  };
}

/** Panel A, the three regressions, and panel B, what follows from them. `first`: number of the first column. */
export function mediationPanels(
  context: Context,
  table: PlannedTable,
  mediation: Mediation,
  first: number,
): readonly TablePanel[] {
  const { headings, words } = context.locale;
  const { models } = mediation;
  const header = [
    plainRow(
      '',
      (['total', 'mediator', 'direct'] as const).map((name) => toRich(words.mediation.models[name])),
    ),
    plainRow(
      words.dependentVariable,
      models.map((model) => toRich(outcomeLabel(context, table, model.planned.outcome))),
    ),
    numberRow(context, models.length, first),
  ];
  return [
    coefficientPanel(context, table, models, header, headings.panel('A', words.mediation.stepwise)),
    effectsPanel(context, table, mediation),
  ];
}

function effectsPanel(context: Context, table: PlannedTable, mediation: Mediation): TablePanel {
  const { headings, words } = context.locale;
  const { columns } = words.mediation;
  const rows = [...effectRows(context, table, mediation), ...testRows(context, table, mediation)];
  const interval = headings.interval(mediation.models[0].record.level);
  const texts = [columns.estimate, columns.std_error, columns.statistic, interval, columns.share];
  const specs = texts.map((_, i): ColumnSpec => (i === 3 ? textColumn('center') : decimalColumn(rows, i)));
  return {
    heading: headings.panel('B', words.mediation.decomposition),
    columns: specs,
    header: [plainRow(words.mediation.effect, texts)],
    blocks: [rows],
    footer: context.locale.verdict(verdictFacts(mediation.record)),
  };
}

function treatmentTerm(model: Model, treatment: string): TermRecord {
  const term = model.record.terms.find((candidate) => candidate.term === treatment);
  invariant(term, `the treatment ${treatment} among the terms of ${model.record.id}`);
  return term;
}

/** A share has a meaning only while direct and indirect effect point the same way. */
function shares({ record }: Mediation): { readonly direct: number | null; readonly indirect: number | null } {
  const { share, verdict } = record;
  const meaningful = share !== null && share >= 0 && share <= 1 && verdict !== 'suppression';
  return meaningful ? { direct: 1 - share, indirect: share } : { direct: null, indirect: null };
}

function effectRows(context: Context, table: PlannedTable, mediation: Mediation): readonly Row[] {
  const { id, record, models, treatment } = mediation;
  const { words } = context.locale;
  const { direct, indirect } = shares(mediation);
  const p =
    closedForms.map((name) => record.indirect[name]?.p ?? null).find((value) => value !== null) ?? null;
  const style = { stars: starsOf(p, table.stars) };
  const estimate = numberCell(
    record.indirect.estimate,
    (x) => formatDecimal(x, table.digits),
    `${id}.indirect.estimate`,
    style,
  );
  const path = (name: 'total' | 'direct', model: Model): readonly Cell[] =>
    pathCells(table, record[name], treatmentTerm(model, treatment), `${id}.${name}`);
  return [
    row(words.mediation.total, [...path('total', models[0]), shareCell(indirect === null ? null : 1, id)]),
    row(words.mediation.direct, [...path('direct', models[2]), shareCell(direct, id)]),
    row(words.mediation.indirect, [estimate, empty, empty, empty, shareCell(indirect, id)]),
  ];
}

function row(stub: Rich, cells: readonly Cell[], indent = 0): Row {
  return { kind: 'data', stub, cells, continues: false, indent };
}

function pathCells(table: PlannedTable, path: PathRecord, term: TermRecord, source: string): readonly Cell[] {
  const decimal = (x: number): string => formatDecimal(x, table.digits);
  return [
    numberCell(path.estimate, decimal, `${source}.estimate`, { stars: starsOf(path.p, table.stars) }),
    numberCell(path.std_error, decimal, `${source}.std_error`),
    numberCell(path.statistic, (x) => formatDecimal(x, STATISTIC_DIGITS), `${source}.statistic`),
    intervalCell(term.conf_low, term.conf_high, table.digits, `${source}.conf_low`),
  ];
}

function shareCell(share: number | null, id: string): Cell {
  return numberCell(
    share === null ? null : 100 * share,
    (x) => formatDecimal(x, SHARE_DIGITS),
    `${id}.share`,
  );
}

/** Each test of the indirect effect on a line of its own: different questions, different intervals. */
function testRows(context: Context, table: PlannedTable, { id, record }: Mediation): readonly Row[] {
  const decimal = (x: number): string => formatDecimal(x, table.digits);
  const { headings, words } = context.locale;
  const closed = closedForms.flatMap((name) => {
    const test = record.indirect[name];
    if (!test) return [];
    const source = `${id}.indirect.${name}`;
    const cells = [
      numberCell(test.std_error, decimal, `${source}.std_error`),
      numberCell(test.z, (x) => formatDecimal(x, STATISTIC_DIGITS), `${source}.z`),
      intervalCell(test.conf_low, test.conf_high, table.digits, `${source}.conf_low`),
    ];
    return [row(words.mediation.tests[name] ?? toRich(name), [empty, ...cells, empty], 1)];
  });
  const bootstrap = record.indirect.bootstrap;
  if (!bootstrap) return closed;
  const source = `${id}.indirect.bootstrap`;
  const unit = bootstrap.unit === 'rows' ? null : nounOf(context, bootstrap.unit);
  const cells = [
    numberCell(bootstrap.std_error, decimal, `${source}.std_error`),
    notApplicable,
    intervalCell(bootstrap.conf_low, bootstrap.conf_high, table.digits, `${source}.conf_low`),
  ];
  return [...closed, row(headings.bootstrap(unit), [empty, ...cells, empty], 1)];
}

const symbols: Readonly<Record<string, string>> = {
  total: 'c',
  direct: 'c′',
  "c'": 'c′',
  c_prime: 'c′',
  indirect: 'ab',
};

function verdictFacts(record: MediateRecord): VerdictFacts {
  const { reason, indirect } = record;
  const intervals = [...closedForms.map((name) => indirect[name]), indirect.bootstrap].flatMap((test) =>
    test && test.conf_low !== null && test.conf_high !== null
      ? [[test.conf_low, test.conf_high] as const]
      : [],
  );
  const paths = (names: readonly string[]): readonly Rich[] =>
    names.map((name) => [italic(symbols[name] ?? name)]);
  return {
    verdict: record.verdict,
    alpha: record.alpha,
    significant: paths(reason.significant),
    insignificant: paths(reason.insignificant),
    overruledBy: reason.overruled_by,
    excluding: intervals.filter(([low, high]) => low > 0 || high < 0).length,
    intervals: intervals.length,
  };
}
