import type { SumsDeclaration } from './catalog.ts';
import type { Expression } from './expression.ts';
import type { ModelSpec } from './model.ts';

/** A model as far as it decides whether sums of products suffice to estimate it. */
export type SummedModel = Pick<
  ModelSpec,
  'formula' | 'estimator' | 'vcov' | 'weights' | 'where' | 'complete'
>;

export interface OfExpressions {
  readonly isText: (name: string) => boolean;
  /** An expression and everything within it. */
  readonly nodes: (expression: Expression) => readonly Expression[];
}

/** What a model asks for that sums of products do not give, in words; null where they suffice. */
export function beyondSums(model: SummedModel, sums: SumsDeclaration, of: OfExpressions): string | null {
  const { formula, estimator, vcov, weights } = model;
  if (!sums.estimators.includes(estimator)) return `estimator: ${estimator}`;
  if (formula.instruments) return 'instruments';
  if (formula.fixed.length > 0) return 'absorbed effects';
  if (weights !== undefined) return 'weights';
  if (!sums.vcov.includes(vcov.type)) return `vcov: ${vcov.type}`;
  if ((vcov.by ?? []).length > 1) return 'clusters in several dimensions';
  if (vcov.combined) return 'clusters by combined columns';
  const factors = [formula.outcome, ...formula.terms.flatMap((term) => term.factors)];
  const text = factors.find((factor) => factor.kind === 'name' && of.isText(factor.name));
  if (text?.kind === 'name') return `categories (${text.name})`;
  const called = [...factors, ...model.where, ...model.complete]
    .flatMap(of.nodes)
    .find((node) => node.kind === 'call' && !sums.functions.includes(node.function));
  return called?.kind === 'call' ? `${called.function}()` : null;
}
