import { termName } from '../../compiler/plan/print.ts';
import { type CodedColumn, codedColumns, isIndicators } from './coded-terms.ts';
import { type Context, type Model, say } from './context.ts';
import type { Rich } from './document.ts';
import { levelText, variableLabel } from './labels.ts';
import { toRich } from './rich.ts';

/** The levels of one `i()` that a figure is drawn along. */
export interface LevelAxis {
  /** Name of the axis. */
  readonly label: string;
  readonly levels: readonly {
    readonly label: Rich;
    /** Place: the level itself where all are numbers, else its position. */
    readonly at: number;
    /** Model by model: the coefficient, the reference, or neither. */
    readonly columns: readonly (string | null)[];
  }[];
  /** The reference as a reader calls it, `Years since = −1`, where all models have the same; null else. */
  readonly reference: string | null;
  /** Just before the event; null where the levels are no time. */
  readonly event: number | null;
}

/** The columns of each model's own `i()`, by level. */
interface Drawn {
  readonly column: string;
  readonly levels: ReadonlyMap<string, string>;
  readonly reference: string | null;
}

/** Null where what is drawn is not, in every model, the columns of one `i()` of the same column. */
export function levelAxis(
  context: Context,
  models: readonly Model[],
  terms: readonly string[],
): LevelAxis | null {
  const drawn = models.map((model) => drawnIndicators(context, model, terms));
  const first = drawn[0];
  if (!first || drawn.some((one) => one?.column !== first.column)) return null;
  const all = drawn.flatMap((one) => one ?? []);
  const values = orderedLevels(context, first.column, all);
  const numeric = values.every(isNumeric);
  const places = values.map((value, position) => (numeric ? Number(value) : position));
  const shared = new Set(all.map(({ reference }) => reference));
  const reference = shared.size === 1 ? first.reference : null;
  return {
    label: variableLabel(context, first.column),
    levels: values.map((value, i) => ({
      label: toRich(levelLabel(context, first.column, value)),
      at: places[i]!,
      columns: all.map((one) => (value === one.reference ? 'reference' : (one.levels.get(value) ?? null))),
    })),
    reference:
      reference === null
        ? null
        : `${variableLabel(context, first.column)} = ${levelLabel(context, first.column, reference)}`,
    event: numeric ? eventPlace(context, first.column, places, reference) : null,
  };
}

/** Null where the model's part of the terms is not exactly the columns of one `i()`. */
function drawnIndicators(context: Context, model: Model, terms: readonly string[]): Drawn | null {
  const present = model.record.terms.map(({ term }) => term).filter((term) => terms.includes(term));
  const coded = codedColumns(context, model);
  const own = present.map((term) => coded.find(({ column }) => column === term));
  const [first] = own;
  if (!first || own.some((one) => !one || termName(one.term) !== termName(first.term))) return null;
  const column = indicatorColumn(first);
  if (column === null) return null;
  const reference = model.record.references?.[termName(first.term)] ?? null;
  const levels = new Map(own.map((one) => [one!.levels[0]!, one!.column]));
  return { column, levels, reference };
}

/** The column of a term that is one `i()` and nothing else. */
function indicatorColumn({ term: { factors } }: CodedColumn): string | null {
  const [only, ...others] = factors;
  if (!only || others.length > 0 || !isIndicators(only)) return null;
  const [column] = only.arguments;
  return column?.kind === 'name' ? column.name : null;
}

/** Levels of all models: numbers by size, else as the study declares them, else sorted as text. */
function orderedLevels(context: Context, column: string, drawn: readonly Drawn[]): readonly string[] {
  const found = new Set(
    drawn.flatMap(({ levels, reference }) => [...levels.keys(), ...(reference === null ? [] : [reference])]),
  );
  const values = [...found];
  if (values.every(isNumeric)) return values.sort((a, b) => Number(a) - Number(b));
  const declared = (context.variables.get(column)?.levels ?? []).map(({ value }) => value);
  const rank = (value: string): number => declared.indexOf(value) + 1 || declared.length + 1;
  return values.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function isNumeric(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}

function levelLabel(context: Context, column: string, value: string): string {
  const level = context.variables.get(column)?.levels.find((one) => one.value === value);
  return level ? say(context, level.label) : levelText(value);
}

/**
 * Half-way between the last level before the event and the first after it. Time that counts from the event has a negative
 * reference and the event at zero; in the time of the panel the reference is the last before it.
 */
function eventPlace(
  { plan }: Context,
  column: string,
  places: readonly number[],
  reference: string | null,
): number | null {
  const before = places.filter((place) => place < 0);
  const after = places.filter((place) => place >= 0);
  if (reference === null) return null;
  if (Number(reference) < 0 && after.length > 0) return (Math.max(...before) + Math.min(...after)) / 2;
  if (column !== plan.panel?.time) return null;
  const next = places.filter((place) => place > Number(reference));
  const earlier = places.filter((place) => place < Number(reference));
  if (next.length === 0 || earlier.length === 0) return null;
  return (Number(reference) + Math.min(...next)) / 2;
}
