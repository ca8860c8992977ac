import type { DiagnosticRecord, HypothesisRecord, Note } from '../../runtime/results/results.ts';
import type { Context, Model } from './context.ts';
import type { Block, Rich } from './document.ts';
import { formatDecimal, formatP, formatTrimmed, withMinus } from './format-number.ts';
import { hypothesesOf, statement } from './hypotheses.ts';
import { termLabel } from './labels.ts';
import { factWording } from './fact-wording.ts';
import { code, concat, italic, rich, sup, toRich } from './rich.ts';

/** Decimals of statistics, and of estimates. */
const DIGITS = 3;

/** What is printed where there is no value. */
export const NONE: Rich = [{ text: '—' }];

/**
 * The tests of every model that has any, as the report shows them: the model, a table of its hypotheses, one of its
 * diagnostics, and below what there is to know of single tests. Nothing where no model is tested.
 */
export function modelTests(context: Context): readonly Block[] {
  return [...context.models.values()].flatMap((model) => {
    const hypotheses = hypothesisGrid(context, model);
    const diagnostics = diagnosticGrid(context, model);
    const notes = notesOf(context, model);
    if (hypotheses.length + diagnostics.length === 0) return [];
    const { id, formula } = model.record;
    const heading: Block = { kind: 'prose', text: rich`${code(id)}${context.locale.colon}${code(formula)}` };
    const list: readonly Block[] = notes.length > 0 ? [{ kind: 'list', items: notes }] : [];
    return [heading, ...hypotheses, ...diagnostics, ...list];
  });
}

function hypothesisGrid(context: Context, model: Model): readonly Block[] {
  const tested = hypothesesOf(context, model);
  if (tested.length === 0) return [];
  const rows = tested.map(({ planned, record }) => [
    code(planned.name),
    statement(context, planned),
    estimateOf(record),
    statisticText(record),
    pText(record),
  ]);
  return [
    {
      kind: 'grid',
      header: context.locale.tests.hypothesisHeader,
      rows: rows.map((row) => row.map((cell) => toRich(cell))),
      align: ['left', 'left', 'right', 'right', 'right'],
    },
  ];
}

/** Estimate, standard error in parentheses, interval in brackets. */
function estimateOf({ estimate, std_error, conf_low, conf_high }: HypothesisRecord): Rich {
  if (estimate === null || std_error === null) return NONE;
  const [low, high] = [conf_low, conf_high].map((end) => (end === null ? '—' : decimal(end)));
  return toRich(`${decimal(estimate)} (${decimal(std_error)}) [${low}, ${high}]`);
}

function diagnosticGrid(context: Context, { record }: Model): readonly Block[] {
  const { locale } = context;
  const entries = Object.entries(record.diagnostics);
  if (entries.length === 0) return [];
  const rows = entries.map(([name, test]) => {
    const words = locale.tests.names[name] ?? { name, null: null };
    const statistic = statisticText(test, symbols[name]);
    const detail = detailOf(context, test);
    return [
      toRich(words.name),
      words.null === null ? NONE : toRich(words.null),
      detail === null ? statistic : concat(statistic, detail),
      pText(test),
    ];
  });
  return [{ kind: 'grid', header: locale.tests.header, rows, align: ['left', 'left', 'right', 'right'] }];
}

/** Letters of statistics that are not named by their distribution. */
const symbols: Readonly<Record<string, string>> = { 'durbin-watson': 'd', 'pesaran-cd': 'CD' };

/** The term that decides, of a test or a measure that has one a term: the largest inflation, the smallest F. */
function detailOf(context: Context, test: DiagnosticRecord): Rich | null {
  const terms = test['terms'] as Readonly<Record<string, TermValue>> | undefined;
  if (terms === undefined) return null;
  const entries = Object.entries(terms).map(
    ([term, { adjusted, statistic }]) => [term, adjusted ?? statistic ?? 0] as const,
  );
  const isMeasure = test.distribution === null;
  const values = entries.map(([, value]) => value);
  const extreme = isMeasure ? Math.max(...values) : Math.min(...values);
  const [term] = entries.find(([, value]) => value === extreme) ?? [];
  return term === undefined ? null : context.locale.tests.deciding(termLabel(context, term));
}

interface TermValue {
  readonly adjusted?: number;
  readonly statistic?: number;
}

/** `F(2, 9) = 51.591`, `χ²(3) = 7.815`, `z = 1.960`; a measure without a distribution is its number. */
export function statisticText(
  { statistic, distribution, df, df2 }: Pick<DiagnosticRecord, 'statistic' | 'distribution' | 'df' | 'df2'>,
  symbol?: string,
): Rich {
  if (statistic === null) return NONE;
  const value = decimal(statistic);
  const dfs = [df, df2].flatMap((one) => (one === null ? [] : [degrees(one)])).join(', ');
  const of = dfs === '' ? '' : `(${dfs})`;
  if (symbol !== undefined) return rich`${italic(symbol)} = ${value}`;
  switch (distribution) {
    case null:
      return toRich(value);
    case 'chi2':
      return rich`${italic('χ')}${sup('2')}${of} = ${value}`;
    default:
      return rich`${italic(distribution === 'f' ? 'F' : distribution)}${of} = ${value}`;
  }
}

export function pText({ p }: Pick<DiagnosticRecord, 'p'>): Rich {
  return p === null ? NONE : toRich(formatP(p));
}

function notesOf(context: Context, { record }: Model): readonly Rich[] {
  const named = (tests: Readonly<Record<string, { readonly note?: Note }>>): readonly Rich[] =>
    Object.entries(tests).flatMap(([name, { note }]) =>
      note ? [rich`${code(name)}${context.locale.colon}${factWording(context, note)}`] : [],
    );
  return [...named(record.hypotheses), ...named(record.diagnostics)];
}

const decimal = (value: number): string => withMinus(formatDecimal(value, DIGITS));

/** Whole as they mostly are; one decimal where they are approximated. */
const degrees = (df: number): string => (Number.isInteger(df) ? formatTrimmed(df) : formatDecimal(df, 1));
