import { invariant } from '../../compiler/plan/invariant.ts';
import type { Localised, PlannedTable } from '../../compiler/plan/plan.ts';
import type {
  BootstrapRecord,
  MediationRecord,
  ParallelMediation,
  PathRecord,
  TermRecord,
} from '../../runtime/results/results.ts';
import { empty, intervalCell, notApplicable, numberCell, STATISTIC_DIGITS } from './cells.ts';
import { coefficientPanel } from './coefficients.ts';
import { decimalColumn, textColumn } from './columns.ts';
import { analysisOf, type Context, type Model, modelOf, say } from './context.ts';
import type { Cell, ColumnSpec, Rich, Row, TablePanel } from './document.ts';
import type { VerdictFacts } from './facts.ts';
import { formatDecimal } from './format-number.ts';
import { numberRow, outcomeLabel, plainRow } from './header.ts';
import { nounOf, variableLabel } from './labels.ts';
import { concat, italic, join, toRich } from './rich.ts';
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
  readonly record: MediationRecord | ParallelMediation;
  readonly treatment: string;
  readonly mediators: readonly string[];
  /** Total, one a mediator, direct: the columns of panel A. */
  readonly models: readonly Model[];
}

/** An indirect effect: of the one mediator (`mediator` null), of each of several, of all of them (null). */
export interface Indirect {
  readonly mediator: string | null;
  readonly effect: MediationRecord['indirect'];
  readonly share: number | null;
  /** Null for the sum of several. */
  readonly decision: Pick<MediationRecord, 'verdict' | 'reason'> | null;
  readonly source: string;
  readonly shareSource: string;
}

/** The indirect effects of a mediation, their sum last where there are several. */
export function indirectEffects({ record, source, mediators }: Mediation): readonly Indirect[] {
  if (isSingle(record)) {
    const { indirect, share, verdict, reason } = record;
    const place = { source: `${source}.indirect`, shareSource: `${source}.share` };
    return [{ mediator: null, effect: indirect, share, decision: { verdict, reason }, ...place }];
  }
  return [...mediators, 'total'].map((name) => {
    const { [name]: verdict } = record.verdict;
    const { [name]: reason } = record.reason;
    return {
      mediator: name === 'total' ? null : name,
      effect: record.indirect[name]!,
      share: record.share[name] ?? null,
      decision: verdict && reason ? { verdict, reason } : null,
      source: `${source}.indirect.${name}`,
      shareSource: `${source}.share.${name}`,
    };
  });
}

function isSingle(record: MediationRecord | ParallelMediation): record is MediationRecord {
  return typeof record.verdict === 'string';
}

/** The mediation of an analysis, or that of each group of its split. */
export function mediationsOf(context: Context, id: string): readonly Mediation[] {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'mediate', `a result of mediate for ${id}`);
  const { models, options } = analysisOf(context, id);
  const named = options['mediators'] ?? [options['mediator']];
  const mediators = (named as readonly string[]).map(String);
  const roles = { treatment: String(options['treatment']), mediators };
  const modelsOf = (name: string | null): Mediation['models'] => {
    const own = models.filter((one) => (one.group?.name ?? null) === name);
    invariant(own.length === mediators.length + 2, `the models of ${id}`);
    return own.map((one) => modelOf(context, one.ref));
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
    const columns = mediation.models.length;
    const letters = [2 * i, 2 * i + 1].map((place) => letterOf(place)) as [string, string];
    return groupPanels(context, table, mediation, first + columns * i, letters);
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
      models.map((_, i) => {
        const role = i === 0 ? 'total' : i === models.length - 1 ? 'direct' : 'mediator';
        return toRich(words.mediation.models[role]);
      }),
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
  const rows = effectRows(context, table, mediation);
  const interval = headings.interval(mediation.models[0]!.record.level);
  const texts = [columns.estimate, columns.std_error, columns.statistic, interval, columns.share];
  const specs = texts.map((_, i): ColumnSpec => (i === 3 ? textColumn('center') : decimalColumn(rows, i)));
  return {
    heading,
    columns: specs,
    header: [plainRow(words.mediation.effect, texts)],
    blocks: [rows],
    footer: verdicts(context, table, mediation),
  };
}

function treatmentTerm(model: Model, treatment: string): TermRecord {
  const term = model.record.terms.find((candidate) => candidate.term === treatment);
  invariant(term, `the treatment ${treatment} among the terms of ${model.record.id}`);
  return term;
}

/** The verdict, or one for each of several mediators. */
function verdicts(context: Context, table: PlannedTable, mediation: Mediation): Rich {
  const decided = indirectEffects(mediation).filter(({ decision }) => decision !== null);
  const sentences = decided.map((one) => {
    const mediator = one.mediator && variableLabel(context, one.mediator, table.names);
    return context.locale.verdict({ ...verdictFacts(one, mediation.record.alpha), mediator });
  });
  const [only] = sentences;
  return only && sentences.length === 1
    ? only
    : join(context.locale.sentences(sentences.map(context.locale.ended)), '');
}

/** A share has a meaning only while direct and indirect effect point the same way. */
function meaningful(share: number | null): number | null {
  return share !== null && share >= 0 && share <= 1 ? share : null;
}

