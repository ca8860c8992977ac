import type { Call, Expression } from '../plan/expression.ts';
import type { ModelTerm } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';

/**
 * The algebra of terms as R's terms() has it: a term is the set of its factors, known by their printed text; a sum
 * is a list without duplicates, in written order.
 */

/** Equal for terms with the same factors: `TIN:POS` is `POS:TIN`. */
export function termKey(term: ModelTerm): string {
  return JSON.stringify(term.factors.map(printExpression).sort());
}

/** The interaction of two terms; a factor that both have counts once (`a:a` is `a`). */
function joined(left: ModelTerm, right: ModelTerm): ModelTerm {
  const seen = new Set(left.factors.map(printExpression));
  return {
    factors: [...left.factors, ...right.factors.filter((factor) => !seen.has(printExpression(factor)))],
  };
}

/** Every term of the one with every term of the other, the left one slowest. */
export function crossed(left: readonly ModelTerm[], right: readonly ModelTerm[]): ModelTerm[] {
  return unique(left.flatMap((a) => right.map((b) => joined(a, b))));
}

/** Each term once, where it first stands. */
export function unique(terms: readonly ModelTerm[]): ModelTerm[] {
  const kept = new Map<string, ModelTerm>();
  for (const term of terms) {
    const key = termKey(term);
    if (!kept.has(key)) kept.set(key, term);
  }
  return [...kept.values()];
}

/** The first list without the terms of the second. */
export function without(terms: readonly ModelTerm[], removed: readonly ModelTerm[]): ModelTerm[] {
  const keys = new Set(removed.map(termKey));
  return terms.filter((term) => !keys.has(termKey(term)));
}

/** Terms in R's order and with R's names: by degree, and factors within a term in the order of `appearance`. */
export function arranged(terms: readonly ModelTerm[], appearance: readonly Expression[]): ModelTerm[] {
  const rank = new Map<string, number>();
  for (const factor of appearance) {
    const text = printExpression(factor);
    if (!rank.has(text)) rank.set(text, rank.size);
  }
  const order = (factor: Expression): number => rank.get(printExpression(factor)) ?? rank.size;
  return unique(terms)
    .map((term) => ({ factors: [...term.factors].sort((a, b) => order(a) - order(b)) }))
    .sort((a, b) => a.factors.length - b.factors.length);
}

/** A call that codes a column by its values. */
export type Coding = Call & { readonly function: 'i' | 'factor' };

/** Whether a factor is coded into columns by a call: `i(f)`, `factor(x)`. A text column is coded without one. */
export function isCoding(factor: Expression): factor is Coding {
  return factor.kind === 'call' && (factor.function === 'i' || factor.function === 'factor');
}
