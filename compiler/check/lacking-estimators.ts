import type { Catalog } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { estimatorFacts, estimatorOf } from './estimators.ts';

/**
 * The part of the table of what is not available that goes by models: what some estimators of this version take and
 * the estimator of a model does not.
 */
export function lackingEstimators({ index, catalog }: CheckContext): readonly Diagnostic[] {
  return [...index.models.values()].flat().flatMap((model) => lackedBy(model, catalog));
}

function lackedBy(model: ModelEntry, catalog: Catalog): readonly Diagnostic[] {
  const name = estimatorOf(model);
  const declared = catalog.estimators.find((one) => one.name === name);
  const facts = estimatorFacts(name);
  const { vcov, weights, margins } = model;
  const out: Diagnostic[] = [];
  if (vcov && declared?.covariances && !declared.covariances.includes(vcov.type)) {
    const offered = catalog.vcovs.some((one) => one.name === vcov.type);
    if (offered && !facts?.without.includes(vcov.type))
      out.push(diagnostic('not-available', vcov.span, { what: `${vcov.type} of ${name}` }));
  }
  const weighted = weights && weights.value !== 'none' && facts?.weights !== false;
  if (weighted && declared && !declared.weights && catalog.estimators.some((one) => one.weights))
    out.push(diagnostic('not-available', weights.span, { what: `weights of ${name}` }));
  if (margins && facts?.margins && !catalog.derivedModels.some((one) => one.name === 'margins'))
    out.push(diagnostic('not-available', margins.span, { what: `margins: ${margins.value}` }));
  return out;
}
