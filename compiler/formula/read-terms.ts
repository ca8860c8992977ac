import type { Call, Name } from '../plan/expression.ts';
import { readCoding } from './read-coding.ts';
import { families, readExpression, readPlainCall, type Scope } from './read-expression.ts';
import { isShift, readShift } from './read-shift.ts';
import type { CallSyntax, InfixSyntax, Syntax } from './syntax.ts';
import type { FamilyName, SumTree, TermTree } from './tree.ts';

/** What may stand where a term is read. */
export interface Place {
  /** 0 and 1 stand alone in a sum, never in a product. */
  readonly constants: boolean;
  /** Not among the members of a set. */
  readonly families: boolean;
}

const inFull = (text: string): string => `a computed regressor is written ${text}`;

/** The meaning of a syntax tree as terms of a formula. After a complaint the value is of no use. */
export function readTerms(syntax: Syntax, place: Place, scope: Scope, source: string): TermTree {
  const span = scope.spanAt(syntax);
  const written = source.slice(syntax.start, syntax.end);
  const refuse = (write: string): TermTree => {
    scope.complain(syntax, 'term-form', { found: written, write });
    return { kind: 'sum', items: [], span };
  };
  switch (syntax.kind) {
    case 'word':
      return { kind: 'regressor', expression: readExpression(syntax, scope) as Name, span };
    case 'group':
      return readTerms(syntax.inner, place, scope, source);
    case 'number':
      if (place.constants && (syntax.image === '0' || syntax.image === '1')) {
        return { kind: 'constant', value: syntax.image === '0' ? 0 : 1, span };
      }
      return refuse('only 0 and 1 stand as numbers, alone in the sum: 0 leaves the intercept out');
    case 'call':
      return readCallTerm(syntax, place, scope, source);
    case 'prefix':
      if (syntax.operator === 'not') return refuse(inFull(`I(${written})`));
      return readSum(syntax, place, scope, source);
    case 'infix':
      return readOperation(syntax, place, scope, source);
    case 'range':
      return refuse(inFull(`I(${written})`));
    case 'slope':
      return refuse('varying slopes stand after |');
    default:
      return refuse('a term is a name, a call, or names joined by : and *');
  }
}

function readOperation(syntax: InfixSyntax, place: Place, scope: Scope, source: string): TermTree {
  const { operator, left, right } = syntax;
  if (operator === '+' || operator === '-') return readSum(syntax, place, scope, source);
  if (operator === ':' || operator === '*') {
    const inner = { ...place, constants: false };
    return {
      kind: 'product',
      operator,
      left: readFactor(left, inner, scope, source),
      right: readFactor(right, inner, scope, source),
      span: scope.spanAt(syntax),
    };
  }
  if (operator === '^') return readPower(syntax, place, scope, source);
  const written = source.slice(syntax.start, syntax.end);
  scope.complain(syntax, 'term-form', { found: written, write: inFull(`I(${written})`) });
  return { kind: 'sum', items: [], span: scope.spanAt(syntax) };
}

/** A side of a product. A sign there would bind to the one name alone, which nobody means. */
function readFactor(syntax: Syntax, place: Place, scope: Scope, source: string): TermTree {
  if (syntax.kind === 'prefix') {
    const found = source.slice(syntax.start, syntax.end);
    scope.complain(syntax, 'term-form', {
      found,
      write: `- removes a whole term: put it in brackets, - (a:b)`,
    });
  }
  return readTerms(syntax, place, scope, source);
}

/** The items of a sum in written order; the left side of a long sum is a tree, walked without recursion. */
function readSum(syntax: Syntax, place: Place, scope: Scope, source: string): SumTree {
  const parts: { sign: '+' | '-'; part: Syntax }[] = [];
  let rest: Syntax = syntax;
  while (rest.kind === 'infix' && (rest.operator === '+' || rest.operator === '-')) {
    parts.push({ sign: rest.operator, part: rest.right });
    rest = rest.left;
  }
  if (rest.kind === 'prefix' && rest.operator !== 'not')
    parts.push({ sign: rest.operator, part: rest.operand });
  else parts.push({ sign: '+', part: rest });
  const items = parts
    .reverse()
    .map(({ sign, part }) => ({ sign, term: readItem(sign, part, place, scope, source) }));
  return { kind: 'sum', items, span: scope.spanAt(syntax) };
}

/** What is removed is terms, or the one constant: `- (1 + x)` has no meaning that everyone shares. */
function readItem(sign: '+' | '-', syntax: Syntax, place: Place, scope: Scope, source: string): TermTree {
  const bare = syntax.kind === 'number';
  return readTerms(syntax, sign === '-' && !bare ? { ...place, constants: false } : place, scope, source);
}

function readPower(syntax: InfixSyntax, place: Place, scope: Scope, source: string): TermTree {
  const { left, right } = syntax;
  const span = scope.spanAt(syntax);
  const power = source.slice(syntax.start, syntax.end);
  // A bracketed name may be that of a set; sets.ts refuses it where it is none.
  const base = left.kind === 'group' ? left.inner : null;
  if (base === null || base.kind === 'call') {
    scope.complain(syntax, 'square-of-name', { power, write: `I(${power})` });
    return { kind: 'sum', items: [], span };
  }
  const exponent = right.kind === 'number' ? Number(right.image) : Number.NaN;
  if (!Number.isInteger(exponent) || exponent < 2 || exponent > 20) {
    scope.complain(right, 'term-form', {
      found: source.slice(right.start, right.end),
      write: 'the power of a bracket is a whole number from 2 to 20: interactions up to that degree',
    });
    return { kind: 'sum', items: [], span };
  }
  const terms = readTerms(base, { ...place, constants: false }, scope, source);
  return { kind: 'power', base: terms, exponent, span };
}

function readCallTerm(syntax: CallSyntax, place: Place, scope: Scope, source: string): TermTree {
  const span = scope.spanAt(syntax);
  if (syntax.function === 'c') {
    scope.complain(syntax, 'term-form', {
      found: 'c()',
      write: 'terms are joined by +; c(y1, y2) lists outcomes',
    });
    return { kind: 'sum', items: [], span };
  }
  if (isShift(syntax.function)) return readShiftTerm(syntax, scope);
  if (syntax.function === 'i')
    return { kind: 'regressor', expression: readCoding(syntax, scope, source), span };
  if (syntax.function === 'factor')
    return { kind: 'regressor', expression: readPlainCall(syntax, scope), span };
  if (!families.has(syntax.function) || !place.families) {
    return { kind: 'regressor', expression: readExpression(syntax, scope) as Call, span };
  }
  if (syntax.arguments.length === 0 || syntax.arguments.some((argument) => argument.name !== null)) {
    scope.complain(syntax, 'family-form', { family: syntax.function });
  }
  const alternatives = syntax.arguments.map((argument) => readTerms(argument.value, place, scope, source));
  return { kind: 'family', family: syntax.function as FamilyName, alternatives, span };
}

function readShiftTerm(syntax: CallSyntax, scope: Scope): TermTree {
  const { function: called, operand, distances } = readShift(syntax, scope);
  const span = scope.spanAt(syntax);
  if (operand === null) return { kind: 'sum', items: [], span };
  return { kind: 'shift', function: called, operand: readExpression(operand, scope), distances, span };
}
