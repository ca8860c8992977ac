import type { PlannedTable } from '../../compiler/plan/plan.ts';
import { termName } from '../../compiler/plan/print.ts';
import { codedColumns, codedTermLabel } from './coded-terms.ts';
import type { Context, Model } from './context.ts';
import { namesIn, termLabel } from './labels.ts';

/** One row of a coefficient table: its label and the terms that feed it, at most one in each model. */
export interface TermRow {
  readonly label: string;
  readonly terms: readonly string[];
}

const INTERCEPT = '(Intercept)';

/** `TIN:POS` is also `POS:TIN`. */
export function sameTerm(a: string, b: string): boolean {
  if (a === b) return true;
  const sorted = (term: string): string =>
    term
      .split(/(?<!:):(?!:)/)
      .sort()
      .join(':');
  return sorted(a) === sorted(b);
}

function includesTerm(terms: readonly string[], term: string): boolean {
  return terms.some((candidate) => sameTerm(candidate, term));
}

/** Every estimated term of the models, in order of appearance. */
export function termsOf(models: readonly Model[]): readonly string[] {
  const found: string[] = [];
  for (const { record } of models) {
    for (const { term } of record.terms) if (!includesTerm(found, term)) found.push(term);
  }
  return found;
}

const rank: Readonly<Record<string, number>> = { treatment: 0, mediator: 1 };

/** The treatment first, a mediator beside it, everything else as it appears, the intercept last. */
export function usualOrder(context: Context, terms: readonly string[]): readonly string[] {
  const rankOf = (term: string): number =>
    term === INTERCEPT ? 3 : (rank[context.variables.get(term)?.role ?? ''] ?? 2);
  return terms
    .map((term, position) => ({ term, position }))
    .sort((a, b) => rankOf(a.term) - rankOf(b.term) || a.position - b.position)
    .map(({ term }) => term);
}

/** What `omit` and `indicate` leave out of the rows. */
export function isOmitted(table: PlannedTable, term: string): boolean {
  const listed = table.rows.some((row) => includesTerm(row.terms, term));
  if (listed) return false;
  const indicated = table.indicate.some((entry) => includesTerm(entry.terms, term));
  return indicated || includesTerm(table.omit, term) || table.omit.includes('rest');
}

/** The rows of a coefficient table from top to bottom; a row that no model feeds is not there. */
export function termRows(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
): readonly TermRow[] {
  const present = termsOf(models);
  const listed = table.rows.flatMap((row) => listedRows(context, table, row, models, present));
  const rest = present.filter(
    (term) => !table.rows.some((row) => includesTerm(row.terms, term)) && !isOmitted(table, term),
  );
  const single = usualOrder(context, rest).map((term) => ({
    label: termLabel(context, term, table.names),
    terms: [term],
  }));
  return [...listed, ...single];
}

/** A row fed by several variables, or, where one model has two of them, a row for each. */
function listedRows(
  context: Context,
  table: PlannedTable,
  row: PlannedTable['rows'][number],
  models: readonly Model[],
  present: readonly string[],
): readonly TermRow[] {
  const fed = present.filter((term) => includesTerm(row.terms, term));
  const terms = row.terms.flatMap((term) => fed.filter((candidate) => sameTerm(candidate, term)));
  if (terms.length === 0) return [];
  const label = (term: string): string => termLabel(context, term, table.names);
  const clash = models.some((model) => terms.filter((term) => hasTerm(model, term)).length > 1);
  if (clash) return terms.map((term) => ({ label: label(term), terms: [term] }));
  const named =
    namesIn(row.name).some((name) => context.variables.has(name)) || includesTerm(row.terms, row.name);
  return [{ label: named ? terms.map(label).join(' / ') : row.name, terms }];
}

function hasTerm(model: Model, term: string): boolean {
  return model.record.terms.some((candidate) => sameTerm(candidate.term, term));
}

/** The one term of a model that feeds a row. */
export function feeding(model: Model, row: TermRow): Model['record']['terms'][number] | undefined {
  return model.record.terms.find((term) => includesTerm(row.terms, term.term));
}

/**
 * Labels of what the table leaves out without a row that says so, the intercept included; a coded term of which no
 * column is shown has one.
 */
export function silentlyOmitted(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
): readonly string[] {
  const indicated = (term: string): boolean =>
    table.indicate.some((entry) => includesTerm(entry.terms, term));
  const coded = models.flatMap((model) => codedColumns(context, model));
  const labels = termsOf(models)
    .filter((term) => isOmitted(table, term) && !indicated(term))
    .map((term) => {
      const own = coded.find(({ column }) => column === term);
      const all = coded.filter((one) => own && termName(one.term) === termName(own.term));
      return own && all.every(({ column }) => isOmitted(table, column))
        ? codedTermLabel(context, own.term, table.names)
        : termLabel(context, term, table.names);
    });
  return [...new Set(labels)];
}

/** Whether a model has any of the terms of an `indicate` row. */
export function hasAny(model: Model, terms: readonly string[]): boolean {
  return terms.some((term) => hasTerm(model, term));
}
