import type { Call, Expression } from './expression.ts';
import type { ModelFormula } from './model.ts';
import { printExpression } from './print.ts';

/** What a marginal effect is of: a column, or a call without derivative that stands for a regressor of its own. */
export interface Underlying {
  /** What the factors of the formula are functions of. */
  readonly expression: Expression;
  /** The same as a term by itself, which names the rows of its effects. */
  readonly written: Expression;
  /** Equal for what is the same variable. */
  readonly key: string;
  /** Neither a column nor one of another period: what moves its columns moves it in a way that is not known. */
  readonly opaque: boolean;
}

const SMOOTH: ReadonlySet<string> = new Set(['I', 'log', 'exp', 'sqrt']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^']);
const SHIFTS: Readonly<Record<string, string>> = { l: 'lag', f: 'lead', lag: 'lag', lead: 'lead' };

/** The variables behind the terms of a formula, each once, in the order in which they first appear. */
export function underlyingOf({ terms }: Pick<ModelFormula, 'terms'>): readonly Underlying[] {
  const found = new Map<string, Underlying>();
  for (const one of terms.flatMap((term) => term.factors).flatMap(ofFactor)) {
    if (!found.has(one.key)) found.set(one.key, one);
  }
  return [...found.values()];
}

function ofFactor(factor: Expression): readonly Underlying[] {
  if (factor.kind === 'call' && factor.function === 'i') {
    const [levels, slope] = factor.arguments;
    const alone = slope === undefined ? factor : { ...factor, arguments: [levels!] };
    return [categories(levels!, alone), ...(slope === undefined ? [] : variablesIn(slope))];
  }
  if (factor.kind === 'call' && factor.function === 'factor')
    return [categories(factor.arguments[0]!, factor)];
  const inside = variablesIn(factor);
  const [only, ...more] = inside;
  // What I() wraps around a single call or condition belongs to the name of its row.
  const whole = more.length === 0 && only?.opaque && unwrapped(factor) === only.expression;
  return whole ? [{ ...only, written: factor }] : inside;
}

function categories(column: Expression, written: Expression): Underlying {
  return { expression: column, written, key: keyOf(column), opaque: false };
}

function unwrapped(e: Expression): Expression {
  return e.kind === 'call' && e.function === 'I' ? unwrapped(e.arguments[0]!) : e;
}

/** The variables that an expression is a differentiable function of. */
export function variablesIn(e: Expression): readonly Underlying[] {
  if (e.kind === 'number' || e.kind === 'text' || e.kind === 'missing') return [];
  if (e.kind === 'unary' && e.operator !== 'not') return variablesIn(e.operand);
  if (e.kind === 'binary' && ARITHMETIC.has(e.operator)) return [e.left, e.right].flatMap(variablesIn);
  if (e.kind === 'call' && SMOOTH.has(e.function)) return e.arguments.flatMap(variablesIn);
  const opaque = e.kind !== 'name' && !(e.kind === 'call' && Object.hasOwn(SHIFTS, e.function));
  return [{ expression: e, written: e, key: keyOf(e), opaque }];
}

/** `l(x)`, `l(x, 1)` and `lag(x, k=1)` are the same variable. */
export function keyOf(e: Expression): string {
  if (e.kind !== 'call' || !Object.hasOwn(SHIFTS, e.function)) return printExpression(e);
  return `${SHIFTS[e.function]}(${printExpression(e.arguments[0]!)}, ${stepsOf(e)})`;
}

function stepsOf({ arguments: [, steps], named }: Call): string {
  const given = steps ?? named['k'];
  return given === undefined ? '1' : printExpression(given);
}
