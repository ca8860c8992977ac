import { invariant } from '../../../../compiler/plan/invariant.ts';
import { map } from '../arithmetic.ts';
import { roundDecimal } from '../round-decimal.ts';
import type { EvaluationEvent, ExpressionFunction } from '../scope.ts';
import { argument, declare, literal } from './call.ts';

function rowwise(
  name: string,
  doc: string,
  f: (x: number) => number,
  event: EvaluationEvent = 'not-finite',
): ExpressionFunction {
  return {
    declaration: declare(name, doc, [1, 1]),
    apply: (call, scope) => map(f, argument(call, 0, scope), scope, event),
  };
}

const round: ExpressionFunction = {
  declaration: declare(
    'round',
    'Rounds to digits (0 unless given) after the decimal point, half away from zero on the decimal value.',
    [1, 2],
    { named: ['digits'] },
  ),
  apply(call, scope) {
    const digits = literal(call, 1, 'digits', 0);
    invariant(Number.isInteger(digits), 'a whole number of digits');
    return map((x) => roundDecimal(x, digits), argument(call, 0, scope), scope);
  },
};

/** Functions of one number, row by row. The sum with 0 turns -0 into 0. */
export const rowwiseFunctions: readonly ExpressionFunction[] = [
  rowwise(
    'log',
    'Natural logarithm; of a number that is not positive it is missing, counted and reported.',
    (x) => (x > 0 ? Math.log(x) : Number.NaN),
    'non-positive-log',
  ),
  rowwise('exp', 'The exponential.', Math.exp),
  rowwise('sqrt', 'Square root; of a negative number it is missing, and counted.', Math.sqrt),
  rowwise('abs', 'Absolute value.', Math.abs),
  round,
  rowwise('floor', 'Largest whole number that is not above.', Math.floor),
  rowwise('ceil', 'Smallest whole number that is not below.', (x) => Math.ceil(x) + 0),
  rowwise('sign', '-1, 0 or 1.', (x) => Math.sign(x) + 0),
];
