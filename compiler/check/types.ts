import type { FunctionDeclaration } from '../plan/catalog.ts';
import { dayNumber } from '../plan/day.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Binary, Call, Expression, Interval, Membership } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import { comparisonRisks, intervalRisks, isNoAnswer, literalNumber, membershipRisks } from './comparisons.ts';
import { columnFact, requirePanel, type Scope, type ValueType } from './scope.ts';

/** What the check of one expression needs: its scope, the place of a node without one, and where mistakes go. */
interface Typing {
  readonly scope: Scope;
  readonly at: Span;
  readonly out: Diagnostic[];
}

/**
 * The type of an expression over columns (or, in a claim, over results). Reports unknown names and functions, wrong
 * arguments, text where a number is needed, and values where a condition is needed; what is reported is `unknown`.
 */
export function typeOf(expression: Expression, scope: Scope, at: Span, out: Diagnostic[]): ValueType {
  return visit(expression, { scope, at, out });
}

/** Reports an expression that is no condition. */
export function requireCondition(expression: Expression, scope: Scope, at: Span, out: Diagnostic[]): void {
  condition(expression, { scope, at, out });
}

/** Reports an expression that is text; `where` says what needs the number. */
export function requireNumber(
  expression: Expression,
  where: string,
  scope: Scope,
  at: Span,
  out: Diagnostic[],
): void {
  number(expression, where, { scope, at, out });
}

const spanOf = (node: Expression, typing: Typing): Span => node.span ?? typing.at;

function visit(node: Expression, typing: Typing): ValueType {
  switch (node.kind) {
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'missing':
      return 'missing';
    case 'reference':
      return 'unknown';
    case 'name':
      return nameType(node.name, spanOf(node, typing), typing);
    case 'unary':
      if (node.operator === 'not') {
        condition(node.operand, typing);
        return 'condition';
      }
      number(node.operand, 'arithmetic', typing);
      return 'number';
    case 'binary':
      return binary(node, typing);
    case 'interval':
      between(node, typing);
      intervalRisks(node, spanOf(node, typing), typing.out);
      return 'condition';
    case 'membership':
      return membership(node, typing);
    case 'call':
      return call(node, typing);
  }
}

function nameType(name: string, span: Span, { scope, out }: Typing): ValueType {
  if (!scope.columns.has(name) && scope.sets.has(name)) return 'unknown';
  return columnFact({ value: name, span }, scope, out)?.type ?? 'unknown';
}

function number(node: Expression, where: string, typing: Typing): void {
  numeric(visit(node, typing), node, where, typing);
}

/** Of a node that has been visited. */
function numeric(type: ValueType, node: Expression, where: string, typing: Typing): void {
  if (type !== 'text' && type !== 'date') return;
  const payload = { what: printExpression(node), where };
  const code = type === 'text' ? 'text-as-number' : 'date-as-number';
  typing.out.push(diagnostic(code, spanOf(node, typing), payload));
}

/** Text beside a date is a day, written out. */
function day(text: string, at: Span, typing: Typing): void {
  if (dayNumber(text) === null) typing.out.push(diagnostic('not-a-day', at, { text }));
}

/** A column that holds 1 and 0, or these numbers themselves, count as conditions; other values do not. */
function condition(node: Expression, typing: Typing): void {
  const type = visit(node, typing);
  const fact = node.kind === 'name' ? typing.scope.columns.get(node.name) : undefined;
  const column = fact !== undefined && type === 'number' && !isNoAnswer(fact);
  const literal = node.kind === 'number' && (node.value === 0 || node.value === 1);
  if (column || literal || type === 'condition' || type === 'missing' || type === 'unknown') return;
  const text = printExpression(node);
  const examples: Partial<Record<ValueType, string>> = { text: "== 'A'", date: ">= '2020-01-01'" };
  const example = `${text} ${examples[type] ?? '> 0'}`;
  typing.out.push(diagnostic('not-a-condition', spanOf(node, typing), { text, example }));
}

function binary(node: Binary, typing: Typing): ValueType {
  switch (node.operator) {
    case 'and':
    case 'or':
      condition(node.left, typing);
      condition(node.right, typing);
      return 'condition';
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      comparable([node.left, node.right], spanOf(node, typing), typing);
      comparisonRisks(node, typing.scope, spanOf(node, typing), typing.out);
      return 'condition';
    default:
      return arithmetic(node, typing);
  }
}

