import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import type { ModelTerm } from '../plan/model.ts';
import { arranged, crossed, unique, without } from './terms.ts';
import type { PowerTree, ProductTree, SumTree, TermTree } from './tree.ts';

/** Terms of one model, and pairs that one product may try: what nobody writes on purpose is beyond. */
export const termLimit = 2000;
const pairLimit = 4 * termLimit;

export interface RightSide {
  readonly intercept: boolean;
  readonly terms: readonly ModelTerm[];
}

/**
 * The terms that a tree without families and sets stands for, as R's terms() lists them: from left to right, `-`
 * removes what stands before it, the last of `0`, `1`, `-1` decides on the intercept, duplicates keep the first
 * place, main effects come before interactions.
 */
export function evaluateTerms(tree: TermTree, diagnostics: Diagnostic[]): RightSide {
  const appearance: Expression[] = [];
  let intercept = true;
  let refused = false;

  function refuse(term: TermTree): ModelTerm[] {
    if (!refused) diagnostics.push(diagnostic('too-many-terms', term.span, { limit: termLimit }));
    refused = true;
    return [];
  }

  function evaluate(term: TermTree): readonly ModelTerm[] {
    switch (term.kind) {
      case 'regressor':
        appearance.push(term.expression);
        return [{ factors: [term.expression] }];
      case 'constant':
        intercept = term.value === 1;
        return [];
      case 'sum':
        return evaluateSum(term);
      case 'product':
        return evaluateProduct(term);
      case 'power':
        return evaluatePower(term);
      // Written out before: the caller's promise.
      case 'family':
      case 'shift':
        return [];
    }
  }

  function evaluateSum(sum: SumTree): readonly ModelTerm[] {
    let terms: readonly ModelTerm[] = [];
    let added: ModelTerm[] = [];
    const settle = (): readonly ModelTerm[] => {
      if (added.length > 0) terms = unique([...terms, ...added]);
      added = [];
      return terms;
    };
    for (const { sign, term } of sum.items) {
      if (sign === '+') for (const one of evaluate(term)) added.push(one);
      else if (term.kind === 'constant') intercept = term.value === 0;
      else terms = without(settle(), evaluate(term));
    }
    return settle().length > termLimit ? refuse(sum) : terms;
  }

  function cross(
    left: readonly ModelTerm[],
    right: readonly ModelTerm[],
    at: TermTree,
  ): readonly ModelTerm[] {
    if (left.length * right.length > pairLimit) return refuse(at);
    const terms = crossed(left, right);
    return terms.length > termLimit ? refuse(at) : terms;
  }

  function evaluateProduct(product: ProductTree): readonly ModelTerm[] {
    const left = evaluate(product.left);
    const right = evaluate(product.right);
    const both = cross(left, right, product);
    return product.operator === ':' ? both : unique([...left, ...right, ...both]);
  }

  function evaluatePower(power: PowerTree): readonly ModelTerm[] {
    const base = evaluate(power.base);
    let terms = base;
    for (let degree = 2; degree <= power.exponent; degree += 1) terms = cross(terms, base, power);
    return terms;
  }

  const terms = evaluate(tree);
  return { intercept, terms: arranged(terms, appearance) };
}
