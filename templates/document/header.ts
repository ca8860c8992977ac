import type { Localised, PlannedTable } from '../../compiler/plan/plan.ts';
import { type Context, type Model, say } from './context.ts';
import type { HeaderRow, Rich } from './document.ts';
import { variableLabel } from './labels.ts';
import { plainText, toRich } from './rich.ts';

export type Level = 'split' | 'outcome' | 'model';

type HeaderCell = HeaderRow['cells'][number];

/**
 * The heading of a coefficient panel, outermost row first: the dependent variable once where all share it, then the
 * levels of `columns.header` or the usual ones, then (1) (2) … `first`: the number of the first column.
 */
export function headerRows(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
  first: number,
): readonly HeaderRow[] {
  const outcomes = new Set(models.map((model) => model.record.outcome));
  const levels = levelsOf(table, models).filter((level) => level !== 'outcome' || outcomes.size > 1);
  const rows: HeaderRow[] = outcomes.size === 1 ? [sharedOutcome(context, table, models)] : [];
  let breaks: readonly boolean[] = models.map((_, i) => i === 0);
  levels.forEach((level, depth) => {
    const innermost = depth === levels.length - 1;
    const texts = models.map((model, i) => labelAt(context, table, level, model, innermost ? i : null));
    breaks = texts.map((text, i) => breaks[i]! || plainText(text) !== plainText(texts[i - 1]!));
    const stub = level === 'outcome' ? toRich(context.locale.words.dependentVariable) : [];
    rows.push({ stub, cells: merged(texts, breaks) });
  });
  return [...rows, numberRow(context, models.length, first)];
}

/** Every cell under its own heading: a row of a header whose cells are never merged. */
export function plainRow(stub: string, texts: readonly Rich[]): HeaderRow {
  return { stub: toRich(stub), cells: texts.map((text, start) => ({ text, start, span: 1, rule: false })) };
}

export function numberRow(context: Context, columns: number, first: number): HeaderRow {
  const numbers = Array.from({ length: columns }, (_, i) => toRich(`(${first + i})`));
  return plainRow(context.locale.words.variable, numbers);
}

function levelsOf(table: PlannedTable, models: readonly Model[]): readonly Level[] {
  if (table.header) return table.header as readonly Level[];
  const groups = models.some((model) => model.planned.group);
  return [
    ...(groups ? (['split'] as const) : []),
    'outcome',
    ...(namesMatter(table, models) ? (['model'] as const) : []),
  ];
}

/** Names say something of their own where labels are listed, or where they are not just the outcomes' names. */
function namesMatter(table: PlannedTable, models: readonly Model[]): boolean {
  if (Array.isArray(table.labels)) return true;
  return models.some(
    ({ planned, derived }) =>
      derived !== undefined || (planned.name !== null && planned.name !== planned.outcome),
  );
}

function labelAt(
  context: Context,
  table: PlannedTable,
  level: Level,
  model: Model,
  listed: number | null,
): Rich {
  const { labels } = table;
  const own: Localised | undefined =
    listed !== null && Array.isArray(labels) ? (labels as readonly Localised[])[listed] : undefined;
  if (own !== undefined) return toRich(say(context, own));
  const { group, name, ref, outcome } = model.planned;
  if (level === 'split')
    return toRich(group ? (mapped(context, table, group.name) ?? say(context, group.label)) : '');
  if (level === 'outcome') return toRich(outcomeLabel(context, table, outcome));
  const chosen = mapped(context, table, ref);
  if (chosen !== undefined) return toRich(chosen);
  const base = mapped(context, table, name) ?? leftOut(context, model) ?? name;
  if (model.derived === undefined) return toRich(base ?? '');
  return toRich(context.locale.headings.derived(model.derived, base));
}

/** `without Wuhan`, for a model that leaves out one value of a column. */
export function leftOut(context: Context, { analysis, planned: { name } }: Model): string | undefined {
  const { leave_out: option } = analysis.options;
  const left = option as { readonly column: string; readonly values: readonly string[] } | undefined;
  if (!left || name === null || !left.values.includes(name)) return undefined;
  const level = context.variables.get(left.column)?.levels.find(({ value }) => value === name);
  return context.locale.headings.without(level ? say(context, level.label) : name);
}

function mapped(context: Context, { labels }: PlannedTable, key: string | null): string | undefined {
  if (labels === null || Array.isArray(labels) || key === null) return undefined;
  const label = Object.hasOwn(labels, key) ? (labels as Readonly<Record<string, Localised>>)[key] : undefined;
  return label === undefined ? undefined : say(context, label);
}

export function outcomeLabel(context: Context, table: PlannedTable, outcome: string): string {
  return mapped(context, table, outcome) ?? variableLabel(context, outcome, table.names);
}

function sharedOutcome(context: Context, table: PlannedTable, models: readonly Model[]): HeaderRow {
  const label = outcomeLabel(context, table, models[0]!.planned.outcome);
  const text = context.locale.headings.sharedOutcome(label);
  return { stub: [], cells: [{ text, start: 0, span: models.length, rule: true }] };
}

/** Neighbours of one text are one cell, except across a break; a rule stands under what spans several columns. */
function merged(texts: readonly Rich[], breaks: readonly boolean[]): readonly HeaderCell[] {
  const starts = texts.flatMap((_, i) => (breaks[i] ? [i] : []));
  return starts.map((start, k) => {
    const span = (starts[k + 1] ?? texts.length) - start;
    return { text: texts[start]!, start, span, rule: span > 1 && texts[start]!.length > 0 };
  });
}
