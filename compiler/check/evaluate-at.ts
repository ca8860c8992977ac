import type { Binary, BinaryOperator, Call, Expression } from '../plan/expression.ts';
import { byCodePoint } from './code-points.ts';

/** A number, a text, missing (null), or not decided by one column alone (undefined). */
export type Answer = number | string | null | undefined;

/**
 * An expression over one column at one of its values, as the run would compute it: comparisons, logic and arithmetic
 * in full, calls as far as they look at nothing but their row.
 */
export function evaluateAt(node: Expression, column: string, value: number | string | null): Answer {
  const at = (part: Expression): Answer => evaluateAt(part, column, value);
  switch (node.kind) {
    case 'number':
    case 'text':
      return node.value;
    case 'missing':
      return null;
    case 'name':
      return node.name === column ? value : undefined;
    case 'reference':
      return undefined;
    case 'unary':
      return unary(node.operator, at(node.operand));
    case 'binary':
      return chain(node, at);
    case 'interval':
      return connect(
        'and',
        compare('>=', at(node.operand), at(node.low)),
        compare('<=', at(node.operand), at(node.high)),
      );
    case 'membership': {
      const operand = at(node.operand);
      return operand === undefined || operand === null ? operand : Number(node.values.includes(operand));
    }
    case 'call':
      return call(node, at);
  }
}

function unary(operator: '-' | '+' | 'not', operand: Answer): Answer {
  if (operator === 'not') {
    const answer = decided(operand);
    return typeof answer === 'number' ? 1 - answer : answer;
  }
  return typeof operand === 'number' ? (operator === '-' ? -operand : operand) : operand;
}

/** 1, 0, missing or undefined: any other number is no answer to a question. */
function decided(answer: Answer): number | null | undefined {
  if (answer === undefined) return undefined;
  return answer === 1 || answer === 0 ? answer : null;
}

/** Walks down the left operands in a loop: a long `or` is a deep tree. */
function chain(node: Binary, at: (part: Expression) => Answer): Answer {
  const parts: Binary[] = [node];
  let { left } = node;
  while (left.kind === 'binary') {
    parts.push(left);
    left = left.left;
  }
  return parts.reduceRight((answer, one) => binary(one.operator, answer, at(one.right)), at(left));
}

function binary(operator: BinaryOperator, left: Answer, right: Answer): Answer {
  if (operator === 'and' || operator === 'or') return connect(operator, left, right);
  if ('+-*/^'.includes(operator)) return arithmetic(operator, left, right);
  return compare(operator, left, right);
}

function connect(operator: 'and' | 'or', left: Answer, right: Answer): Answer {
  const deciding = operator === 'and' ? 0 : 1;
  const [a, b] = [decided(left), decided(right)];
  if (a === deciding || b === deciding) return deciding;
  if (a === undefined || b === undefined) return undefined;
  return a === null || b === null ? null : 1 - deciding;
}

function arithmetic(operator: BinaryOperator, left: Answer, right: Answer): Answer {
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  const result = operations[operator]?.(left, right) ?? Number.NaN;
  return Number.isFinite(result) ? result : null;
}

const operations: Partial<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => (b === 2 ? a * a : a ** b),
};

function compare(operator: BinaryOperator, left: Answer, right: Answer): Answer {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return null;
  const sign =
    typeof left === 'string' || typeof right === 'string'
      ? byCodePoint(String(left), String(right))
      : Number(left > right) - Number(left < right);
  switch (operator) {
    case '==':
      return Number(sign === 0);
    case '!=':
      return Number(sign !== 0);
    case '<':
      return Number(sign < 0);
    case '<=':
      return Number(sign <= 0);
    case '>':
      return Number(sign > 0);
    case '>=':
      return Number(sign >= 0);
    default:
      return undefined;
  }
}

const rowwise: ReadonlyMap<string, (x: number) => number> = new Map([
  ['abs', Math.abs],
  ['floor', Math.floor],
  ['ceil', Math.ceil],
  ['sign', Math.sign],
  ['log', Math.log],
  ['sqrt', Math.sqrt],
  ['exp', Math.exp],
]);

function call(node: Call, at: (part: Expression) => Answer): Answer {
  const [first, second, third] = node.arguments;
  if (!first) return undefined;
  const value = at(first);
  if (node.function === 'is_missing') return value === undefined ? undefined : Number(value === null);
  if (node.function === 'if' && second && third) {
    const answer = decided(value);
    return typeof answer === 'number' ? at(answer === 1 ? second : third) : answer;
  }
  const f = rowwise.get(node.function);
  if (!f || typeof value === 'string') return undefined;
  if (typeof value !== 'number') return value;
  const result = f(value);
  return Number.isFinite(result) ? result : null;
}
