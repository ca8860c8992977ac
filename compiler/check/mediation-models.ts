import { expandFormula } from '../formula/expand.ts';
import { parseFormula } from '../formula/parse.ts';
import type { MediateAnalysis } from '../parse/study.ts';
import type { Expression } from '../plan/expression.ts';
import type { ModelFormula } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import { quoteName } from '../plan/quote.ts';
import type { ModelEntry } from './checked.ts';
import { type Building, inherited, refOf } from './model-building.ts';

/** Total effect, path to the mediator, direct effect: by one sample, so none of the three variables may be missing. */
export function mediate(analysis: MediateAnalysis, building: Building): readonly ModelEntry[] {
  const { outcome, treatment, mediator } = analysis;
  const [y, t, m] = [outcome, treatment, mediator].map((one) => quoteName(one.value)) as [
    string,
    string,
    string,
  ];
  const formulas = [
    ['total', `${y} ~ ${t}`],
    ['mediator', `${m} ~ ${t}`],
    ['direct', `${y} ~ ${t} + ${m}`],
  ] as const;
  const complete = [outcome, treatment, mediator].map(
    ({ value }): Expression => ({ kind: 'name', name: value }),
  );
  return formulas.flatMap(([name, head]) => {
    const formula = mediationFormula(head, analysis, building);
    if (!formula) return [];
    return [
      {
        ref: refOf(analysis.id.value, name, null, null),
        analysis: analysis.id.value,
        name,
        group: null,
        formula,
        outcome: printExpression(formula.outcome),
        where: analysis.where ? [analysis.where.tree] : [],
        complete,
        ...inherited([analysis], building.spec),
        span: analysis.verbSpan,
      },
    ];
  });
}

/** Controls and effects are judged where they stand; a formula that they spoil is left out in silence. */
function mediationFormula(head: string, analysis: MediateAnalysis, building: Building): ModelFormula | null {
  const right = analysis.controls.map((one) => ` + ${one.value}`).join('');
  const fixed = analysis.fixed.map((one) => one.value).join(' + ');
  const text = `${head}${right}${fixed === '' ? '' : ` | ${fixed}`}`;
  const parsed = parseFormula({ text, span: analysis.verbSpan, offsets: 'whole' });
  const expanded = parsed.ok ? expandFormula(parsed.value, building.scope.sets) : parsed;
  if (!expanded.ok) building.unsure.add(analysis.id.value);
  return expanded.ok ? (expanded.value[0]?.formula ?? null) : null;
}
