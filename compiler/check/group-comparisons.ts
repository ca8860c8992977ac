import type { Comparison, RegressAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { quotePart } from '../plan/quote.ts';
import { nearest } from '../plan/suggest.ts';
import type { ComparedFormula, Group, ModelEntry } from './checked.ts';
import { coefficientsOf } from './coefficients.ts';
import type { CheckContext } from './context.ts';
import { estimatorOf } from './estimators.ts';
import { membersOf } from './lists.ts';
import { overlap } from './overlap.ts';
import { columnFact } from './scope.ts';
import { termNames } from './table-terms.ts';

/** `compare` has groups without common rows, terms that some formula has, and what its test needs. */
export function comparisons(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb !== 'regress' || !analysis.compare) continue;
    groups(analysis, analysis.compare, context, out);
    options(analysis.compare, context, out);
    estimators(analysis, analysis.compare, context, out);
    terms(analysis, analysis.compare, context, out);
  }
  return out;
}

function groups(
  analysis: RegressAnalysis,
  { span }: Comparison,
  { index, scope }: CheckContext,
  out: Diagnostic[],
): void {
  const refuse = (owner: string, instead: string): void => {
    out.push(diagnostic('not-applicable', span, { key: 'compare', owner, instead }));
  };
  const { split } = analysis;
  if (!split) {
    refuse('an analysis without split', 'add split: a column, or a map from label to condition');
    return;
  }
  const all = index.groups.get(analysis.id.value) ?? [];
  if (all.length === 1) refuse('a split of one group', 'split into two groups or more');
  if (split.kind === 'column') return;
  all.forEach((second, i) => {
    const common = all
      .slice(0, i)
      .map((first) => ({ first, shared: overlap(first.where, second.where, analysis.where, scope) }))
      .find((one) => one.shared !== null);
    if (!common) return;
    const at = split.groups[i]!.where.span;
    const payload = { first: common.first.name, second: second.name, shared: common.shared! };
    out.push(diagnostic('groups-not-apart', at, payload));
  });
}

function options({ test, draws, unit, span }: Comparison, { scope }: CheckContext, out: Diagnostic[]): void {
  const name = test?.value ?? 'suest';
  if (unit) columnFact(unit, scope, out);
  if (name === 'permutation') {
    const at = test?.span ?? span;
    if (!draws) out.push(diagnostic('missing-key', at, { key: 'draws', owner: 'compare by permutation' }));
    return;
  }
  const instead = 'it belongs to test: permutation';
  const refuse = (key: string, at: Comparison['span']): void => {
    out.push(diagnostic('not-applicable', at, { key, owner: `compare by ${name}`, instead }));
  };
  if (draws) refuse('draws', draws.span);
  if (unit) refuse('unit', unit.span);
}

/** Scores and draws that a test would need and the models have not. */
function estimators(
  { id }: RegressAnalysis,
  { test, span }: Comparison,
  { index }: CheckContext,
  out: Diagnostic[],
): void {
  const name = test?.value ?? 'suest';
  if (name === 'permutation') return;
  const models = index.models.get(id.value) ?? [];
  const key = `compare by ${name}`;
  if (models.some((model) => estimatorOf(model) === 'quantile')) {
    const instead = 'its models have no scores: say test: permutation';
    out.push(diagnostic('not-applicable', test?.span ?? span, { key, owner: 'estimator quantile', instead }));
  } else if (name === 'chow' && models.some(({ vcov }) => vcov?.type === 'bootstrap')) {
    const instead = 'the regression with interactions is not drawn again: say test: suest or permutation';
    out.push(diagnostic('not-applicable', test?.span ?? span, { key, owner: 'vcov bootstrap', instead }));
  }
}

function terms(
  analysis: RegressAnalysis,
  compare: Comparison,
  { index, sets, scope }: CheckContext,
  out: Diagnostic[],
): void {
  const id = analysis.id.value;
  const models = index.models.get(id) ?? [];
  if (models.length === 0 || index.unsure.has(id)) return;
  for (const { value, span } of compare.terms) {
    const lacking = membersOf(value, sets.members).find(
      (name) => !models.some((model) => coefficientsOf(name, model, scope) !== null),
    );
    if (lacking === undefined) continue;
    const allowed = termNames(models);
    const payload = { term: lacking, where: id, allowed, suggestion: nearest(lacking, allowed) };
    out.push(diagnostic('unknown-term', span, payload));
  }
}

/** What is compared, formula by formula: the models of its groups in their order, and the terms that they have. */
export function comparedFormulas(
  analysis: RegressAnalysis,
  groups: readonly Group[],
  { index, sets, scope }: Pick<CheckContext, 'index' | 'sets' | 'scope'>,
): readonly ComparedFormula[] {
  const { compare } = analysis;
  const models = index.models.get(analysis.id.value) ?? [];
  if (!compare || groups.length === 0) return [];
  const names = compare.terms.flatMap((term) => membersOf(term.value, sets.members));
  // Groups are outermost: every group has the same formulas in the same order.
  const first = models.slice(0, models.length / groups.length);
  return first.flatMap((model, i) => {
    const found = names.flatMap((name) => coefficientsOf(name, model, scope) ?? []);
    if (found.length === 0) return [];
    const refs = groups.map((_, group) => models[group * first.length + i]!.ref);
    return [{ formula: formulaLabel(model), models: refs, terms: [...new Set(found)] }];
  });
}

/** `by_period.AGG@nascent` → `AGG`: what stands between analysis and group. */
function formulaLabel({ ref, analysis, group }: ModelEntry): string {
  const end = group ? ref.length - `@${quotePart(group.name)}`.length : ref.length;
  return ref.slice(quotePart(analysis).length + 1, end);
}
