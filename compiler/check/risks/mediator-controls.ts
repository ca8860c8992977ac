import { namesInTerms } from '../../formula/names.ts';
import type { Located, RegressAnalysis } from '../../parse/study.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { CheckContext } from '../context.ts';
import { membersOf } from '../lists.ts';

/**
 * A mediator among the members of a set that stands beside the treatment: it takes away the part of the effect that it
 * carries. Written out by name it is a path of the mediation, which authors mean; a set brings it in unseen.
 */
export function mediatorControls(context: CheckContext): readonly Diagnostic[] {
  const { spec } = context;
  const inRole = (role: string): ReadonlySet<string> =>
    new Set(spec.variables.filter((one) => one.role?.value === role).map((one) => one.name.value));
  const roles = { mediators: inRole('mediator'), treatments: inRole('treatment') };
  if (roles.mediators.size === 0) return [];
  return spec.analyses.flatMap((one) => (one.verb === 'regress' ? inFormulas(one, roles, context) : []));
}

interface Roles {
  readonly mediators: ReadonlySet<string>;
  readonly treatments: ReadonlySet<string>;
}

function inFormulas(analysis: RegressAnalysis, roles: Roles, { sets }: CheckContext): readonly Diagnostic[] {
  return analysis.formulas.flatMap(({ formula: { tree, span } }) => {
    const outcomes = new Set(tree.outcomes.flatMap((one) => (one.kind === 'name' ? [one.name] : [])));
    const names = namesInTerms(tree.terms).map(
      (name): Located<string> => ({ value: name.name, span: name.span ?? span }),
    );
    const treatment = names.find((name) => roles.treatments.has(name.value));
    if (!treatment) return [];
    const listed = new Set<string>();
    return names.flatMap((name) => {
      if (!sets.members.has(name.value) || listed.has(name.value)) return [];
      listed.add(name.value);
      return membersOf(name.value, sets.members)
        .filter((member) => roles.mediators.has(member) && !outcomes.has(member))
        .map((mediator) =>
          diagnostic('mediator-control', name.span, {
            mediator,
            set: name.value,
            treatment: treatment.value,
          }),
        );
    });
  });
}
