import { namesInTerms } from '../formula/names.ts';
import { parseTerm } from '../formula/parse.ts';
import type { Located, MediateAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { NameContext } from './context.ts';
import { termMistakes } from './formulas.ts';
import { membersOf } from './lists.ts';
import { columnFact, numericFact } from './scope.ts';
import { termInput } from './sets.ts';

/** The variables of a mediation: different numbers, controls beside them, existing effects and clusters. */
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

interface Role {
  readonly part: 'outcome' | 'treatment' | 'mediator';
  readonly name: Located<string>;
}

function rolesOf({ outcome, treatment, mediators }: MediateAnalysis): readonly Role[] {
  return [
    { part: 'outcome', name: outcome },
    { part: 'treatment', name: treatment },
    ...mediators.map((name): Role => ({ part: 'mediator', name })),
  ];
}

function roles(analysis: MediateAnalysis, { scope }: NameContext, out: Diagnostic[]): void {
  const all = rolesOf(analysis);
  all.forEach(({ part, name }, i) => {
    numericFact(name, `the ${part} of a mediation`, scope, out);
    const before = all.slice(0, i).find((other) => other.name.value === name.value);
    if (before)
      out.push(
        diagnostic('repeated-role', name.span, { name: name.value, first: before.part, second: part }),
      );
    // `indirect.total` is that of all mediators together.
    if (part === 'mediator' && analysis.parallel && name.value === 'total')
      out.push(
        diagnostic('reserved-name', name.span, { name: name.value, what: 'one of several mediators' }),
      );
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
  for (const { part, name } of rolesOf(analysis)) {
    if (!names.includes(name.value)) continue;
    const payload = { name: name.value, first: part, second: 'control' };
    out.push(diagnostic('repeated-role', control.span, payload));
  }
}
