import { estimatedTerms, namesIn } from '../formula/names.ts';
import { parseTerm } from '../formula/parse.ts';
import type { Expression } from '../plan/expression.ts';
import { printExpression, termName } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import type { ModelEntry } from './checked.ts';
import { codedColumns } from './coded-terms.ts';
import { isCategorical } from './codings.ts';
import type { Scope } from './scope.ts';
import { reversed } from './table-terms.ts';

const nowhere: Span = { file: '', start: 0, end: 0 };

/**
 * What a name stands for in a model: a term, which is all its columns, or one column of a coded term; null where the
 * model lacks it. `i(rel)` stands for `i(rel, ref=-1)`, and `TIN:POS` is also `POS:TIN`.
 */
export function coefficientsOf(name: string, model: ModelEntry, scope: Scope): string | null {
  const { intercept } = model.formula;
  const terms = estimatedTerms(model.formula);
  const names = terms.map(termName);
  if (name === '(Intercept)') return intercept ? name : null;
  const same = [name, reversed(name)].find((form) => names.includes(form));
  if (same !== undefined) return same;
  const key = keyOf(name);
  const match = key === null ? -1 : terms.findIndex(({ factors }) => factorsKey(factors) === key);
  if (match >= 0) return names[match]!;
  return codedColumns([model], scope)(name) ? name : null;
}

/** Whether a term of the model is coded into several columns. */
export function isCoded(term: string, model: ModelEntry, scope: Scope): boolean {
  const found = estimatedTerms(model.formula).find((one) => termName(one) === term);
  return found?.factors.some((factor) => isCategorical(factor, scope)) ?? false;
}

function keyOf(name: string): string | null {
  const parsed = parseTerm({ text: name, span: nowhere, offsets: 'whole' });
  if (!parsed.ok) return null;
  const tree = parsed.value;
  const factors: Expression[] = [];
  const enter = (one: typeof tree): boolean => {
    if (one.kind === 'regressor') factors.push(one.expression);
    return one.kind === 'regressor' || (one.kind === 'product' && enter(one.left) && enter(one.right));
  };
  return enter(tree) ? factorsKey(factors) : null;
}

/** The same for the factors of a term in any order, whatever the reference level of a coded one. */
function factorsKey(factors: readonly Expression[]): string {
  return JSON.stringify(factors.map((factor) => printExpression(withoutReference(factor))).sort());
}

function withoutReference(factor: Expression): Expression {
  if (factor.kind !== 'call' || namesIn(factor).length === 0) return factor;
  const { ref: _, ...named } = factor.named;
  return { ...factor, named };
}
