import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Span } from '../plan/span.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { type EstimatorFacts, estimatorFacts, estimatorOf } from './estimators.ts';
import { findAnalysis } from './find-analysis.ts';
import { requirePanel } from './scope.ts';

/** What each model is told must mean something to its estimator: formula, covariance, weights, tau, margins. */
export function modelSettings(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const models = [...context.index.models.values()].flat();
  for (const model of models) {
    const estimator = estimatorOf(model);
    const facts = estimatorFacts(estimator);
    if (estimator === 'quantile' && !model.tau) out.push(diagnostic('missing-tau', statedAt(model), {}));
    if (estimator === 'iv' && model.formula.instruments === null)
      out.push(diagnostic('no-instruments', statedAt(model), {}));
    if (facts) combination({ model, estimator, facts }, context, out);
  }
  unused(models, out);
  return out;
}

interface Judged {
  readonly model: ModelEntry;
  readonly estimator: string;
  readonly facts: EstimatorFacts;
}

function combination({ model, estimator, facts }: Judged, context: CheckContext, out: Diagnostic[]): void {
  const { scope } = context;
  const owner = `estimator ${estimator}`;
  const refuse = (key: string, span: Span, instead: string): void => {
    out.push(diagnostic('not-applicable', span, { key, owner, instead }));
  };
  if (model.vcov && facts.without.includes(model.vcov.type)) {
    const span = within(model.vcov.span, model, context) ? model.vcov.span : statedAt(model);
    refuse(`vcov ${model.vcov.type}`, span, insteadOf(estimator));
  }
  if (model.weights && model.weights.value !== 'none' && !facts.weights) {
    const span = within(model.weights.span, model, context) ? model.weights.span : statedAt(model);
    refuse('weights', span, 'it averages the rows of each unit alike: say weights: none');
  }
  if (model.formula.fixed.length > 0 && !facts.absorbs)
    out.push(diagnostic('no-effects', model.span, { estimator }));
  if (model.margins && facts.margins && model.formula.fixed.length > 0) {
    const instead = 'effects have no mean level: leave it out, for average marginal effects';
    out.push(
      diagnostic('not-applicable', model.margins.span, {
        key: `margins: ${model.margins.value}`,
        owner: 'absorbed effects',
        instead,
      }),
    );
  }
  if (!facts.panel) return;
  if (estimator === 'first-difference') requirePanel(owner, statedAt(model), scope, out);
  else if (!scope.panel) out.push(diagnostic('no-panel', statedAt(model), { what: owner }));
}

function insteadOf(estimator: string): string {
  if (estimator === 'quantile') return 'say vcov: nid, iid, or a bootstrap';
  return 'choose another vcov for it';
}

/** `tau` and `margins` where none of the models that they reach has a use for them. */
function unused(models: readonly ModelEntry[], out: Diagnostic[]): void {
  for (const key of ['tau', 'margins'] as const) {
    const reached = new Map<Span, ModelEntry[]>();
    for (const model of models) {
      const setting = model[key];
      if (setting) reached.set(setting.span, [...(reached.get(setting.span) ?? []), model]);
    }
    for (const [span, those] of reached) {
      if (those.some((model) => uses(model, key))) continue;
      const owner = `estimator ${estimatorOf(those[0]!)}`;
      const instead =
        key === 'tau' ? 'it belongs to estimator: quantile' : 'it belongs to logit, probit and poisson';
      out.push(diagnostic('not-applicable', span, { key, owner, instead }));
    }
  }
}

function uses(model: ModelEntry, key: 'tau' | 'margins'): boolean {
  const estimator = estimatorOf(model);
  return key === 'tau' ? estimator === 'quantile' : (estimatorFacts(estimator)?.margins ?? true);
}

/** Where the author said how a model is estimated, else the model. */
function statedAt(model: ModelEntry): Span {
  return model.estimator?.span ?? model.span;
}

/** Whether a setting stands in the analysis of the model, and not under `defaults` or in a model that it varies. */
function within(span: Span, model: ModelEntry, { spec }: CheckContext): boolean {
  const analysis = findAnalysis(spec.analyses, model.analysis);
  return analysis !== undefined && span.start >= analysis.span.start && span.end <= analysis.span.end;
}
