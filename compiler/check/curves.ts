import { expandTerm } from '../formula/expand.ts';
import { namesInTerms } from '../formula/names.ts';
import { parseExpression, parseTerm } from '../formula/parse.ts';
import type { CurveAnalysis, Located } from '../parse/study.ts';
import { vcovText } from '../parse/vcov.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Span } from '../plan/span.ts';
import type { NameContext } from './context.ts';
import { termMistakes } from './formulas.ts';
import { columnFact } from './scope.ts';
import { termInput } from './sets.ts';
import { requireCondition, requireNumber } from './types.ts';

/** The axes of specification curves: outcomes and treatments are numbers, terms and columns exist, no entry twice. */
export function curves(context: NameContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb !== 'curve') continue;
    const { over } = analysis;
    for (const outcome of over.outcome) outcomeMistakes(outcome, context, out);
    for (const treatment of over.treatment) treatmentMistakes(treatment, context, out);
    if (over.controls !== 'subsets') {
      for (const part of over.controls.flatMap((entry) => entry.parts)) termOf(part, context, out);
    }
    for (const effect of over.fixed.flatMap((entry) => entry.parts)) {
      for (const column of effect.value.split('^'))
        columnFact({ ...effect, value: column.trim() }, context.scope, out);
    }
    for (const where of over.where) requireCondition(where.tree, context.scope, where.span, out);
    repeated(analysis, out);
  }
  return out;
}

function outcomeMistakes(text: Located<string>, context: NameContext, out: Diagnostic[]): void {
  const { spec, sets, formulaScope } = context;
  const parsed = parseExpression(termInput(text, spec), 'columns');
  if (!parsed.ok) {
    for (const one of parsed.diagnostics) out.push(one);
    return;
  }
  if (sets.members.has(text.value)) {
    out.push(diagnostic('set-misplaced', text.span, { set: text.value, place: 'as an outcome' }));
  } else {
    requireNumber(parsed.value, 'the outcome of a regression', formulaScope, text.span, out);
  }
}

function termOf(text: Located<string>, { spec, formulaScope }: NameContext, out: Diagnostic[]) {
  const parsed = parseTerm(termInput(text, spec));
  if (parsed.ok) termMistakes(parsed.value, formulaScope, out);
  else for (const one of parsed.diagnostics) out.push(one);
  return parsed.ok ? parsed.value : null;
}

/** One term, and no factor: one coefficient is followed. */
function treatmentMistakes(text: Located<string>, context: NameContext, out: Diagnostic[]): void {
  const { scope, sets } = context;
  const term = termOf(text, context, out);
  const expanded = term && expandTerm(term, sets.members);
  if (!term || !expanded?.ok) return;
  if (expanded.value.length !== 1) {
    out.push(diagnostic('wrong-value', text.span, { where: 'a treatment of a curve', expected: 'one term' }));
    return;
  }
  const factor = namesInTerms(term).find(({ name }) => scope.columns.get(name)?.type === 'text');
  if (factor) {
    const payload = { what: factor.name, where: 'a treatment of a curve' };
    out.push(diagnostic('text-as-number', text.span, payload));
  }
}

/** An entry that stands twice would count twice. Lists of controls and of effects are compared whatever their order. */
function repeated({ over }: CurveAnalysis, out: Diagnostic[]): void {
  const list = (entry: { readonly parts: readonly Located<string>[]; readonly span: Span }) => ({
    text:
      entry.parts.length === 0 ? '[]' : [...new Set(entry.parts.map((one) => one.value))].sort().join(', '),
    span: entry.span,
  });
  const plain = (one: Located<string>) => ({ text: one.value, span: one.span });
  const axes = {
    outcome: over.outcome.map(plain),
    treatment: over.treatment.map(plain),
    controls: over.controls === 'subsets' ? [] : over.controls.map(list),
    fixed: over.fixed.map(list),
    where: over.where,
    vcov: over.vcov.map((one) => ({ text: vcovText(one), span: one.span })),
  };
  for (const [axis, entries] of Object.entries(axes)) {
    entries.forEach(({ text, span }, i) => {
      if (!entries.slice(0, i).some((before) => before.text === text)) return;
      out.push(diagnostic('repeated-entry', span, { entry: text, axis }));
    });
  }
}
