import { expandFormula } from '../formula/expand.ts';
import { parseFormula } from '../formula/parse.ts';
import type { MediateAnalysis } from '../parse/study.ts';
import type { Expression } from '../plan/expression.ts';
import type { ModelFormula } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import { quoteName } from '../plan/quote.ts';
import type { Group, ModelEntry } from './checked.ts';
import { type Building, inherited, refOf } from './model-building.ts';

/**
 * Total effect, path to each mediator, direct effect, group by group: by one sample, so none of the variables may be
 * missing. The model of one mediator among several is `mediator.M`.
 */
export function mediate(
  analysis: MediateAnalysis,
  groups: readonly Group[],
  building: Building,
): readonly ModelEntry[] {
  const { outcome, treatment, mediators } = analysis;
  const complete = [outcome, treatment, ...mediators].map(
    ({ value }): Expression => ({ kind: 'name', name: value }),
  );
  const written = equations(analysis).flatMap(({ name, mediator, head }) => {
    const formula = mediationFormula(head, analysis, building);
    return formula ? [{ name, mediator, formula }] : [];
  });
  const ungrouped: readonly (Group | null)[] = analysis.split === null ? [null] : groups;
  return ungrouped.flatMap((group) =>
    written.map(
      ({ name, mediator, formula }): ModelEntry => ({
        ref: refOf(analysis.id.value, name, mediator, group),
        analysis: analysis.id.value,
        name,
        group,
        formula,
        outcome: printExpression(formula.outcome),
        where: [...(analysis.where ? [analysis.where.tree] : []), ...(group ? [group.where] : [])],
        complete,
        ...inherited([analysis], building.spec),
        span: analysis.verbSpan,
      }),
    ),
  );
}

/** The heads of the formulas, without controls. `mediator`: which one, where there are several. */
function equations({ outcome, treatment, mediators, parallel }: MediateAnalysis) {
  const [y, t] = [quoteName(outcome.value), quoteName(treatment.value)];
  const names = mediators.map((one) => quoteName(one.value));
  return [
    { name: 'total', mediator: null, head: `${y} ~ ${t}` },
    ...mediators.map(({ value }, i) => ({
      name: 'mediator',
      mediator: parallel ? value : null,
      head: `${names[i]} ~ ${t}`,
    })),
    { name: 'direct', mediator: null, head: `${y} ~ ${[t, ...names].join(' + ')}` },
  ];
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
