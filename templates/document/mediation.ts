import { invariant } from '../../compiler/plan/invariant.ts';
import type { Localised, PlannedTable } from '../../compiler/plan/plan.ts';
import type { MediationRecord, PathRecord, TermRecord } from '../../runtime/results/results.ts';
import { empty, intervalCell, notApplicable, numberCell, STATISTIC_DIGITS } from './cells.ts';
import { coefficientPanel } from './coefficients.ts';
import { decimalColumn, textColumn } from './columns.ts';
import { analysisOf, type Context, type Model, modelOf, say } from './context.ts';
import type { Cell, ColumnSpec, Rich, Row, TablePanel } from './document.ts';
import type { VerdictFacts } from './facts.ts';
import { formatDecimal } from './format-number.ts';
import { numberRow, outcomeLabel, plainRow } from './header.ts';
import { nounOf } from './labels.ts';
import { concat, italic, toRich } from './rich.ts';
import { starsOf } from './stars.ts';

/** Shares are percent with one decimal. */
const SHARE_DIGITS = 1;

/** The closed-form tests, in the order in which they are printed. */
export const closedForms = ['sobel', 'aroian', 'goodman'] as const;

export interface Mediation {
  /** What its numbers stand under in the results: `mediation`, `mediation.groups.early`. */
  readonly source: string;
  /** The group's label under a split. */
  readonly group: string | null;
  readonly record: MediationRecord;
  readonly treatment: string;
  readonly mediator: string;
  /** Total, mediator, direct: the columns of panel A. */
  readonly models: readonly [Model, Model, Model];
}

/** The mediation of an analysis, or that of each group of its split. */
export function mediationsOf(context: Context, id: string): readonly Mediation[] {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'mediate', `a result of mediate for ${id}`);
  const { models, options } = analysisOf(context, id);
  const roles = { treatment: String(options['treatment']), mediator: String(options['mediator']) };
  const modelsOf = (name: string | null): Mediation['models'] => {
    const own = models.filter((one) => (one.group?.name ?? null) === name);
    const [total, mediator, direct] = own.map((one) => modelOf(context, one.ref));
    invariant(total && mediator && direct, `the three models of ${id}`);
    return [total, mediator, direct];
  };
  if (!('groups' in record)) return [{ source: id, group: null, record, ...roles, models: modelsOf(null) }];
  const groups = options['groups'] as readonly { readonly name: string; readonly label: Localised }[];
  return groups.map(({ name, label }) => ({
    source: `${id}.groups.${name}`,
    group: say(context, label),
    record: record.groups[name]!,
    ...roles,
    models: modelsOf(name),
  }));
}

/**
 * Panel A, the three regressions, and panel B, what follows from them; for each group of a split two more. `first`:
 * number of the first column.
 */
export function mediationPanels(
  context: Context,
  table: PlannedTable,
  id: string,
  first: number,
): readonly TablePanel[] {
  return mediationsOf(context, id).flatMap((mediation, i) => {
    const letters = [2 * i, 2 * i + 1].map((place) => letterOf(place)) as [string, string];
    return groupPanels(context, table, mediation, first + 3 * i, letters);
  });
}

/** A … Z, AA, AB, … */
function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
}

function groupPanels(
  context: Context,
  table: PlannedTable,
  mediation: Mediation,
  first: number,
  letters: readonly [string, string],
): readonly TablePanel[] {
  const { words } = context.locale;
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
  const stepwise = panelTitle(context, mediation, letters[0], words.mediation.stepwise);
  const decomposition = panelTitle(context, mediation, letters[1], words.mediation.decomposition);
  return [
    coefficientPanel(context, table, models, header, stepwise),
    effectsPanel(context, table, mediation, decomposition),
  ];
}

function panelTitle({ locale }: Context, { group }: Mediation, letter: string, title: Rich): Rich {
  return locale.headings.panel(letter, group === null ? title : concat(group, locale.colon, title));
}

function effectsPanel(
  context: Context,
  table: PlannedTable,
  mediation: Mediation,
  heading: Rich,
): TablePanel {
  const { headings, words } = context.locale;
  const { columns } = words.mediation;
  const rows = [...effectRows(context, table, mediation), ...testRows(context, table, mediation)];
  const interval = headings.interval(mediation.models[0].record.level);
  const texts = [columns.estimate, columns.std_error, columns.statistic, interval, columns.share];
  const specs = texts.map((_, i): ColumnSpec => (i === 3 ? textColumn('center') : decimalColumn(rows, i)));
  return {
    heading,
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
  const { source: id, record, models, treatment } = mediation;
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
function testRows(context: Context, table: PlannedTable, { source: id, record }: Mediation): readonly Row[] {
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

function verdictFacts(record: MediationRecord): VerdictFacts {
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
