import { type LinearEquation, linearEquation } from '../formula/linear.ts';
import type { Hypothesis, Located, RegressAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { PlannedEquation, PlannedHypothesis } from '../plan/plan.ts';
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

/** What a hypothesis is about: sets written out, equations in their linear form. */
interface Statement {
  readonly zero: readonly Located<string>[];
  readonly equations: readonly LinearEquation[];
}

/** Null, and reported, where an equation cannot be read. */
function statementOf(
  { terms, equations }: Hypothesis,
  sets: ReadonlyMap<string, readonly string[]>,
  out: Diagnostic[],
): Statement | null {
  const zero = terms.flatMap(({ value, span }) =>
    membersOf(value, sets).map((member) => ({ value: member, span })),
  );
  const parsed = equations.map(({ tree, span }) => linearEquation(tree, span));
  for (const one of parsed) if (!one.ok) out.push(...one.diagnostics);
  const linear = parsed.flatMap((one) => (one.ok ? [one.value] : []));
  return linear.length < parsed.length ? null : { zero, equations: linear };
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
  const place = { models, where: id, scope };
  const single = statement.equations.flatMap(({ coefficients }) =>
    coefficients.map(({ name, span }) => ({ value: name, span })),
  );
  for (const name of statement.zero) judgeName(name, false, place, out);
  for (const name of single) judgeName(name, true, place, out);
  const { value, span } = hypothesis.name;
  if (out.length > before || models.some((model) => planned(value, statement, model, scope))) return;
  const terms = [...new Set([...statement.zero, ...single].map((one) => one.value))];
  out.push(diagnostic('no-such-test', span, { name: value, analysis: id, terms }));
}

interface Place {
  readonly models: readonly ModelEntry[];
  readonly where: string;
  readonly scope: Scope;
}

/** `single`: the name stands in an equation, for one coefficient. */
function judgeName(
  { value, span }: Located<string>,
  single: boolean,
  { models, where, scope }: Place,
  out: Diagnostic[],
): void {
  const found = models.map((model) => ({ model, term: coefficientsOf(value, model, scope) }));
  const having = found.filter((one) => one.term !== null);
  if (having.length === 0) {
    const allowed = termNames(models);
    out.push(
      diagnostic('unknown-term', span, { term: value, where, allowed, suggestion: nearest(value, allowed) }),
    );
  } else if (single && having.every(({ model, term }) => isCoded(term!, model, scope))) {
    out.push(diagnostic('several-coefficients', span, { term: value }));
  }
}

/** Null where the model lacks a coefficient, or has several where an equation names one. */
function planned(
  name: string,
  { zero, equations }: Statement,
  model: ModelEntry,
  scope: Scope,
): PlannedHypothesis | null {
  const terms = zero.map((one) => coefficientsOf(one.value, model, scope));
  const written = equations.map((one) => plannedEquation(one, model, scope));
  if (!terms.every((one) => one !== null) || !written.every((one) => one !== null)) return null;
  return { name, terms: [...new Set(terms)], equations: written };
}

function plannedEquation(
  { coefficients, value }: LinearEquation,
  model: ModelEntry,
  scope: Scope,
): PlannedEquation | null {
  const names = coefficients.map(({ name }) => coefficientsOf(name, model, scope));
  if (!names.every((one) => one !== null && !isCoded(one, model, scope))) return null;
  return { coefficients: coefficients.map(({ weight }, i) => ({ name: names[i]!, weight })), value };
}
