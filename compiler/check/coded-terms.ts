import { estimatedTerms } from '../formula/names.ts';
import { isCoding } from '../formula/terms.ts';
import type { Call, Expression } from '../plan/expression.ts';
import type { ModelTerm } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import type { ModelEntry } from './checked.ts';
import { isCategorical } from './codings.ts';
import type { Scope } from './scope.ts';

/**
 * What stands for columns that only the data tell: terms of text columns, `factor()` and `i()`. A factor of such a term
 * is known by how its columns' names begin and end: `industry…`, `rel::…`, `rel::…:x`.
 */
interface Part {
  readonly begins: string;
  readonly ends: string;
  /** Whether something of its own must stand between: the level. */
  readonly coded: boolean;
}

/** Whether a name could be that of a coded column of one of the models, `industryequipment`, `x:rel::0`. */
export function codedColumns(models: readonly ModelEntry[], scope: Scope): (name: string) => boolean {
  const patterns = [...new Set(codedOf(models, scope).map((parts) => patternOf(parts)))].map(
    (source) => new RegExp(source, 'su'),
  );
  return (name) => patterns.some((pattern) => pattern.test(name));
}

/** The same, or a coded term as a whole: `industry`, `factor(year)`, `i(rel)` for `i(rel, ref=-1)`. */
export function codedTerms(models: readonly ModelEntry[], scope: Scope): (name: string) => boolean {
  const column = codedColumns(models, scope);
  const wholes = new Set(
    termsOf(models).flatMap(({ factors }) => {
      if (!factors.some(isCoding)) return [];
      return [factors.map(shortName).join(':'), factors.map(shortName).reverse().join(':')];
    }),
  );
  return (name) => wholes.has(name) || column(name);
}

function termsOf(models: readonly ModelEntry[]): readonly ModelTerm[] {
  return models.flatMap(({ formula }) => estimatedTerms(formula));
}

/** `i(rel, x)` for `i(rel, x, ref=-1)`. */
function shortName(factor: Expression): string {
  return printExpression(isCoding(factor) ? { ...factor, named: {} } : factor);
}

function codedOf(models: readonly ModelEntry[], scope: Scope): readonly (readonly Part[])[] {
  const parts = termsOf(models).map(({ factors }) => factors.map((factor) => partOf(factor, scope)));
  return parts.filter((one) => one.some((part) => part.coded));
}

function partOf(factor: Expression, scope: Scope): Part {
  if (isCoding(factor) && factor.function === 'i') return indicatorPart(factor);
  const begins = factor.kind === 'name' ? factor.name : printExpression(factor);
  return { begins, ends: '', coded: isCategorical(factor, scope) || hidesText(factor, scope) };
}

function indicatorPart({ arguments: [column, slope] }: Call): Part {
  const begins = column?.kind === 'name' ? `${column.name}::` : '';
  const ends = slope === undefined ? '' : `:${slope.kind === 'name' ? slope.name : printExpression(slope)}`;
  return { begins, ends, coded: true };
}

/** A column of which nothing is known may be text. */
function hidesText(factor: Expression, scope: Scope): boolean {
  return factor.kind === 'name' && (scope.columns.get(factor.name)?.type ?? 'unknown') === 'unknown';
}

/** The factors in either order, as `TIN:POS` is also `POS:TIN`. */
function patternOf(parts: readonly Part[]): string {
  const sources = parts.map(
    ({ begins, ends, coded }) => `${escaped(begins)}${coded ? '.+' : ''}${escaped(ends)}`,
  );
  return `^(?:${sources.join(':')}|${[...sources].reverse().join(':')})$`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
