import { sameTerm } from '../claims/terms.ts';
import { INTERCEPT } from '../design/names.ts';
import type { Estimated } from '../estimators/estimate.ts';
import type { CompareResult, Note } from '../results/results.ts';
import type { ComparedModel, Comparison, ComparisonInput, Equality } from './comparison.ts';

/** Name of the test that every coefficient is the same, the constant with them. */
const ALL = '(all)';

/**
 * Each term by itself: all models at once, then every pair where there are more than two. By chow also whether every
 * coefficient is the same. What cannot be tested is a row with a note.
 */
export function compareModels(
  comparison: Comparison,
  terms: readonly string[],
  input: ComparisonInput,
): readonly CompareResult[] {
  const { models } = input;
  const test = comparison.declaration.name;
  const everyone = models.map((_, i) => i);
  const pairs = everyone.flatMap((i) => everyone.slice(i + 1).map((j) => [i, j]));
  const sets = models.length > 2 ? [everyone, ...pairs] : [everyone];
  const equality = comparison.prepare(input);
  const rowOf = (term: string, among: readonly number[]): CompareResult =>
    row({ term, test, models: among.map((i) => models[i]!) }, among, equality);
  const rows = terms.flatMap((term) => sets.map((among) => rowOf(term, among)));
  return test === 'chow' ? [...rows, rowOf(ALL, everyone)] : rows;
}

interface Asked {
  readonly term: string;
  readonly test: string;
  readonly models: readonly ComparedModel[];
}

function row(
  { term, test, models }: Asked,
  among: readonly number[],
  equality: Equality | string,
): CompareResult {
  const about = { term, test, groups: models.map(({ name }) => name) };
  if (typeof equality === 'string') return { ...about, ...NOTHING, note: untested(equality) };
  const { columns, lacking } = columnsOf(term, models);
  if (columns.length === 0) return { ...about, ...NOTHING, note: lackingNote(lacking) };
  const tested = equality(columns, among);
  if (typeof tested === 'string') return { ...about, ...NOTHING, note: untested(tested) };
  return { ...about, ...tested, ...(lacking.length > 0 ? { note: lackingNote(lacking) } : {}) };
}

/** A row without a test, of models of which one has no estimates. */
export function uncompared(
  about: Pick<CompareResult, 'term' | 'test' | 'groups'>,
  reason: string,
): CompareResult {
  return { ...about, ...NOTHING, note: untested(reason) };
}

function untested(message: string): Note {
  return { code: 'not-compared', message };
}

interface Lacking {
  readonly column: string;
  readonly names: readonly string[];
}

function lackingNote(lacking: readonly Lacking[]): Note {
  const message = lacking
    .map(({ column, names }) => `${column} is not estimated in ${names.join(', ')}`)
    .join('; ');
  const names = lacking.map(({ column }) => column);
  const groups = [...new Set(lacking.flatMap((one) => one.names))];
  return { code: 'not-compared', message, values: { names, groups } };
}

const NOTHING = {
  ...{ difference: null, std_error: null, statistic: null, distribution: null, df: null, df2: null, p: null },
} as const;

/** The coefficients that a term stands for and all models have, and what is said of the others. */
function columnsOf(
  term: string,
  models: readonly ComparedModel[],
): { readonly columns: readonly string[]; readonly lacking: readonly Lacking[] } {
  const asked =
    term === ALL ? allOf(models[0]!) : [...new Set(models.flatMap((model) => codedFrom(term, model)))];
  const without = asked.map((column) => ({
    column,
    names: models.filter(({ estimated }) => !has(estimated, column)).map(({ name }) => name),
  }));
  return {
    columns: without.filter(({ names }) => names.length === 0).map(({ column }) => column),
    lacking: without.filter(({ names }) => names.length > 0),
  };
}

/** A constant beside absorbed effects is none of the regression's own. */
function allOf({ estimated: { fit }, spec }: ComparedModel): readonly string[] {
  return fit.report.terms.filter((name) => name !== INTERCEPT || spec.formula.fixed.length === 0);
}

function codedFrom(term: string, { estimated: { design } }: ComparedModel): readonly string[] {
  const coded = design.names.filter((name) => design.termOf?.get(name) === term);
  return coded.length > 0 ? coded : [term];
}

function has({ fit }: Estimated, column: string): boolean {
  return fit.report.terms.some((name) => sameTerm(name, column));
}
