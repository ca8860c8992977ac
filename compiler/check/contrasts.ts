import type { ContrastAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { printFormula } from '../plan/print.ts';
import { nearest } from '../plan/suggest.ts';
import type { ModelEntry } from './checked.ts';
import { codedColumns } from './coded-terms.ts';
import type { CheckContext } from './context.ts';
import { findAnalysis } from './find-analysis.ts';
import { membersOf } from './lists.ts';
import { overlap } from './overlap.ts';
import { oneModel } from './references.ts';
import { reversed, termNames } from './table-terms.ts';

/** A contrast has two different models, terms that both have, and for `chow` groups of one sample. */
export function contrasts(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb !== 'contrast') continue;
    const models = analysis.models.map((reference) => oneModel(reference, context.world, out));
    for (const model of models) if (model) terms(analysis, model, context, out);
    const [first, second] = models;
    if (first && second) pair(analysis, [first, second], context, out);
  }
  return out;
}

function terms(
  analysis: ContrastAnalysis,
  model: ModelEntry,
  { sets, scope }: CheckContext,
  out: Diagnostic[],
) {
  const allowed = [...termNames([model]), ...(model.formula.intercept ? ['(Intercept)'] : [])];
  const coded = codedColumns([model], scope);
  const isTerm = (name: string): boolean =>
    [name, reversed(name)].some((form) => allowed.includes(form)) || name === '_cons' || coded(name);
  for (const name of analysis.terms) {
    // A set stands for its members, and each of them is compared.
    const lacking = membersOf(name.value, sets.members).find((member) => !isTerm(member));
    if (lacking === undefined) continue;
    const payload = { term: lacking, where: model.ref, allowed, suggestion: nearest(lacking, allowed) };
    out.push(diagnostic('unknown-term', name.span, payload));
  }
}

function pair(
  analysis: ContrastAnalysis,
  [first, second]: readonly [ModelEntry, ModelEntry],
  { spec, scope }: CheckContext,
  out: Diagnostic[],
): void {
  const at = analysis.models[1].span;
  if (first.ref === second.ref) {
    const expected = 'two different models';
    out.push(diagnostic('wrong-value', at, { where: 'the models of a contrast', expected }));
    return;
  }
  if (analysis.test.value !== 'chow') return;
  const [one, other] = [first.group, second.group];
  const apart = first.analysis === second.analysis && one?.name !== other?.name;
  if (!one || !other || !apart || printFormula(first.formula) !== printFormula(second.formula)) {
    out.push(diagnostic('not-one-sample', at, { first: first.ref, second: second.ref }));
    return;
  }
  const where = findAnalysis(spec.analyses, first.analysis)?.where ?? null;
  const shared = overlap(one.where, other.where, where, scope);
  if (shared === null) return;
  out.push(diagnostic('groups-not-apart', at, { first: one.name, second: other.name, shared }));
}
