import { namesIn } from '../formula/names.ts';
import type { CurveAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { termName } from '../plan/print.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { estimatorOf } from './estimators.ts';

/**
 * What the joint test of a curve cannot permute: models that are no least squares, covariances with draws of their own,
 * and treatments whose variable stands in another term of a model too. One message a curve, the first that is found.
 */
export function jointTests({ spec, index, catalog }: CheckContext): readonly Diagnostic[] {
  const drawable = catalog.verbs.some((verb) => verb.name === 'curve' && verb.parts.includes('draws'));
  return spec.analyses.flatMap((analysis) => {
    if (!drawable || analysis.verb !== 'curve' || analysis.draws === null) return [];
    const models = index.models.get(analysis.id.value) ?? [];
    const choices = new Map(
      (index.choices.get(analysis.id.value) ?? []).map((one): [string, string] => [one.ref, one.term]),
    );
    const found = models.flatMap((model) => refusal(analysis, model, choices.get(model.ref) ?? '') ?? []);
    return found.slice(0, 1);
  });
}

function refusal({ draws }: CurveAnalysis, model: ModelEntry, followed: string): Diagnostic | null {
  const span = draws!.span;
  const name = estimatorOf(model);
  if (name !== 'ols') return diagnostic('not-available', span, { what: `a joint test of models by ${name}` });
  if (model.vcov && model.vcov.draws !== null) {
    const instead = 'each of its draws would need draws of its own: state another vcov for the models';
    const refused = { key: `vcov ${model.vcov.type}`, owner: 'the joint test of a curve', instead };
    return diagnostic('not-applicable', span, refused);
  }
  const { terms } = model.formula;
  const own = terms.find((term) => termName(term) === followed);
  const names = new Set((own?.factors ?? []).flatMap(namesIn).map((one) => one.name));
  const others = terms.filter((term) => term !== own).flatMap((term) => term.factors.flatMap(namesIn));
  const shared = others.find((one) => names.has(one.name));
  const what = `a joint test for ${followed}, whose variable ${shared?.name} stands in another term too,`;
  return shared ? diagnostic('not-available', span, { what }) : null;
}
