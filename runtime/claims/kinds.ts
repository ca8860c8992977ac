import type { FunctionDeclaration } from '../../compiler/plan/catalog.ts';
import type { Call, Expression, Name, Reference } from '../../compiler/plan/expression.ts';
import { functionNamed } from '../engines/memory/functions/index.ts';
import { isComparison } from '../engines/memory/logic.ts';
import { childrenOf, nodesOf } from '../engines/memory/walk.ts';

type Kind = 'number' | 'text' | 'missing';

/** Gives the kind of the values that references stand for. */
export type KindOf = (node: Name | Reference) => Kind;

/**
 * Why a condition over results makes no sense: text where a number belongs, a comparison of text with a number, a
 * function of a panel. Null when it does. What a reference holds is known after the run only, so the compiler cannot
 * have checked it.
 */
export function kindMistake(expression: Expression, kindOf: KindOf): string | null {
  const kinds = new Map<Expression, Kind>();
  // Operands before what is made of them.
  for (const node of [...nodesOf(expression)].reverse()) {
    if (node.kind === 'name' || node.kind === 'reference') {
      kinds.set(node, kindOf(node));
      continue;
    }
    const operands = childrenOf(node).map((child) => kinds.get(child)!);
    const mistake = node.kind === 'call' ? callMistake(node, operands) : operandMistake(node, operands);
    if (mistake) return mistake;
    kinds.set(node, kindOfResult(node, operands));
  }
  return kinds.get(expression) === 'text' ? 'the condition is a text' : null;
}

function operandMistake(node: Expression, operands: readonly Kind[]): string | null {
  if (node.kind === 'membership') {
    const wanted = operands[0] === 'text' ? 'string' : 'number';
    const fits = operands[0] === 'missing' || node.values.every((value) => typeof value === wanted);
    return fits ? null : 'the values in { } are not of the kind of what is looked for';
  }
  const compares = node.kind === 'interval' || (node.kind === 'binary' && isComparison(node.operator));
  if (compares) return mixed(operands) ? 'a text is compared with a number' : null;
  if (!operands.includes('text')) return null;
  const operator = node.kind === 'unary' || node.kind === 'binary' ? node.operator : node.kind;
  return `${operator} needs numbers, and one of its operands is a text`;
}

function callMistake(call: Call, operands: readonly Kind[]): string | null {
  const declaration = functionNamed(call.function)?.declaration;
  if (!declaration) return `there is no function ${call.function}`;
  const [least, most] = declaration.arguments;
  const given = call.arguments.length;
  if (given < least || given > most) return `${call.function} takes other arguments`;
  const odd = oddOption(call, declaration);
  if (odd !== null) return `${call.function} takes no such ${odd}`;
  if (declaration.needs.includes('panel')) return `${call.function} needs a panel, which results are not`;
  if (declaration.takes === 'number' && operands.includes('text')) return `${call.function} needs numbers`;
  const chosen = alternatives(call, operands);
  if (declaration.gives === 'same' && mixed(chosen)) return `${call.function} would give a text or a number`;
  return call.function === 'if' && operands[0] === 'text' ? 'the condition of if is a text' : null;
}

/** An option that the function does not have, or that is no whole number written out; `by` groups rows. */
function oddOption(call: Call, { arguments: [least, most], named }: FunctionDeclaration): string | null {
  const options = named.filter((name) => name !== 'by');
  const unknown = Object.keys(call.named).find((name) => !options.includes(name));
  if (unknown !== undefined) return unknown;
  const positional = most === least + options.length ? call.arguments.slice(least) : [];
  return [...positional, ...Object.values(call.named)].every(isWholeNumber) ? null : (options[0] ?? null);
}

function isWholeNumber(node: Expression): boolean {
  const digits = node.kind === 'unary' && node.operator !== 'not' ? node.operand : node;
  return digits.kind === 'number' && Number.isInteger(digits.value);
}

/** The arguments that a function gives back; the first of `if` is its condition. */
function alternatives(call: Call, operands: readonly Kind[]): readonly Kind[] {
  return call.function === 'if' ? operands.slice(1) : operands;
}

function mixed(kinds: readonly Kind[]): boolean {
  return kinds.includes('text') && kinds.includes('number');
}

function kindOfResult(node: Expression, operands: readonly Kind[]): Kind {
  if (node.kind === 'text') return 'text';
  if (node.kind === 'missing') return 'missing';
  if (node.kind !== 'call' || functionNamed(node.function)?.declaration.gives !== 'same') return 'number';
  return alternatives(node, operands).find((kind) => kind !== 'missing') ?? 'missing';
}
