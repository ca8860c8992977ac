import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { outcomeOf, type Parsed } from './located.ts';

/** A linear equation in coefficients: the sum of weight times coefficient is the value. */
export interface LinearEquation {
  /** In order of appearance, each once. */
  readonly coefficients: readonly Coefficient[];
  readonly value: number;
}

export interface Coefficient {
  /** As R names it: `TIN`, `TIN:POS`, `log(POS)`. */
  readonly name: string;
  readonly weight: number;
  /** Where it first stands. */
  readonly span: Span;
}

/** A sum of weighted coefficients and a number. */
interface Sum {
  readonly weights: ReadonlyMap<string, Omit<Coefficient, 'name'>>;
  readonly constant: number;
}

/**
 * An equation over names of coefficients → its linear form, everything with a name on the left. A call is the name of
 * a coefficient as R prints it. What multiplies coefficients with one another, or has no `==`, is reported at its place.
 */
export function linearEquation(tree: Expression, at: Span): Parsed<LinearEquation> {
  const diagnostics: Diagnostic[] = [];
  const found = printExpression(tree);
  if (tree.kind !== 'binary' || tree.operator !== '==') {
    const reason = 'it has no ==';
    return { ok: false, diagnostics: [diagnostic('hypothesis-form', tree.span ?? at, { found, reason })] };
  }
  const left = sumOf(tree.left, at, diagnostics);
  const right = sumOf(tree.right, at, diagnostics);
  if (!left || !right) return { ok: false, diagnostics };
  const { weights, constant } = added(left, right, -1);
  const coefficients = [...weights]
    .map(([name, { weight, span }]) => ({ name, weight, span }))
    .filter(({ weight }) => weight !== 0);
  if (coefficients.length === 0) {
    const reason = 'no coefficient is left in it';
    diagnostics.push(diagnostic('hypothesis-form', tree.span ?? at, { found, reason }));
  }
  // Not -0, which prints like 0 and hashes like it.
  return outcomeOf({ coefficients, value: constant === 0 ? 0 : -constant }, diagnostics);
}

/** Null, and reported, where a part is not linear. */
function sumOf(node: Expression, at: Span, out: Diagnostic[]): Sum | null {
  const span = node.span ?? at;
  switch (node.kind) {
    case 'number':
      return { weights: new Map(), constant: node.value };
    case 'name':
      return { weights: new Map([[node.name, { weight: 1, span }]]), constant: 0 };
    case 'call':
      return { weights: new Map([[printExpression(node), { weight: 1, span }]]), constant: 0 };
    case 'unary': {
      if (node.operator === 'not') return refused(node, span, out);
      const operand = sumOf(node.operand, at, out);
      return operand && (node.operator === '-' ? scaled(operand, -1) : operand);
    }
    case 'binary': {
      if (!'+-*/^'.includes(node.operator)) return refused(node, span, out);
      const [left, right] = [sumOf(node.left, at, out), sumOf(node.right, at, out)];
      if (!left || !right) return null;
      const sum = combined(node.operator, left, right);
      return sum && isBounded(sum) ? sum : refused(node, span, out);
    }
    default:
      return refused(node, span, out);
  }
}

function combined(operator: string, left: Sum, right: Sum): Sum | null {
  const [isLeft, isRight] = [left.weights.size === 0, right.weights.size === 0];
  switch (operator) {
    case '+':
      return added(left, right, 1);
    case '-':
      return added(left, right, -1);
    case '*':
      if (isLeft) return scaled(right, left.constant);
      return isRight ? scaled(left, right.constant) : null;
    case '/':
      return isRight && right.constant !== 0 ? each(left, (value) => value / right.constant) : null;
    default:
      return isLeft && isRight ? { weights: new Map(), constant: left.constant ** right.constant } : null;
  }
}

/** The left sum plus `sign` times the right one. */
function added(left: Sum, right: Sum, sign: 1 | -1): Sum {
  const weights = new Map(left.weights);
  for (const [name, { weight, span }] of right.weights) {
    const before = weights.get(name);
    weights.set(name, { weight: (before?.weight ?? 0) + sign * weight, span: before?.span ?? span });
  }
  return { weights, constant: left.constant + sign * right.constant };
}

const scaled = (sum: Sum, factor: number): Sum => each(sum, (value) => value * factor);

/** Every weight and the number changed alike. */
function each({ weights, constant }: Sum, change: (value: number) => number): Sum {
  const entries = [...weights].map(
    ([name, { weight, span }]) => [name, { weight: change(weight), span }] as const,
  );
  return { weights: new Map(entries), constant: change(constant) };
}

function isBounded({ weights, constant }: Sum): boolean {
  return [constant, ...[...weights.values()].map(({ weight }) => weight)].every(Number.isFinite);
}

function refused(node: Expression, span: Span, out: Diagnostic[]): null {
  out.push(diagnostic('not-linear', span, { found: printExpression(node) }));
  return null;
}
