import type { Expression } from '../../compiler/plan/expression.ts';
import type { ModelFormula } from '../../compiler/plan/model.ts';
import type { Column } from '../engines/memory/table.ts';
import { type Levels, levelsOf } from './codes.ts';
import type { ColumnPart } from './design.ts';
import {
  type Indicators,
  indicatorColumns,
  readIndicators,
  referenceLevel,
  whereLevel,
} from './indicators.ts';
import { expressionName, termName } from './names.ts';
import type { Evaluate } from './rows.ts';
import { sharedColumn } from './samples.ts';
import { needsOf } from './values.ts';

export interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
  /** Its factors, whose product it is. */
  readonly parts: readonly ColumnPart[];
}

export interface CodedColumn extends NamedColumn {
  /** The name of its term. */
  readonly term: string;
  /** The level of the term's `i()` that has no column; absent where there is no `i()`, or where all have one. */
  readonly reference?: string;
}

/** A factor of a term over the rows of the design: numbers, categories to be coded as dummies, or an `i()`. */
type Factor =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly values: Float64Array;
      readonly expression: Expression;
    }
  | {
      readonly kind: 'categories';
      readonly name: string;
      readonly levels: Levels;
      readonly column: Expression;
    }
  | Indicators;

export interface CodingOptions {
  readonly evaluate: Evaluate;
  /** Declared order of a column's levels. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
}

/**
 * The columns of all terms, in the order of the formula, without the constant. Text and `factor(x)` are coded as R's
 * model.matrix does with treatment contrasts, `i()` as fixest does; within an interaction the first factor varies
 * fastest. Levels are those of the given rows, as in R's lm, which drops the others: where `where` or missing cells
 * take every row of the first level, the next one is the reference.
 */
export function codeTerms(
  formula: ModelFormula,
  rows: Int32Array,
  options: CodingOptions,
): readonly CodedColumn[] {
  return codeEachTerm(formula, rows, options).flat();
}

/** The same, term by term. */
export function codeEachTerm(
  formula: ModelFormula,
  rows: Int32Array,
  options: CodingOptions,
): readonly (readonly CodedColumn[])[] {
  const terms = formula.terms.map((term) => term.factors.map((f) => readFactor(f, rows, options)));
  const byContrasts = contrastRule(formula, terms);
  const withoutFirst = indicatorRule(formula, terms);
  return terms.map((factors, i) => {
    const term = termName(formula.terms[i]!);
    const left = factors.flatMap((factor) =>
      factor.kind === 'indicators' ? (referenceLevel(factor, withoutFirst(factors)) ?? []) : [],
    );
    return factors
      .map((factor, position): readonly NamedColumn[] =>
        factor.kind === 'indicators'
          ? indicatorColumns(factor, withoutFirst(factors))
          : columnsOf(factor, byContrasts(factors, position)),
      )
      .reduce((left, right) => right.flatMap((b) => left.map((a) => product(a, b))))
      .map((column) => ({ ...column, term, ...(left[0] === undefined ? {} : { reference: left[0] }) }));
  });
}

function readFactor(expression: Expression, rows: Int32Array, options: CodingOptions): Factor {
  if (expression.kind === 'call' && expression.function === 'i') {
    return readIndicators(expression, rows, options);
  }
  const [inner = expression] = needsOf(expression);
  const column = options.evaluate(inner);
  const name = expressionName(expression);
  if (column.kind === 'number' && !isFactorCall(expression)) {
    return {
      kind: 'number',
      name,
      values: sharedColumn(column.values, rows),
      expression,
    };
  }
  const levels = levelsOf(column, rows, declaredLevels(inner, column, options));
  return { kind: 'categories', name, levels, column: inner };
}

function isFactorCall(e: Expression): boolean {
  return e.kind === 'call' && e.function === 'factor';
}

function declaredLevels(
  e: Expression,
  column: Column,
  options: CodingOptions,
): readonly string[] | undefined {
  return options.levels.get(e.kind === 'name' ? e.name : column.name);
}

/**
 * R's rule (TermCode in its model.c; Chambers & Hastie 1992, p. 38): a factor is coded by contrasts if the term
 * without it is part of an earlier term, terms being taken by order of interaction, or is empty; else by all levels.
 * Without a constant the first factor is coded by all levels. Absorbed effects hold the constant.
 */
function contrastRule(
  formula: ModelFormula,
  terms: readonly (readonly Factor[])[],
): (factors: readonly Factor[], position: number) => boolean {
  const ordered = terms.map((factors, index) => ({ factors, index }));
  ordered.sort((a, b) => a.factors.length - b.factors.length || a.index - b.index);
  const first = ordered.flatMap(({ factors }) => factors).find((factor) => factor.kind === 'categories');
  return (factors, position) => {
    const factor = factors[position]!;
    if (!hasConstant(formula) && factor === first) return false;
    const rest = factors.filter((_, i) => i !== position).map((other) => other.name);
    if (rest.length === 0) return true;
    const before = ordered.slice(
      0,
      ordered.findIndex((term) => term.factors === factors),
    );
    return before.some((term) => rest.every((name) => term.factors.some((other) => other.name === name)));
  };
}

/**
 * fixest's rule for `i(f)` without `ref`: by itself it leaves its first level out, unless there is no constant and it
 * is the first. Within an interaction it keeps all.
 */
function indicatorRule(
  formula: ModelFormula,
  terms: readonly (readonly Factor[])[],
): (factors: readonly Factor[]) => boolean {
  const plain = terms.filter(([only, ...more]) => more.length === 0 && only && isPlain(only));
  return (factors) => plain.includes(factors) && (hasConstant(formula) || factors !== plain[0]);
}

function isPlain(factor: Factor): boolean {
  return factor.kind === 'indicators' && factor.slope === null;
}

/** Absorbed effects hold the constant. */
function hasConstant(formula: ModelFormula): boolean {
  return formula.intercept || formula.fixed.length > 0;
}

/** A factor with a single level keeps its column of ones: the estimator then drops and names it. */
function columnsOf(factor: Exclude<Factor, Indicators>, contrasts: boolean): readonly NamedColumn[] {
  if (factor.kind === 'number') {
    const { name, values, expression } = factor;
    return [{ name, values, parts: [{ kind: 'number', expression }] }];
  }
  const { codes, labels } = factor.levels;
  const { column, name: prefix } = factor;
  const first = contrasts && labels.length > 1 ? 1 : 0;
  return labels.slice(first).map((label, offset) => ({
    name: `${factor.name}${label}`,
    values: whereLevel(codes, first + offset, null),
    parts: [{ kind: 'level', column, prefix, label, labels, reference: labels[0]! }],
  }));
}

function product(a: NamedColumn, b: NamedColumn): NamedColumn {
  const values = a.values.map((value, i) => value * b.values[i]!);
  return { name: `${a.name}:${b.name}`, values, parts: [...a.parts, ...b.parts] };
}
