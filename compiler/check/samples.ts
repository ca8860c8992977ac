import type { Condition } from '../parse/study.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { NameContext } from './context.ts';
import { columnFact } from './scope.ts';
import { requireCondition } from './types.ts';

/** `where` and `split`: conditions over existing columns, or a column whose values make the groups. */
export function samples({ spec, scope }: NameContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const judge = (condition: Condition | null): void => {
    if (condition) requireCondition(condition.tree, scope, condition.span, out);
  };
  for (const analysis of spec.analyses) {
    judge(analysis.where);
    if (analysis.verb === 'vary') {
      for (const variant of analysis.variants) judge(variant.where);
      if (analysis.leaveOut) columnFact(analysis.leaveOut, scope, out);
    }
    const { split } = analysis;
    if (split?.kind === 'column') columnFact(split.column, scope, out);
    if (split?.kind === 'conditions') for (const group of split.groups) judge(group.where);
  }
  return out;
}
