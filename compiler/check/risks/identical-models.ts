import { termKey } from '../../formula/terms.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { printExpression, printFixed } from '../../plan/print.ts';
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