function effectRows(context: Context, table: PlannedTable, mediation: Mediation): readonly Row[] {
  const { source: id, record, models, treatment } = mediation;
  const { words } = context.locale;
  const effects = indirectEffects(mediation);
  const suppressed = effects.some(({ decision }) => decision?.verdict === 'suppression');
  const whole = suppressed ? null : meaningful(effects[effects.length - 1]!.share);
  const path = (name: 'total' | 'direct', model: Model): readonly Cell[] =>
    pathCells(table, record[name], `${id}.${name}`, model, treatment);
  const shareOf = (share: number | null): Cell => shareCell(share, `${id}.share`);
  return [
    row(words.mediation.total, [...path('total', models[0]!), shareOf(whole === null ? null : 1)]),
    row(words.mediation.direct, [
      ...path('direct', models[models.length - 1]!),
      shareOf(whole === null ? null : 1 - whole),
    ]),
    ...effects.flatMap((one) => {
      const share = suppressed ? null : meaningful(one.share);
      return [
        indirectRow(context, table, one, effects.length > 1, share),
        ...testRows(context, table, one, share),
      ];
    }),
  ];
}

function indirectRow(
  context: Context,
  table: PlannedTable,
  { mediator, effect, source, shareSource }: Indirect,
  several: boolean,
  share: number | null,
): Row {
  const { words, headings } = context.locale;
  const p = closedForms.map((name) => effect[name]?.p ?? null).find((value) => value !== null) ?? null;
  const style = { stars: starsOf(p, table.stars) };
  const decimal = (x: number): string => formatDecimal(x, table.digits);
  const estimate = numberCell(effect.estimate, decimal, `${source}.estimate`, style);
  const through = mediator === null ? null : variableLabel(context, mediator, table.names);
  const stub = several ? headings.indirect(through) : words.mediation.indirect;
  return row(stub, [estimate, empty, empty, empty, shareCell(share, shareSource)]);
}

function row(stub: Rich, cells: readonly Cell[], indent = 0): Row {
  return { kind: 'data', stub, cells, continues: false, indent };
}

/** The interval of a path is that of the treatment in its model. */
function pathCells(
  table: PlannedTable,
  path: PathRecord,
  source: string,
  model: Model,
  treatment: string,
): readonly Cell[] {
  const term = treatmentTerm(model, treatment);
  const interval = `${model.record.id}.${term.term}.conf_low`;
  const decimal = (x: number): string => formatDecimal(x, table.digits);
  return [
    numberCell(path.estimate, decimal, `${source}.estimate`, { stars: starsOf(path.p, table.stars) }),
    numberCell(path.std_error, decimal, `${source}.std_error`),
    numberCell(path.statistic, (x) => formatDecimal(x, STATISTIC_DIGITS), `${source}.statistic`),
    intervalCell(term.conf_low, term.conf_high, table.digits, interval),
  ];
}

function shareCell(share: number | null, source: string): Cell {
  return numberCell(share === null ? null : 100 * share, (x) => formatDecimal(x, SHARE_DIGITS), source);
}

/** Each test of the indirect effect on a line of its own: different questions, different intervals. */
function testRows(
  context: Context,
  table: PlannedTable,
  { effect, source: id }: Indirect,
  share: number | null,
): readonly Row[] {
  const decimal = (x: number): string => formatDecimal(x, table.digits);
  const { headings, words } = context.locale;
  const closed = closedForms.flatMap((name) => {
    const test = effect[name];
    if (!test) return [];
    const source = `${id}.${name}`;
    const cells = [
      numberCell(test.std_error, decimal, `${source}.std_error`),
      numberCell(test.z, (x) => formatDecimal(x, STATISTIC_DIGITS), `${source}.z`),
      intervalCell(test.conf_low, test.conf_high, table.digits, `${source}.conf_low`),
    ];
    return [row(words.mediation.tests[name] ?? toRich(name), [empty, ...cells, empty], 1)];
  });
  const { bootstrap } = effect;
  if (!bootstrap) return closed;
  const source = `${id}.bootstrap`;
  const unit = bootstrap.unit === 'rows' ? null : nounOf(context, bootstrap.unit);
  const cells = [
    numberCell(bootstrap.std_error, decimal, `${source}.std_error`),
    notApplicable,
    intervalCell(bootstrap.conf_low, bootstrap.conf_high, table.digits, `${source}.conf_low`),
  ];
  return [
    ...closed,
    row(headings.bootstrap(unit), [empty, ...cells, shareInterval(bootstrap, share, source)], 1),
  ];
}

/** In percent, beside a share that is shown. */
function shareInterval(
  { share_conf_low, share_conf_high }: BootstrapRecord,
  share: number | null,
  source: string,
): Cell {
  const [low, high] = [share_conf_low ?? null, share_conf_high ?? null];
  if (meaningful(share) === null || low === null || high === null) return empty;
  return intervalCell(100 * low, 100 * high, SHARE_DIGITS, `${source}.share_conf_low`);
}

const symbols: Readonly<Record<string, string>> = {
  total: 'c',
  direct: 'c′',
  "c'": 'c′',
  c_prime: 'c′',
  indirect: 'ab',
};

function verdictFacts({ effect, decision }: Indirect, alpha: number): Omit<VerdictFacts, 'mediator'> {
  invariant(decision, 'a verdict of each mediator');
  const { verdict, reason } = decision;
  const intervals = [...closedForms.map((name) => effect[name]), effect.bootstrap].flatMap((test) =>
    test && test.conf_low !== null && test.conf_high !== null
      ? [[test.conf_low, test.conf_high] as const]
      : [],
  );
  const paths = (names: readonly string[]): readonly Rich[] =>
    names.map((name) => [italic(symbols[name] ?? name)]);
  return {
    verdict,
    alpha,
    significant: paths(reason.significant),
    insignificant: paths(reason.insignificant),
    overruledBy: reason.overruled_by,
    excluding: intervals.filter(([low, high]) => low > 0 || high < 0).length,
    intervals: intervals.length,
  };
}
