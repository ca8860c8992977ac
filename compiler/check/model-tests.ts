import type { Located, RegressAnalysis } from '../parse/study.ts';
import type { TestDeclaration } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { estimatorOf } from './estimators.ts';

/** Tests under `diagnostics` mean something to the models of their analysis, and each is asked for once. */
export function modelTests(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb === 'regress') judge(analysis, context, out);
  }
  return out;
}

function judge({ id, diagnostics }: RegressAnalysis, context: CheckContext, out: Diagnostic[]): void {
  const models = context.index.models.get(id.value) ?? [];
  diagnostics.forEach((test, i) => {
    if (diagnostics.slice(0, i).some((before) => before.value === test.value)) {
      const expected = 'a list without repetitions';
      out.push(diagnostic('wrong-value', test.span, { where: 'diagnostics', expected }));
      return;
    }
    const declared = context.catalog.modelTests.find((one) => one.name === test.value);
    const found = declared && refusal(test, declared, models, context);
    if (found) out.push(found);
  });
}

/** A test that no model of the analysis can have. Where some can, the others' results say that they cannot. */
function refusal(
  { value, span }: Located<string>,
  { of, needs = [], weights, terms = 0 }: TestDeclaration,
  models: readonly ModelEntry[],
  { scope }: CheckContext,
): Diagnostic | null {
  const refused = (owner: string): Diagnostic => diagnostic('not-applicable', span, { key: value, owner });
  const all = (lacks: (model: ModelEntry) => boolean): boolean => models.length > 0 && models.every(lacks);
  if (of && all((model) => !of.includes(estimatorOf(model)))) {
    return refused(`estimator ${estimatorOf(models[0]!)}`);
  }
  if (needs.includes('instruments') && all((model) => model.formula.instruments === null)) {
    return refused('models without instruments');
  }
  if (needs.includes('panel') && !scope.panel) {
    return diagnostic('no-panel', span, { what: `the test ${value}` });
  }
  if (!weights && all((model) => model.weights !== null && model.weights.value !== 'none')) {
    return refused('models with weights');
  }
  return all((model) => model.formula.terms.length < terms && model.formula.instruments === null)
    ? refused(`models of fewer than ${terms} terms`)
    : null;
}
