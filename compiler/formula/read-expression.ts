import type { BinaryOperator, Call, Expression } from '../plan/expression.ts';
import type { Span } from '../plan/span.ts';
import type { Complain, Range } from './located.ts';
import { readNumber } from './numbers.ts';
import { isShift, readShift, shiftCall } from './read-shift.ts';
import type { ArgumentSyntax, CallSyntax, InfixSyntax, RangeSyntax, Syntax, WordSyntax } from './syntax.ts';

/** What readers need to know of the text that they read. */
export interface Scope {
  readonly complain: Complain;
  readonly spanAt: (range: Range) => Span;
  /** Within a formula some calls mean something else than in an expression. */
  readonly formula: boolean;
}

export const families: ReadonlySet<string> = new Set(['sw', 'sw0', 'csw', 'csw0']);

/** Calls that stand for several columns: terms, and no values. */
const codings: ReadonlySet<string> = new Set(['i', 'factor']);

/** Whether a call is refused before its arguments are looked at; says why. */
export function refusesCall(call: CallSyntax, scope: Scope): boolean {
  if (families.has(call.function)) {
    scope.complain(call.functionRange, 'family-place', { family: call.function });
  } else if (scope.formula && codings.has(call.function)) {
    scope.complain(call, 'coding-place', { function: call.function });
  } else if (scope.formula && call.function === 'c') {
    scope.complain(call, 'outcome-form', { found: 'c() within another expression' });
  } else return false;
  return true;
}

/** The meaning of a syntax tree as an expression. After a complaint the value is of no use. */
export function readExpression(syntax: Syntax, scope: Scope): Expression {
  const span = scope.spanAt(syntax);
  switch (syntax.kind) {
    case 'number':
      return { kind: 'number', value: readNumber(syntax.image, syntax, scope.complain), span };
    case 'text':
      return { kind: 'text', value: syntax.value, span };
    case 'missing':
      return { kind: 'missing', span };
    case 'word':
      return readWord(syntax, scope);
    case 'group':
      return readExpression(syntax.inner, scope);
    case 'prefix':
      return {
        kind: 'unary',
        operator: syntax.operator,
        operand: readExpression(syntax.operand, scope),
        span,
      };
    case 'infix':
      return readInfix(syntax, scope);
    case 'range':
      return readRange(syntax, scope);
    case 'call':
      return readCall(syntax, scope);
    case 'slope':
      scope.complain(syntax, 'formula-sign', {
        sign: '[',
        write: 'an interval follows in: x in [low, high]',
      });
      return readWord(syntax.name, scope);
  }
}

function readWord(syntax: WordSyntax, scope: Scope): Expression {
  const { parts, groups } = syntax.word;
  const span = scope.spanAt(syntax);
  const group = groups[0];
  if (parts.length === 1 && group === undefined) return { kind: 'name', name: parts[0]!, span };
  return { kind: 'reference', parts, ...(group === undefined ? {} : { group }), span };
}

function readInfix(syntax: InfixSyntax, scope: Scope): Expression {
  if (syntax.operator === ':') {
    const write = scope.formula ? 'as a term write a:b outside of brackets' : 'for a product write a * b';
    scope.complain(syntax.sign, 'formula-sign', { sign: ':', write });
  }
  const operator = syntax.operator as BinaryOperator;
  const left = readExpression(syntax.left, scope);
  const right = readExpression(syntax.right, scope);
  return { kind: 'binary', operator, left, right, span: scope.spanAt(syntax) };
}

function readRange(syntax: RangeSyntax, scope: Scope): Expression {
  const operand = readExpression(syntax.operand, scope);
  const span = scope.spanAt(syntax);
  const range = syntax.range;
  if (range.kind === 'interval') {
    const low = readExpression(range.low, scope);
    return { kind: 'interval', operand, low, high: readExpression(range.high, scope), span };
  }
  const values = range.values.map((literal) => {
    if (literal.kind === 'text') return literal.value;
    const value = readNumber(literal.image, literal, scope.complain);
    // 0 - value, because a minus before zero would give a zero of its own.
    return literal.negative ? 0 - value : value;
  });
  return { kind: 'membership', operand, values, span };
}

function readCall(syntax: CallSyntax, scope: Scope): Expression {
  const span = scope.spanAt(syntax);
  if (refusesCall(syntax, scope)) {
    return { kind: 'call', function: syntax.function, arguments: [], named: {}, span };
  }
  if (scope.formula && isShift(syntax.function)) return readOneShift(syntax, scope);
  return readPlainCall(syntax, scope);
}

/** A lag within a value: `log(l(x, 1))`, `f(y, 1) ~ x`. A range stands for several, which only terms can. */
function readOneShift(syntax: CallSyntax, scope: Scope): Expression {
  const { function: called, operand, distances } = readShift(syntax, scope);
  const span = scope.spanAt(syntax);
  if (operand === null) return { kind: 'missing', span };
  if (distances !== null && distances.from !== distances.to) {
    scope.complain(syntax.arguments[1]!.value, 'shift-range', { function: called });
  }
  return { ...shiftCall(called, readExpression(operand, scope), distances?.from ?? null), span };
}

/** A call whose arguments are values. */
export function readPlainCall(syntax: CallSyntax, scope: Scope): Call {
  const span = scope.spanAt(syntax);
  const positional: Expression[] = [];
  const named = new Map<string, Expression>();
  for (const argument of syntax.arguments) {
    const name = argument.name === null ? null : argumentName(argument, scope);
    const value = readExpression(argument.value, scope);
    if (name === null) positional.push(value);
    else if (named.has(name)) {
      scope.complain(argument.name!, 'duplicate-argument', { name, function: syntax.function });
    } else named.set(name, value);
  }
  return {
    kind: 'call',
    function: syntax.function,
    arguments: positional,
    named: Object.fromEntries(named),
    span,
  };
}

/** The name before `=`: one plain word, as the lexical checks have it but for references. */
function argumentName(argument: ArgumentSyntax, scope: Scope): string | null {
  const name = argument.name!;
  const word = name.kind === 'word' ? name.word : { parts: [], groups: [] };
  if (word.parts.length === 1 && word.groups.length === 0) return word.parts[0]!;
  scope.complain(name, 'argument-form', {
    found: [...word.parts, ...word.groups.map((g) => g.name)].join('.'),
  });
  return null;
}
