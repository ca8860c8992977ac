import { namesInTerms } from '../formula/names.ts';
import { parseTerm } from '../formula/parse.ts';
import type { Located, MediateAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { NameContext } from './context.ts';
import { termMistakes } from './formulas.ts';
import { membersOf } from './lists.ts';
import { columnFact, numericFact } from './scope.ts';
import { termInput } from './sets.ts';

/** The variables of a mediation: three different numbers, controls beside them, existing effects and clusters. */
export function mediation(context: NameContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb !== 'mediate') continue;
    roles(analysis, context, out);
    for (const control of analysis.controls) controlMistakes(control, analysis, context, out);
    for (const effect of analysis.fixed) {
      for (const column of effect.value.split('^'))
        columnFact({ ...effect, value: column.trim() }, context.scope, out);
    }
    const { cluster } = analysis.bootstrap ?? { cluster: null };
    if (cluster) columnFact(cluster, context.scope, out);
  }
  return out;
}

const parts = ['outcome', 'treatment', 'mediator'] as const;

function roles(analysis: MediateAnalysis, { scope }: NameContext, out: Diagnostic[]): void {
  parts.forEach((part, i) => {
    const name = analysis[part];
    numericFact(name, `the ${part} of a mediation`, scope, out);
    const first = parts.slice(0, i).find((other) => analysis[other].value === name.value);
    if (first) out.push(diagnostic('repeated-role', name.span, { name: name.value, first, second: part }));
  });
}

function controlMistakes(
  control: Located<string>,
  analysis: MediateAnalysis,
  { spec, sets, formulaScope }: NameContext,
  out: Diagnostic[],
): void {
  const parsed = parseTerm(termInput(control, spec));
  if (!parsed.ok) {
    for (const one of parsed.diagnostics) out.push(one);
    return;
  }
  termMistakes(parsed.value, formulaScope, out);
  const names = namesInTerms(parsed.value).flatMap(({ name }) => membersOf(name, sets.members));
  for (const part of parts) {
    const { value } = analysis[part];
    if (!names.includes(value)) continue;
    out.push(diagnostic('repeated-role', control.span, { name: value, first: part, second: 'control' }));
  }
}
