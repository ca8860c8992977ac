import { type LinearEquation, linearEquation } from '../formula/linear.ts';
import type { Hypothesis, Located, RegressAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { PlannedHypothesis } from '../plan/plan.ts';
import { nearest } from '../plan/suggest.ts';
import type { ModelEntry } from './checked.ts';
import { coefficientsOf, isCoded } from './coefficients.ts';
import type { CheckContext } from './context.ts';
import { membersOf } from './lists.ts';
import type { Scope } from './scope.ts';
import { termNames } from './table-terms.ts';

/** Hypotheses are about coefficients that some model has, all of them in one; equations are linear. */
export function hypotheses(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb !== 'regress') continue;
    for (const hypothesis of analysis.hypotheses) judge(hypothesis, analysis, context, out);
  }
  return out;
}

/** The hypotheses of an analysis that a model has all coefficients of, in written order. */
export function hypothesesOf(
  analysis: RegressAnalysis,
  model: ModelEntry,
  { sets, scope }: Pick<CheckContext, 'sets' | 'scope'>,
): readonly PlannedHypothesis[] {
  return analysis.hypotheses.flatMap((hypothesis) => {
    const statement = statementOf(hypothesis, sets.members, []);
    return (statement && planned(hypothesis.name.value, statement, model, scope)) ?? [];
  });
}

/** The names that a hypothesis is about, sets written out, and the equation where it is one. */
interface Statement {
  readonly names: readonly Located<string>[];
  readonly equation: LinearEquation | null;
}

/** Null, and reported, where an equation cannot be read. */
function statementOf(
  hypothesis: Hypothesis,
  sets: ReadonlyMap<string, readonly string[]>,
  out: Diagnostic[],
): Statement | null {
  if (hypothesis.kind === 'zero') {
    const names = hypothesis.terms.flatMap(({ value, span }) =>
      membersOf(value, sets).map((member) => ({ value: member, span })),
    );
    return { names, equation: null };
  }
  const parsed = linearEquation(hypothesis.equation.tree, hypothesis.equation.span);
  if (parsed.ok) {
    const names = parsed.value.coefficients.map(({ name, span }) => ({ value: name, span }));
    return { names, equation: parsed.value };
  }
  for (const one of parsed.diagnostics) out.push(one);
  return null;
}

function judge(
  hypothesis: Hypothesis,
  analysis: RegressAnalysis,
  { sets, index, scope }: CheckContext,
  out: Diagnostic[],
): void {
  const id = analysis.id.value;
  const statement = statementOf(hypothesis, sets.members, out);
  const models = index.models.get(id) ?? [];
  if (!statement || models.length === 0 || index.unsure.has(id)) return;
  const before = out.length;
  for (const name of statement.names) judgeName(name, statement, models, id, scope, out);
  const { value, span } = hypothesis.name;
  if (out.length > before || models.some((model) => planned(value, statement, model, scope))) return;
  const terms = [...new Set(statement.names.map((one) => one.value))];
  out.push(diagnostic('no-such-test', span, { name: value, analysis: id, terms }));
}

function judgeName(
  { value, span }: Located<string>,
  { equation }: Statement,
  models: readonly ModelEntry[],
  where: string,
  scope: Scope,
  out: Diagnostic[],
): void {
  const found = models.map((model) => ({ model, term: coefficientsOf(value, model, scope) }));
  const having = found.filter((one) => one.term !== null);
  if (having.length === 0) {
    const allowed = termNames(models);
    out.push(
      diagnostic('unknown-term', span, { term: value, where, allowed, suggestion: nearest(value, allowed) }),
    );
  } else if (equation && having.every(({ model, term }) => isCoded(term!, model, scope))) {
    out.push(diagnostic('several-coefficients', span, { term: value }));
  }
}

/** Null where the model lacks a coefficient, or has several where an equation names one. */
function planned(
  name: string,
  { names, equation }: Statement,
  model: ModelEntry,
  scope: Scope,
): PlannedHypothesis | null {
  const terms = names.map((one) => coefficientsOf(one.value, model, scope));
  if (!terms.every((one) => one !== null)) return null;
  if (!equation) return { name, kind: 'zero', terms: [...new Set(terms)] };
  if (terms.some((one) => isCoded(one, model, scope))) return null;
  const coefficients = equation.coefficients.map(({ weight }, i) => ({ name: terms[i]!, weight }));
  return { name, kind: 'equation', coefficients, value: equation.value };
}
