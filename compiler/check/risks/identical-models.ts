import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { printExpression, printFormula } from '../../plan/print.ts';
import type { ModelEntry } from '../checked.ts';
import type { CheckContext } from '../context.ts';

/**
 * Two models of one analysis that are the same in everything: two equal columns of its table. The same model in two
 * analyses is computed once and is what authors do on purpose.
 */
export function identicalModels({ index }: CheckContext): readonly Diagnostic[] {
  return [...index.models.values()].flatMap((models) => {
    if (models.length < 2) return [];
    const first = new Map<string, ModelEntry>();
    const reported = new Set<number>();
    return models.flatMap((model) => {
      const key = identity(model);
      const before = first.get(key);
      if (!before) first.set(key, model);
      if (!before || reported.has(model.span.start)) return [];
      reported.add(model.span.start);
      return [diagnostic('identical-models', model.span, { ref: model.ref, other: before.ref })];
    });
  });
}

/** All that makes a model's numbers; its names and places left out. */
function identity({ ref, analysis, name, group, outcome, span, ...model }: ModelEntry): string {
  const { formula, where, complete, ...settings } = model;
  const texts = [printFormula(formula), where.map(printExpression), complete.map(printExpression)];
  return JSON.stringify([texts, settings], (key, value: unknown) => (key === 'span' ? undefined : value));
}
