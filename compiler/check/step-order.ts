import { namesIn } from '../formula/names.ts';
import type { Located, OptionNode } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { positionAt } from '../plan/span.ts';
import type { CheckContext } from './context.ts';

/**
 * A step that changes a column after another was computed from it: a mistake in the order, as a rule. A plain copy is
 * none: copying first is how an author keeps the old values.
 */
export function stepOrder({ spec, catalog }: CheckContext): readonly Diagnostic[] {
  const uses = new Map<string, Located<string>>();
  return spec.prepare.flatMap((step) => {
    const effect = catalog.steps.find((one) => one.name === step.verb.value)?.effect;
    const late =
      effect === 'overwrites' ? changedBy(step.options).filter((name) => uses.has(name.value)) : [];
    for (const [column, derived] of computedIn(step.options)) uses.set(column, derived);
    return late.map((name) => {
      const derived = uses.get(name.value)!;
      const { line } = positionAt(spec.source.text, derived.span.start);
      return diagnostic('changed-after-use', name.span, { column: name.value, derived: derived.value, line });
    });
  });
}

function changedBy(node: OptionNode): readonly Located<string>[] {
  if (node.kind === 'list') return node.items.flatMap(changedBy);
  if (node.kind === 'map') return node.entries.flatMap((entry) => changedBy(entry.value));
  const numeric = node.kind === 'scalar' && node.role === 'numeric' && typeof node.value === 'string';
  return numeric ? [{ value: node.value as string, span: node.span }] : [];
}

/** Columns that a new column is computed from, with that new column. */
function computedIn(node: OptionNode): readonly (readonly [string, Located<string>])[] {
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, role, value }) => {
    if (role !== 'new-column' || value.kind !== 'expression' || value.tree.kind === 'name') return [];
    return namesIn(value.tree)
      .filter(({ name }) => name !== key.value)
      .map(({ name }) => [name, key] as const);
  });
}