/** Dates beside dates, and beside text that is a day; else all text, or none of them. */
function comparable(nodes: readonly Expression[], at: Span, typing: Typing): void {
  const types = nodes.map((node) => visit(node, typing));
  if (!types.includes('date')) {
    common(nodes, types, at, typing);
    return;
  }
  nodes.forEach((node, i) => {
    const type = types[i]!;
    if (node.kind === 'text') day(node.value, spanOf(node, typing), typing);
    else if (type !== 'date' && type !== 'unknown' && type !== 'missing') {
      const date = nodes[types.indexOf('date')]!;
      const payload = { date: printExpression(date), other: printExpression(node) };
      typing.out.push(diagnostic('date-and-other', at, payload));
    }
  });
}

/** An interval of numbers, or of dates. */
function between(node: Interval, typing: Typing): void {
  const parts = [node.operand, node.low, node.high];
  const types = parts.map((part) => visit(part, typing));
  const ends = [node.low, node.high];
  if (types[0] !== 'date') {
    parts.forEach((part, i) => {
      numeric(types[i]!, part, 'an interval', typing);
    });
    return;
  }
  ends.forEach((end, i) => {
    const type = types[i + 1]!;
    if (end.kind === 'text') day(end.value, spanOf(end, typing), typing);
    else if (type !== 'date' && type !== 'unknown' && type !== 'missing') {
      const payload = { date: printExpression(node.operand), other: printExpression(end) };
      typing.out.push(diagnostic('date-and-other', spanOf(node, typing), payload));
    }
  });
}

/**
 * Walks down the left operands in a loop: a long sum is a deep tree. Between two dates lie days, a number; there is no
 * other arithmetic of dates.
 */
function arithmetic(node: Binary, typing: Typing): ValueType {
  const chain: Binary[] = [];
  let left: Expression = node;
  while (left.kind === 'binary' && '+-*/^'.includes(left.operator)) {
    chain.push(left);
    left = left.left;
  }
  let type = visit(left, typing);
  for (const { operator, left: before, right } of chain.reverse()) {
    const other = visit(right, typing);
    if (operator !== '-' || type !== 'date' || other !== 'date') {
      numeric(type, before, 'arithmetic', typing);
      numeric(other, right, 'arithmetic', typing);
    }
    type = 'number';
  }
  return 'number';
}

/** The common type of several expressions: all text, all dates, or none of them. */
function alike(nodes: readonly Expression[], at: Span, typing: Typing): ValueType {
  return common(
    nodes,
    nodes.map((node) => visit(node, typing)),
    at,
    typing,
  );
}

function common(
  nodes: readonly Expression[],
  types: readonly ValueType[],
  at: Span,
  typing: Typing,
): ValueType {
  const date = types.indexOf('date');
  if (date >= 0) {
    const other = types.findIndex((type) => !['date', 'unknown', 'missing'].includes(type));
    if (other < 0) return 'date';
    const payload = { date: printExpression(nodes[date]!), other: printExpression(nodes[other]!) };
    typing.out.push(diagnostic('date-and-other', at, payload));
    return 'unknown';
  }
  const text = types.indexOf('text');
  const numeric = types.findIndex((type) => type === 'number' || type === 'condition');
  if (text < 0) return types.includes('unknown') ? 'unknown' : numeric < 0 ? 'missing' : 'number';
  if (numeric >= 0) {
    const payload = { text: printExpression(nodes[text]!), number: printExpression(nodes[numeric]!) };
    typing.out.push(diagnostic('mixed-types', at, payload));
    return 'unknown';
  }
  return 'text';
}

function membership(node: Membership, typing: Typing): ValueType {
  const type = visit(node.operand, typing);
  membershipRisks(node, typing.scope, spanOf(node, typing), typing.out);
  mixedLiterals(node, type, typing);
  if (type === 'date') {
    for (const value of node.values) day(String(value), spanOf(node, typing), typing);
    return 'condition';
  }
  const wrong = node.values.find((value) =>
    typeof value === 'string' ? type === 'number' || type === 'condition' : type === 'text',
  );
  if (wrong !== undefined) {
    const operand = printExpression(node.operand);
    const payload =
      typeof wrong === 'string' ? { text: wrong, number: operand } : { text: operand, number: String(wrong) };
    typing.out.push(diagnostic('mixed-types', spanOf(node, typing), payload));
  }
  return 'condition';
}

/** Where the operand does not tell which of the literals is wrong. */
function mixedLiterals(node: Membership, type: ValueType, typing: Typing): void {
  const text = node.values.find((value) => typeof value === 'string');
  const numeric = node.values.find((value) => typeof value === 'number');
  if (text === undefined || numeric === undefined || (type !== 'unknown' && type !== 'missing')) return;
  const payload = { text: String(text), number: String(numeric) };
  typing.out.push(diagnostic('mixed-types', spanOf(node, typing), payload));
}

