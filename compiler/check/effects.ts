import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { estimatorFacts, estimatorOf } from './estimators.ts';

/** No more fixed effects than the estimator absorbs; once a formula, not once a model. That it absorbs none by its nature is said elsewhere. */
export function effects({ index, catalog }: CheckContext): readonly Diagnostic[] {
  const seen = new Set<number>();
  return [...index.models.values()].flat().flatMap((model) => {
    const estimator = estimatorOf(model);
    const most = catalog.estimators.find((one) => one.name === estimator)?.maximumFixed;
    const given = model.formula.fixed.length;
    if (estimatorFacts(estimator)?.absorbs === false) return [];
    if (most === undefined || given <= most || seen.has(model.span.start)) return [];
    seen.add(model.span.start);
    return [diagnostic('too-many-effects', model.span, { given, most, estimator })];
  });
}
