import type { Call, Expression } from '../../compiler/plan/expression.ts';

/** What formulas have beside expressions, as expressions: wrappers are about coding and names, `l f d` are lags. */

const LAGS: Readonly<Record<string, string>> = { l: 'lag', f: 'lead', d: 'diff' };

/** The expression that gives a factor's values on the rows of a table: `factor(x)` and `I(x)` those of x. */
export function valuesOf(e: Expression): Expression {
  switch (e.kind) {
    case 'unary':
    case 'membership':
      return { ...e, operand: valuesOf(e.operand) };
    case 'interval':
      return { ...e, operand: valuesOf(e.operand), low: valuesOf(e.low), high: valuesOf(e.high) };
    case 'binary':
      return { ...e, left: valuesOf(e.left), right: valuesOf(e.right) };
    case 'call':
      return valuesOfCall(e);
    default:
      return e;
  }
}

function valuesOfCall(call: Call): Expression {
  const [first] = call.arguments;
  if (first !== undefined && (call.function === 'I' || call.function === 'factor')) return valuesOf(first);
  const named = Object.entries(call.named).map(([name, value]) => [name, valuesOf(value)] as const);
  return {
    ...call,
    function: Object.hasOwn(LAGS, call.function) ? LAGS[call.function]! : call.function,
    arguments: call.arguments.map(valuesOf),
    named: Object.fromEntries(named),
  };
}

/** The expressions whose values a factor needs: f and x of `i(f, x)`, x of `factor(x)`, else itself. */
export function needsOf(e: Expression): readonly Expression[] {
  if (e.kind !== 'call') return [e];
  if (e.function === 'i') return e.arguments;
  const wrapped = (e.function === 'factor' || e.function === 'I') && e.arguments.length === 1;
  return wrapped ? needsOf(e.arguments[0]!) : [e];
}
