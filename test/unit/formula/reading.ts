import { expandFormula } from '../../../compiler/formula/expand.ts';
import type { Located, Parsed } from '../../../compiler/formula/located.ts';
import { parseExpression, parseFormula } from '../../../compiler/formula/parse.ts';
import type { FormulaTree } from '../../../compiler/formula/tree.ts';
import { canonicalJson } from '../../../compiler/plan/hash.ts';
import type { Expression } from '../../../compiler/plan/expression.ts';

/** A text that stands at the beginning of a file of its own. */
export function alone(text: string): Located {
  return { text, span: { file: 'study.yaml', start: 0, end: text.length }, offsets: 'direct' };
}

export function accepted<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.diagnostics.map((one) => `${one.code}: ${one.message}`).join('; '));
}

export function expressionOf(text: string, context: 'columns' | 'results' = 'columns'): Expression {
  return accepted(parseExpression(alone(text), context));
}

export function formulaOf(text: string): FormulaTree {
  return accepted(parseFormula(alone(text)));
}

export function modelsOf(text: string, sets: Readonly<Record<string, readonly string[]>> = {}) {
  return accepted(expandFormula(formulaOf(text), new Map(Object.entries(sets))));
}

/** A tree as comparable text: no spans, keys in order. */
export function shape(tree: unknown): string {
  return canonicalJson(tree);
}
