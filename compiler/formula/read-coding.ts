import type { Call, Expression, NumberLiteral, TextLiteral, Unary } from '../plan/expression.ts';
import { quoteText } from '../plan/quote.ts';
import { readNumber } from './numbers.ts';
import { readExpression, type Scope } from './read-expression.ts';
import type { ArgumentSyntax, CallSyntax, Syntax } from './syntax.ts';

/** `i(f)`, `i(f, x)`, `i(f, x, ref='a')`: a column coded by its values, and a slope for each of them. */

/** The meaning of a call of `i`. After a complaint the value is of no use. */
export function readCoding(syntax: CallSyntax, scope: Scope, source: string): Call {
  const span = scope.spanAt(syntax);
  const positional = syntax.arguments.filter((one) => one.name === null);
  const named = syntax.arguments.filter((one) => one.name !== null);
  const [column, slope, ...rest] = positional.map((one) => one.value);
  if (column === undefined || column.kind !== 'word' || rest.length > 0) {
    scope.complain(rest[0] ?? column ?? syntax, 'coding-form', {
      found: written(rest[0] ?? column ?? syntax, source),
      write: 'i() takes a column, then for varying slopes a number: i(f), i(f, x)',
    });
    return { kind: 'call', function: 'i', arguments: [], named: {}, span };
  }
  const given: Expression[] = [readExpression(column, scope)];
  if (slope !== undefined) given.push(readSlope(slope, scope, source));
  const reference = readReference(named, scope, source);
  return {
    kind: 'call',
    function: 'i',
    arguments: given,
    named: reference === null ? {} : { ref: reference },
    span,
  };
}

function readSlope(syntax: Syntax, scope: Scope, source: string): Expression {
  if (syntax.kind === 'number' || syntax.kind === 'text') {
    const found = written(syntax, source);
    scope.complain(syntax, 'coding-form', {
      found,
      write: `a reference level has its name before it: ref=${found}`,
    });
  }
  return readExpression(syntax, scope);
}

function readReference(
  named: readonly ArgumentSyntax[],
  scope: Scope,
  source: string,
): NumberLiteral | TextLiteral | Unary | null {
  let found: NumberLiteral | TextLiteral | Unary | null = null;
  for (const { name, value } of named) {
    const word = name!;
    const text = written(word, source);
    if (text !== 'ref') {
      scope.complain(word, 'argument-name', { function: 'i', name: text, allowed: ['ref'] });
    } else if (found !== null) {
      scope.complain(word, 'duplicate-argument', { name: text, function: 'i' });
    } else found = readLevel(value, scope, source);
  }
  return found;
}

/** One level, written out: `'a'`, `2015`, `-1`. */
function readLevel(syntax: Syntax, scope: Scope, source: string): NumberLiteral | TextLiteral | Unary | null {
  const span = scope.spanAt(syntax);
  if (syntax.kind === 'text') return { kind: 'text', value: syntax.value, span };
  if (syntax.kind === 'number') {
    return { kind: 'number', value: readNumber(syntax.image, syntax, scope.complain), span };
  }
  if (syntax.kind === 'prefix' && syntax.operator === '-' && syntax.operand.kind === 'number') {
    const operand = readLevel(syntax.operand, scope, source) as NumberLiteral;
    return { kind: 'unary', operator: '-', operand, span };
  }
  const found = written(syntax, source);
  const write =
    syntax.kind === 'call' && syntax.function === 'c'
      ? 'ref is one level; join levels in a derived column first'
      : `ref is one level, a number or a text: ref=-1, ref=${quoteText(syntax.kind === 'word' ? found : 'a')}`;
  scope.complain(syntax, 'coding-form', { found, write });
  return null;
}

function written(range: { readonly start: number; readonly end: number }, source: string): string {
  return source.slice(range.start, range.end);
}
