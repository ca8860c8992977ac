import type { Call, Expression, Name } from '../plan/expression.ts';
import type { Span } from '../plan/span.ts';

/** A formula as written: families, sets, `*` and powers not yet expanded. Every node carries its span. */
export interface FormulaTree {
  readonly kind: 'formula';
  /** One model each: a single one, or the several of `c(y1, y2)`. */
  readonly outcomes: readonly Expression[];
  readonly terms: TermTree;
  readonly fixed: readonly FixedTree[];
  readonly instruments: InstrumentsTree | null;
  readonly span: Span;
}

/** `endogenous ~ instruments`, after the last bar. */
export interface InstrumentsTree {
  readonly endogenous: TermTree;
  readonly instruments: TermTree;
  readonly span: Span;
}

export type TermTree =
  | SumTree
  | ConstantTree
  | RegressorTree
  | ShiftTree
  | ProductTree
  | PowerTree
  | FamilyTree;

interface Node {
  readonly span: Span;
}

/** `a + b - c`; in brackets where it stands within another term. */
export interface SumTree extends Node {
  readonly kind: 'sum';
  readonly items: readonly { readonly sign: '+' | '-'; readonly term: TermTree }[];
}

/** `1` or `0`: with or without the intercept. */
export interface ConstantTree extends Node {
  readonly kind: 'constant';
  readonly value: 0 | 1;
}

/** A column, a set's name, or a call: what is one factor of a term. */
export interface RegressorTree extends Node {
  readonly kind: 'regressor';
  readonly expression: Name | Call;
}

export type ShiftName = 'l' | 'f' | 'd';

/** `l(x)`, `l(x, 2)`, `f(Set, 1:3)`: lags, leads or differences, one term for each distance and member. */
export interface ShiftTree extends Node {
  readonly kind: 'shift';
  readonly function: ShiftName;
  readonly operand: Expression;
  /** From one distance to the other, both included, in either direction; null where none is written. */
  readonly distances: { readonly from: number; readonly to: number } | null;
}

/** `a:b`, or `a*b` for both and their interaction. */
export interface ProductTree extends Node {
  readonly kind: 'product';
  readonly operator: ':' | '*';
  readonly left: TermTree;
  readonly right: TermTree;
}

/** `(a + b)^2`: interactions up to that degree. */
export interface PowerTree extends Node {
  readonly kind: 'power';
  readonly base: TermTree;
  readonly exponent: number;
}

export type FamilyName = 'sw' | 'sw0' | 'csw' | 'csw0';

/** Several models: each alternative in turn (`sw`), or one more at a time (`csw`); `0` begins with none. */
export interface FamilyTree extends Node {
  readonly kind: 'family';
  readonly family: FamilyName;
  readonly alternatives: readonly TermTree[];
}

/** `city`, or `city^year`: one category for each combination; `city[x]` with a slope of x for each city. */
export interface FixedTree extends Node {
  readonly columns: readonly Name[];
  readonly slopes: readonly Name[];
}