function call(node: Call, typing: Typing): ValueType {
  const declaration = typing.scope.functions.get(node.function);
  if (!declaration) return unknownFunction(node, typing);
  if (declaration.needs.includes('panel')) {
    requirePanel(`${node.function}()`, spanOf(node, typing), typing.scope, typing.out);
  }
  if (!countFits(node, declaration, typing)) return 'unknown';
  named(node, declaration, typing);
  const values = dataArguments(node, declaration, typing);
  const type = argumentsType(node, values, declaration, typing);
  return declaration.gives === 'same' ? type : node.function === 'is_missing' ? 'condition' : 'number';
}

function argumentsType(
  node: Call,
  values: readonly Expression[],
  declaration: FunctionDeclaration,
  typing: Typing,
): ValueType {
  if (declaration.takes === 'ordered') {
    const types = values.map((value) => visit(value, typing));
    if (types.includes('date')) return common(values, types, spanOf(node, typing), typing);
    values.forEach((value, i) => {
      numeric(types[i]!, value, `${node.function}()`, typing);
    });
    return 'number';
  }
  if (declaration.takes === 'number') {
    for (const value of values) number(value, `${node.function}()`, typing);
    if (node.function === 'cut') ascending(node, values.slice(1), typing);
    return 'number';
  }
  // The one function whose first argument is a question and not a value.
  const asks = node.function === 'if';
  if (asks) condition(values[0]!, typing);
  return alike(asks ? values.slice(1) : values, spanOf(node, typing), typing);
}

/** Breaks that are written out stand in order; others the run judges row by row. */
function ascending(node: Call, breaks: readonly Expression[], typing: Typing): void {
  breaks.forEach((one, i) => {
    const [before, value] = [i > 0 ? literalNumber(breaks[i - 1]!) : null, literalNumber(one)];
    if (before === null || value === null || value > before) return;
    const payload = { function: node.function, argument: String(value), expected: `larger than ${before}` };
    typing.out.push(diagnostic('argument-value', spanOf(one, typing), payload));
  });
}

function unknownFunction(node: Call, typing: Typing): ValueType {
  const { functions } = typing.scope;
  for (const argument of [...node.arguments, ...Object.values(node.named)]) visit(argument, typing);
  // Families and i() are no functions, but a misspelt one looks like a call of one.
  const ofFormulas = functions.has('factor') ? ['i', 'sw', 'sw0', 'csw', 'csw0'] : [];
  const allowed = [...functions.keys(), ...ofFormulas];
  const suggestion = nearest(node.function, allowed);
  typing.out.push(
    diagnostic('unknown-function', spanOf(node, typing), { name: node.function, allowed, suggestion }),
  );
  return 'unknown';
}

function countFits(node: Call, declaration: FunctionDeclaration, typing: Typing): boolean {
  const [least, most] = declaration.arguments;
  const options = Object.keys(node.named).filter((name) => name !== 'by').length;
  const given = node.arguments.length;
  // Within groups a function has one argument: `max(a, b)` is row by row.
  const grouped = Object.hasOwn(node.named, 'by');
  if (given >= least && given + options <= most + (most === least ? options : 0) && !(grouped && given > 1)) {
    return true;
  }
  const payload = { function: node.function, least, most: grouped ? 1 : most, given };
  typing.out.push(diagnostic('argument-count', spanOf(node, typing), payload));
  return false;
}

function named(node: Call, declaration: FunctionDeclaration, typing: Typing): void {
  for (const [name, value] of Object.entries(node.named)) {
    const at = spanOf(value, typing);
    if (!declaration.named.includes(name)) {
      const payload = { function: node.function, name, allowed: declaration.named };
      typing.out.push(diagnostic('argument-name', at, payload));
    } else if (name !== 'by') {
      wholeNumber(node, name, value, typing);
    } else if (value.kind !== 'name') {
      const payload = { function: node.function, argument: name, expected: 'the name of a column' };
      typing.out.push(diagnostic('argument-value', at, payload));
    } else {
      visit(value, typing);
    }
  }
}

/** The positional arguments that are data; an option such as `k` of `lag(x, k)` is a whole number written out. */
function dataArguments(node: Call, declaration: FunctionDeclaration, typing: Typing): readonly Expression[] {
  const options = declaration.named.filter((name) => name !== 'by');
  const [least, most] = declaration.arguments;
  if (options.length === 0 || most !== least + options.length) return node.arguments;
  node.arguments.slice(least).forEach((value, i) => {
    wholeNumber(node, options[i]!, value, typing);
  });
  return node.arguments.slice(0, least);
}

function wholeNumber(node: Call, name: string, value: Expression, typing: Typing): void {
  const digits = value.kind === 'unary' && value.operator !== 'not' ? value.operand : value;
  if (digits.kind === 'number' && Number.isInteger(digits.value)) return;
  const payload = { function: node.function, argument: name, expected: 'a whole number, written out' };
  typing.out.push(diagnostic('argument-value', spanOf(value, typing), payload));
}
