import type { Span } from './span.ts';

/**
 * The expression language as a tree: plain data that both the compiler and the runtime read.
 * Spans are for messages only; a plan leaves them out of its hashes.
 */
export type Expression =
  | NumberLiteral
  | TextLiteral
  | MissingLiteral
  | Name
  | Reference
  | Unary
  | Binary
  | Interval
  | Membership
  | Call;

interface Node {
  readonly span?: Span;
}

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: number;
}

export interface TextLiteral extends Node {
  readonly kind: 'text';
  readonly value: string;
}

export interface MissingLiteral extends Node {
  readonly kind: 'missing';
}

/** A column, as written (without backticks). */
export interface Name extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/**
 * A value of the results, `baseline.4.TIN.estimate` or `by_period.AGG@forming.n`: only in claims.
 * `parts` are the dotted parts without backticks; `group` follows the @, after part number `at`.
 */
export interface Reference extends Node {
  readonly kind: 'reference';
  readonly parts: readonly string[];
  readonly group?: { readonly name: string; readonly after: number };
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '+' | 'not';
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or';

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `x in [low, high]`, both ends included. */
export interface Interval extends Node {
  readonly kind: 'interval';
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

/** `x in {a, b}`: literals only. */
export interface Membership extends Node {
  readonly kind: 'membership';
  readonly operand: Expression;
  readonly values: readonly (number | string)[];
}

/** `log(x)`, `lag(x, k=2)`, `mean(x, by=city)`. `function` is the name as written. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly function: string;
  readonly arguments: readonly Expression[];
  readonly named: Readonly<Record<string, Expression>>;
}
