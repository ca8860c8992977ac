import type { RegressAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { estimatorFacts, estimatorOf } from './estimators.ts';

/** Tests that compare units of a panel, or look along its time. */
const ofPanels = new Set([
  ...['hausman', 'f-individual', 'lm-individual', 'breusch-godfrey', 'wooldridge', 'pesaran-cd'],
]);

/** Tests of residuals and fits of a linear model. */
const ofLinearModels = new Set([...['breusch-pagan', 'white', 'reset', 'durbin-watson'], ...ofPanels]);

const ofInstruments = new Set(['weak-instruments', 'wu-hausman', 'sargan']);

/** Tests under `diagnostics` mean something to the models of their analysis, and each is asked for once. */
export function modelTests(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb === 'regress') judge(analysis, context, out);
  }
  return out;
}

function judge(
  { id, diagnostics }: RegressAnalysis,
  { scope, index }: CheckContext,
  out: Diagnostic[],
): void {
  const models = index.models.get(id.value) ?? [];
  const linear = models.some((model) => estimatorFacts(estimatorOf(model))?.linear ?? true);
  const instrumented = models.some((model) => model.formula.instruments !== null);
  diagnostics.forEach(({ value, span }, i) => {
    if (diagnostics.slice(0, i).some((before) => before.value === value)) {
      const expected = 'a list without repetitions';
      out.push(diagnostic('wrong-value', span, { where: 'diagnostics', expected }));
    } else if (ofLinearModels.has(value) && models.length > 0 && !linear) {
      const owner = `estimator ${estimatorOf(models[0]!)}`;
      out.push(diagnostic('not-applicable', span, { key: value, owner }));
    } else if (ofInstruments.has(value) && models.length > 0 && !instrumented) {
      const owner = 'models without instruments';
      out.push(diagnostic('not-applicable', span, { key: value, owner }));
    } else if (ofPanels.has(value) && !scope.panel) {
      out.push(diagnostic('no-panel', span, { what: `the test ${value}` }));
    }
  });
}
