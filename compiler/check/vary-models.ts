import { variablesIn } from '../formula/names.ts';
import { replaceInFormula } from '../formula/replace.ts';
import type { Variant, VaryAnalysis } from '../parse/study.ts';
import { diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import { invariant } from '../plan/invariant.ts';
import type { ModelFormula } from '../plan/model.ts';
import { printExpression, termName } from '../plan/print.ts';
import { nearest } from '../plan/suggest.ts';
import { baseOf, settingsOfModel } from './base-model.ts';
import type { Group, ModelEntry } from './checked.ts';
import { columnGroups } from './groups.ts';
import {
  type Building,
  columnsOfSettings,
  expressionsOf,
  inherited,
  noSettings,
  refOf,
} from './model-building.ts';
import { requireNumber } from './types.ts';

/** One model a variant, in written order, then one without each value of `leave_out`; group by group. */
export function vary(
  analysis: VaryAnalysis,
  groups: readonly Group[],
  building: Building,
): readonly ModelEntry[] {
  if (building.spoilt.has(analysis.id.value)) return [];
  const base = baseOf(analysis, building);
  const written = [...analysis.variants, ...variantsWithout(analysis, building)];
  if (!base) return [];
  const varied = written.flatMap((variant) => {
    const formula = replaced(variant, base, building);
    return formula ? [{ variant, formula }] : [];
  });
  const settings = (variant: Variant) => inherited([variant, analysis, settingsOfModel(base)], building.spec);
  const common = analysis.commonSample
    ? [
        ...expressionsOf(varied.map((one) => one.formula)),
        ...columnsOfSettings(varied.map((one) => settings(one.variant))),
      ]
    : [];
  const ungrouped: readonly (Group | null)[] = analysis.split === null ? [null] : groups;
  return ungrouped.flatMap((group) =>
    varied.map(({ variant, formula }): ModelEntry => {
      const where = [analysis.where?.tree, variant.where?.tree, group?.where].filter(isGiven);
      return {
        ref: refOf(analysis.id.value, variant.name.value, null, group),
        analysis: analysis.id.value,
        name: variant.name.value,
        group,
        formula,
        outcome: printExpression(formula.outcome),
        where: [...base.where, ...where],
        complete: [...base.complete, ...common],
        ...settings(variant),
        span: variant.span,
      };
    }),
  );
}

const isGiven = <T>(one: T | undefined): one is T => one !== undefined;

/** `leave_out: city` written out. A row whose value is missing is in none of these variants. */
function variantsWithout(analysis: VaryAnalysis, { spec, scope, out, unsure }: Building): readonly Variant[] {
  const { leaveOut, variants } = analysis;
  if (!leaveOut) return [];
  const values = columnGroups(leaveOut, spec, scope, out);
  if (values.length === 0) unsure.add(analysis.id.value);
  for (const { name } of variants) {
    if (values.some((value) => value.name === name.value))
      out.push(diagnostic('duplicate-model', name.span, { name: name.value, column: leaveOut.value }));
  }
  return values.map(({ name, where }) => ({
    name: { value: name, span: leaveOut.span },
    replace: [],
    where: { tree: unequal(where), text: '', span: leaveOut.span },
    ...noSettings,
    span: leaveOut.span,
  }));
}

/** `city == 'A'` → `city != 'A'`. */
function unequal(where: Expression): Expression {
  invariant(where.kind === 'binary', 'a value of a column as a comparison');
  return { ...where, operator: '!=' };
}

function replaced(variant: Variant, base: ModelEntry, building: Building): ModelFormula | null {
  const { scope, out } = building;
  const replacements = new Map(
    variant.replace.map(({ target, by }) => [target.value, by.map((one) => one.value)] as const),
  );
  const parsed = replaceInFormula(base.formula, replacements, scope.sets, variant.name.span);
  if (!parsed.ok) {
    for (const one of parsed.diagnostics) out.push(one);
    return null;
  }
  for (const key of parsed.value.notFound) {
    const target = variant.replace.find((one) => one.target.value === key)!.target;
    const allowed = [...new Set([...base.formula.terms.map(termName), ...variablesIn(base.formula)])];
    const payload = { term: key, where: base.ref, allowed, suggestion: nearest(key, allowed) };
    out.push(diagnostic('unknown-term', target.span, payload));
  }
  const { formula } = parsed.value;
  requireNumber(formula.outcome, 'the outcome of a regression', scope, variant.name.span, out);
  return formula;
}
