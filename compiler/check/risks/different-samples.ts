import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { Expression } from '../../plan/expression.ts';
import { printExpression } from '../../plan/print.ts';
import type { Span } from '../../plan/span.ts';
import { type CellFacts, cellsOf } from '../cells.ts';
import type { ModelEntry } from '../checked.ts';
import type { CheckContext } from '../context.ts';

/**
 * Models of one outcome side by side on different rows, once an analysis. Proved by counting: where an expression of
 * one model is missing more often than all of another model's together, rows of the other have no place in it.
 */
export function differentSamples({ spec, index, scope }: CheckContext): readonly Diagnostic[] {
  const known = new Map<Expression, CellFacts>();
  const cells = (node: Expression): CellFacts => {
    const before = known.get(node);
    if (before) return before;
    const found = cellsOf(node, scope);
    known.set(node, found);
    return found;
  };
  return spec.analyses.flatMap((analysis) => {
    if (analysis.verb !== 'regress' || analysis.commonSample) return [];
    const models = index.models.get(analysis.id.value) ?? [];
    return byOutcome(models)
      .flatMap((group) => compared(group, cells))
      .slice(0, 1);
  });
}

/** Only models without conditions: what is missing where a condition holds is not known. */
function byOutcome(models: readonly ModelEntry[]): readonly (readonly ModelEntry[])[] {
  const groups = new Map<string, ModelEntry[]>();
  for (const model of models) {
    if (model.where.length > 0) continue;
    const group = groups.get(model.outcome);
    if (group) group.push(model);
    else groups.set(model.outcome, [model]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

interface Lacking {
  readonly model: ModelEntry;
  readonly node: Expression;
  readonly span: Span;
  readonly least: number;
}

function compared(
  models: readonly ModelEntry[],
  cells: (node: Expression) => CellFacts,
): readonly Diagnostic[] {
  let fullest: { readonly model: ModelEntry; readonly most: number } | null = null;
  let emptiest: Lacking | null = null;
  for (const model of models) {
    let most = 0;
    for (const { node, span } of expressionsOf(model)) {
      const { missing } = cells(node);
      most += missing[1];
      if (missing[0] > (emptiest?.least ?? 0)) emptiest = { model, node, span, least: missing[0] };
    }
    if (most < (fullest?.most ?? Number.POSITIVE_INFINITY)) fullest = { model, most };
  }
  if (!fullest || !emptiest || emptiest.least <= fullest.most) return [];
  const payload = {
    what: printExpression(emptiest.node),
    rows: emptiest.least - fullest.most,
    model: emptiest.model.ref,
    other: fullest.model.ref,
  };
  return [diagnostic('different-samples', emptiest.span, payload)];
}

/** Of a model that an effect's columns belong to, too: rows where one of them is missing are not used. */
function expressionsOf(model: ModelEntry): readonly { readonly node: Expression; readonly span: Span }[] {
  const { outcome, terms, fixed } = model.formula;
  const columns = fixed.flatMap((effect) =>
    effect.columns.map((name): Expression => ({ kind: 'name', name })),
  );
  const nodes = [outcome, ...terms.flatMap((term) => term.factors), ...columns];
  return nodes.map((node) => ({ node, span: node.span ?? model.span }));
}
