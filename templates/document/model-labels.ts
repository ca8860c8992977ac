import { type Context, type Model, say } from './context.ts';
import type { Rich } from './document.ts';
import { leftOut } from './header.ts';
import { variableLabel } from './labels.ts';
import { toRich } from './rich.ts';

/**
 * How the models of a figure are told apart: by their group, outcome and name as far as these differ; those that are
 * still alike have numbers.
 */
export function modelLabels(context: Context, models: readonly Model[]): readonly Rich[] {
  const levels = [groupOf, outcomeOf, nameOf].map((label) => models.map((model) => label(context, model)));
  const telling = levels.filter((texts) => new Set(texts).size > 1);
  const labels = models.map((_, i) =>
    telling.flatMap((texts) => texts[i] ?? []).join(context.locale.headings.between),
  );
  return labels.map((label, i) => {
    const alike = label === '' || labels.indexOf(label) !== labels.lastIndexOf(label);
    if (!alike) return toRich(label);
    const number = context.locale.figure.model(i + 1);
    return toRich(label === '' ? number : `${label}${context.locale.headings.between}${number}`);
  });
}

function groupOf(context: Context, { planned: { group } }: Model): string | null {
  return group ? say(context, group.label) : null;
}

function outcomeOf(context: Context, { planned }: Model): string {
  return variableLabel(context, planned.outcome);
}

/** A name that only repeats the outcome says nothing of its own. */
function nameOf(context: Context, model: Model): string | null {
  const { planned, derived } = model;
  const own = leftOut(context, model) ?? (planned.name === planned.outcome ? null : planned.name);
  return derived === undefined ? own : context.locale.headings.derived(derived, own);
}
