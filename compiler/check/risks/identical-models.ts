import { termKey } from '../../formula/terms.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { printExpression, printFixed } from '../../plan/print.ts';
import type { ModelEntry } from '../checked.ts';
import type { CheckContext } from '../context.ts';
import { resolveModels } from '../references.ts';

/**
 * Two models of one analysis that are the same in everything: two equal columns of its table; and a variant that is no
 * other model than the one that it varies. The same model in two analyses is computed once, and authors mean it.
 */
export function identicalModels({ spec, index }: CheckContext): readonly Diagnostic[] {
  return spec.analyses.flatMap((analysis) => {
    const models = index.models.get(analysis.id.value) ?? [];
    const varied = analysis.verb === 'vary' ? resolveModels(analysis.model.value, index.models) : [];
    return models.length + varied.length < 2 ? [] : repeated(models, varied);
  });
}

/** Each model that equals an earlier one, or one of `before`; once where a formula stands for several. */
function repeated(models: readonly ModelEntry[], before: readonly ModelEntry[]): readonly Diagnostic[] {
  const first = new Map(before.map((model) => [identity(model), model]));
  const reported = new Set<number>();
  return models.flatMap((model) => {
    const key = identity(model);
    const same = first.get(key);
    if (!same) first.set(key, model);
    if (!same || reported.has(model.span.start)) return [];
    reported.add(model.span.start);
    return [diagnostic('identical-models', model.span, { ref: model.ref, other: same.ref })];
  });
}

/** All that makes a model's numbers; its names and places left out, and the order of terms, which changes none. */
function identity({ ref, analysis, name, group, outcome, span, ...model }: ModelEntry): string {
  const { formula, where, complete, ...settings } = model;
  const { terms, fixed, outcome: left, ...rest } = formula;
  const texts = [[left], where, complete].map((list) => list.map(printExpression));
  const right = [terms.map(termKey).sort(), fixed.map(printFixed).sort()];
  return JSON.stringify([texts, right, rest, settings], (key, value: unknown) =>
    key === 'span' ? undefined : value,
  );
}
