import type { BinaryOperator } from '../plan/expression.ts';
import type { Range } from './located.ts';
import type { WordParts } from './words.ts';

/**
 * What the grammar reads, before it is known whether it is an expression or the terms of a formula: `a:b` and `f[x]`
 * have a node here, and brackets are kept, because `(a + b)^2` and `a + b^2` differ in more than their shape.
 * `depth` is the height of the tree; everything that recurses relies on its limit.
 */
export type Syntax =
  | NumberSyntax
  | TextSyntax
  | MissingSyntax
  | WordSyntax
  | GroupSyntax
  | PrefixSyntax
  | InfixSyntax
  | RangeSyntax
  | CallSyntax
  | SlopeSyntax;

interface Node extends Range {
  readonly depth: number;
}

export interface NumberSyntax extends Node {
  readonly kind: 'number';
  readonly image: string;
}

export interface TextSyntax extends Node {
  readonly kind: 'text';
  readonly value: string;
}

export interface MissingSyntax extends Node {
  readonly kind: 'missing';
}

export interface WordSyntax extends Node {
  readonly kind: 'word';
  readonly word: WordParts;
}

export interface GroupSyntax extends Node {
  readonly kind: 'group';
  readonly inner: Syntax;
}

export type PrefixOperator = '-' | '+' | 'not';

export interface PrefixSyntax extends Node {
  readonly kind: 'prefix';
  readonly operator: PrefixOperator;
  readonly operand: Syntax;
}

export type InfixOperator = BinaryOperator | ':';

export interface InfixSyntax extends Node {
  readonly kind: 'infix';
  readonly operator: InfixOperator;
  /** Where the operator itself stands. */
  readonly sign: Range;
  readonly left: Syntax;
  readonly right: Syntax;
}

/** What follows `in`. */
export type RangeOperand =
  | (Range & { readonly kind: 'interval'; readonly low: Syntax; readonly high: Syntax })
  | (Range & { readonly kind: 'members'; readonly values: readonly LiteralSyntax[] });

/** A literal between braces: a number (with its sign), a text, or a bare word, which is a text. */
export type LiteralSyntax =
  | (Range & { readonly kind: 'number'; readonly image: string; readonly negative: boolean })
  | (Range & { readonly kind: 'text'; readonly value: string });

export interface RangeSyntax extends Node {
  readonly kind: 'range';
  readonly operand: Syntax;
  readonly range: RangeOperand;
}

export interface ArgumentSyntax {
  /** What stands before `=`; null for a positional argument. */
  readonly name: Syntax | null;
  readonly value: Syntax;
}

export interface CallSyntax extends Node {
  readonly kind: 'call';
  readonly function: string;
  readonly functionRange: Range;
  readonly arguments: readonly ArgumentSyntax[];
}

/** `f[x]` of fixest: a slope that varies with f. */
export interface SlopeSyntax extends Node {
  readonly kind: 'slope';
  readonly name: WordSyntax;
  readonly slopes: readonly Syntax[];
}

/** `left ~ right | part | part ~ part`. */
export interface FormulaSyntax extends Range {
  readonly left: Syntax;
  readonly right: Syntax;
  readonly bars: readonly BarSyntax[];
}

/** What follows a `|`: `right` is what follows a `~` there. Begins at the `|`. */
export interface BarSyntax extends Range {
  readonly left: Syntax;
  readonly right: Syntax | null;
}
