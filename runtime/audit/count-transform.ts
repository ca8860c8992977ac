import type { Expression } from '../../compiler/plan/expression.ts';
import {
  add,
  divide,
  everything,
  exactly,
  type Interval,
  monotone,
  multiply,
  negate,
  subtract,
} from './interval.ts';

/** Functions that never fall, by name, with the least argument that they take. */
const rising: Readonly<Record<string, { readonly f: (x: number) => number; readonly from: number }>> = {
  log: { f: Math.log, from: 0 },
  log1p: { f: Math.log1p, from: -1 },
  log10: { f: Math.log10, from: 0 },
  sqrt: { f: Math.sqrt, from: 0 },
  exp: { f: Math.exp, from: -Infinity },
};

/** What an expression can give when every name in it is in the interval; everything where it is of another kind. */
export function imageOf(expression: Expression, names: Interval): Interval {
  switch (expression.kind) {
    case 'number':
      return exactly(expression.value);
    case 'name':
      return names;
    case 'unary':
      return expression.operator === '-'
        ? negate(imageOf(expression.operand, names))
        : imageOf(expression.operand, names);
    case 'binary':
      return ofBinary(expression.operator, imageOf(expression.left, names), imageOf(expression.right, names));
    case 'call': {
      const [argument] = expression.arguments;
      const known = Object.hasOwn(rising, expression.function) ? rising[expression.function] : undefined;
      if (!known || !argument || expression.arguments.length !== 1) return everything;
      const { low, high } = imageOf(argument, names);
      return monotone(known.f, { low: Math.max(low, known.from), high: Math.max(high, known.from) });
    }
    default:
      return everything;
  }
}

function ofBinary(operator: string, left: Interval, right: Interval): Interval {
  if (operator === '+') return add(left, right);
  if (operator === '-') return subtract(left, right);
  if (operator === '*') return multiply(left, right);
  if (operator === '/') return divide(left, right);
  return everything;
}

/** Largest count that is tried. */
const MOST = 2 ** 50;

/**
 * The whole numbers around the count whose transform is `value`: null unless the expression rises with its one name.
 * `exact`: the real count that would give it.
 */
export function countAt(
  expression: Expression,
  value: Interval,
): { readonly whole: boolean; readonly exact: number } | null {
  const at = (count: number): number => {
    const { low, high } = imageOf(expression, exactly(count));
    return (low + high) / 2;
  };
  const [zero, one, many] = [at(0), at(1), at(MOST)];
  if (!(Number.isFinite(zero) && zero < one && one < many) || value.high < zero || value.low > many)
    return null;
  const first = firstFrom(at, value.low);
  const exact = realFrom(at, (value.low + value.high) / 2);
  return { whole: at(first) <= value.high, exact };
}

/** The least whole count whose transform is at least `value`. */
function firstFrom(at: (count: number) => number, value: number): number {
  let [low, high] = [0, MOST];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function realFrom(at: (count: number) => number, value: number): number {
  let [low, high] = [0, MOST];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (at(middle) >= value) high = middle;
    else low = middle;
  }
  return high;
}
