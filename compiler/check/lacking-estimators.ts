import type { Catalog } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { jointTests } from './joint-tests.ts';
import { estimatorFacts, estimatorOf } from './estimators.ts';
import { oneModel } from './references.ts';

/**
 * The part of the table of what is not available that goes by models: what some estimators of this version take and
 * the estimator of a model does not.
 */
export function lackingEstimators(context: CheckContext): readonly Diagnostic[] {
  const models = [...context.index.models.values()].flat();
  return [
    ...models.flatMap((model) => lackedBy(model, context.catalog)),
    ...draws(context),
    ...jointTests(context),
  ];
}

/** Draws are least squares: a placebo, and the bootstrap of an indirect effect. */
function draws({ spec, index, catalog }: CheckContext): readonly Diagnostic[] {
  return spec.analyses.flatMap((analysis) => {
    const id = analysis.id.value;
    const models = index.models.get(id) ?? [];
    const drawn = analysis.verb === 'placebo' || (analysis.verb === 'mediate' && analysis.bootstrap !== null);
    if (!drawn) return [];
    const world = { analyses: spec.analyses, models: index.models, broken: new Set<string>(), derived: [] };
    const base = analysis.verb === 'placebo' ? oneModel(analysis.model, world, []) : null;
    const first = models[0] ?? base;
    const name = first ? estimatorOf(first) : 'ols';
    if (analysis.verb === 'placebo' && first?.vcov && first.vcov.draws !== null) {
      const { type, span } = first.vcov;
      const own = span.start >= analysis.span.start && span.end <= analysis.span.end;
      const instead = 'each of its draws would need draws of its own: state another vcov for the model';
      const refused = { key: `vcov ${type}`, owner: 'placebo', instead };
      return [diagnostic('not-applicable', own ? span : analysis.verbSpan, refused)];
    }
    const offered = catalog.estimators.some((one) => one.name === name);
    if (!offered || name === 'ols') return [];
    const what = analysis.verb === 'placebo' ? `placebo of ${name}` : `bootstrap of ${name}`;
    return [diagnostic('not-available', analysis.verbSpan, { what })];
  });
}

function lackedBy(model: ModelEntry, catalog: Catalog): readonly Diagnostic[] {
  const name = estimatorOf(model);
  const declared = catalog.estimators.find((one) => one.name === name);
  const facts = estimatorFacts(name);
  const { vcov, weights, margins } = model;
  const out: Diagnostic[] = [];
  const covariance = catalog.vcovs.find((one) => one.name === vcov?.type);
  const lacks = (declared?.covariances?.includes(vcov?.type ?? '') ?? true) === false;
  if (vcov && covariance && (lacks || covariance.of?.includes(name) === false)) {
    if (!facts?.without.includes(vcov.type))
      out.push(diagnostic('not-available', vcov.span, { what: `${vcov.type} of ${name}` }));
  }
  const weighted = weights && weights.value !== 'none' && facts?.weights !== false;
  if (vcov && weighted && covariance?.lacks?.parts.includes('weights')) {
    const { instead } = covariance.lacks;
    out.push(diagnostic('not-available', vcov.span, { what: `${vcov.type} with weights`, instead }));
  }
  if (weighted && declared && !declared.weights && catalog.estimators.some((one) => one.weights))
    out.push(diagnostic('not-available', weights.span, { what: `weights of ${name}` }));
  if (margins && facts?.margins && !catalog.derivedModels.some((one) => one.name === 'margins'))
    out.push(diagnostic('not-available', margins.span, { what: `margins: ${margins.value}` }));
  return out;
}
