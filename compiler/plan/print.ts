import type { Binary, Call, Expression } from './expression.ts';
import type { FixedEffect, ModelFormula, ModelTerm } from './model.ts';
import { comparison, isComparison, precedence, prefixPrecedence } from './precedence.ts';
import { quoteName, quotePart, quoteText } from './quote.ts';

/**
 * Prints trees in the one canonical way: reading what is printed gives the same tree. Spaces are R's (`a * b`, `a/b`,
 * `a^b`), so that terms have R's names; brackets stand only where they are needed.
 */

/** The canonical text of an expression. */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

/** R's name of a term: `TIN`, `TIN:POS`, `log(POS)`, `I(x^2)`, `factor(year)`. */
export function termName(term: ModelTerm): string {
  return term.factors.map(printExpression).join(':');
}

/**
 * `AGG ~ TIN + POS | city + year | endogenous ~ instruments`; without an intercept `AGG ~ 0 + TIN`, with nothing else
 * `AGG ~ 1`.
 */
export function printFormula(formula: ModelFormula): string {
  const names = formula.terms.map(termName);
  const first = formula.intercept ? (names.length === 0 ? ['1'] : []) : ['0'];
  const fixed = formula.fixed.length === 0 ? '' : ` | ${formula.fixed.map(printFixed).join(' + ')}`;
  const { instruments: part } = formula;
  const list = (terms: readonly ModelTerm[]): string => terms.map(termName).join(' + ');
  const instruments = part === null ? '' : ` | ${list(part.endogenous)} ~ ${list(part.instruments)}`;
  return `${printExpression(formula.outcome)} ~ ${[...first, ...names].join(' + ')}${fixed}${instruments}`;
}

/** `city`, `city^year` for a combination, `city[x]` with a slope that varies. */
export function printFixed({ columns, slopes }: FixedEffect): string {
  const slope = slopes.length === 0 ? '' : `[${slopes.map(quoteName).join(', ')}]`;
  return columns.map(quoteName).join('^') + slope;
}

/** The text of an expression that stands where only operators as tight as `minimum` may. */
function print(expression: Expression, minimum: number): string {
  const text = printBare(expression);
  return tightness(expression) < minimum ? `(${text})` : text;
}

function tightness(expression: Expression): number {
  switch (expression.kind) {
    case 'unary':
      return prefixPrecedence[expression.operator];
    case 'binary':
      return precedence[expression.operator];
    case 'interval':
    case 'membership':
      return comparison;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function printBare(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression.value);
    case 'text':
      return quoteText(expression.value);
    case 'missing':
      return 'missing';
    case 'name':
      return quoteName(expression.name);
    case 'reference':
      return printReference(expression.parts, expression.group);
    case 'unary': {
      const operand = print(expression.operand, prefixPrecedence[expression.operator]);
      return expression.operator === 'not' ? `not ${operand}` : expression.operator + operand;
    }
    case 'binary':
      return printBinary(expression);
    case 'interval': {
      const ends = `[${printExpression(expression.low)}, ${printExpression(expression.high)}]`;
      return `${print(expression.operand, comparison + 1)} in ${ends}`;
    }
    case 'membership': {
      const values = expression.values.map((v) => (typeof v === 'number' ? printNumber(v) : quoteText(v)));
      return `${print(expression.operand, comparison + 1)} in {${values.join(', ')}}`;
    }
    case 'call':
      return printCall(expression);
  }
}

/** The shortest digits that give the same double. */
function printNumber(value: number): string {
  return String(value);
}

function printReference(
  parts: readonly string[],
  group: { readonly name: string; readonly after: number } | undefined,
): string {
  return parts
    .map((part, i) => {
      const text = i === 0 ? quoteName(part) : `.${quotePart(part)}`;
      return group?.after === i + 1 ? `${text}@${quotePart(group.name)}` : text;
    })
    .join('');
}

function printBinary({ operator, left, right }: Binary): string {
  const own = precedence[operator];
  const tight = operator === '/' || operator === '^';
  const leftMinimum = operator === '^' || isComparison(operator) ? own + 1 : own;
  // A sign may follow ^ although it binds less: 2^-1.
  const signed = operator === '^' && right.kind === 'unary' && right.operator !== 'not';
  const rightMinimum = signed ? prefixPrecedence['-'] : operator === '^' ? own : own + 1;
  const sign = tight ? operator : ` ${operator} `;
  return print(left, leftMinimum) + sign + print(right, rightMinimum);
}

function printCall(call: Call): string {
  const named = Object.entries(call.named).map(
    ([name, value]) => `${quoteName(name)}=${printExpression(value)}`,
  );
  return `${quoteName(call.function)}(${[...call.arguments.map(printExpression), ...named].join(', ')})`;
}
