import { expandFormula, expandTerm, modelLimit } from '../formula/expand.ts';
import { parseExpression, parseFormula, parseTerm } from '../formula/parse.ts';
import { replaceInFormula } from '../formula/replace.ts';
import { arranged, termKey, unique } from '../formula/terms.ts';
import type { Condition, CurveAnalysis, CurveEntry, Located, VcovChoice } from '../parse/study.ts';
import { vcovText } from '../parse/vcov.ts';
import { diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import type { FixedEffect, ModelFormula, ModelTerm } from '../plan/model.ts';
import type { CurveChoice } from '../plan/plan.ts';
import { printExpression, termName } from '../plan/print.ts';
import { nearest } from '../plan/suggest.ts';
import { baseOf, settingsOfModel } from './base-model.ts';
import type { Group, ModelEntry } from './checked.ts';
import { type Building, expressionsOf, inherited, noSettings, refOf } from './model-building.ts';
import { termInput } from './sets.ts';

/** One entry of each axis that changes the formula. Null leaves the model's own. */
interface Shape {
  readonly outcome: Expression | null;
  readonly treatment: Located<string>;
  readonly controls: readonly ModelTerm[];
  readonly fixed: readonly FixedEffect[] | null;
}

/** One entry of each axis, and the formula that they give. */
interface Combination extends Shape {
  readonly formula: ModelFormula;
  /** The term that is followed. */
  readonly term: string;
  readonly where: Condition | null;
  readonly vcov: VcovChoice | null;
}

/**
 * One model for every combination, numbered group by group; the first axis of outcome, treatment, controls, fixed, where,
 * vcov is the slowest. Subsets of controls go by size, then in the model's order.
 */
export function curve(
  analysis: CurveAnalysis,
  groups: readonly Group[],
  building: Building,
): readonly ModelEntry[] {
  if (building.spoilt.has(analysis.id.value)) return [];
  const base = baseOf(analysis, building);
  const axes = base && axesOf(analysis, base, building);
  if (!axes) return [];
  // A formula is made once, whatever the samples and covariances that it is estimated with.
  const written = shapes(axes).flatMap((shape) => {
    const made = shaped(shape, base, axes.followed, building);
    if (!made) return [];
    return axes.where.flatMap((where) =>
      axes.vcov.map((vcov): Combination => ({ ...shape, ...made, where, vcov })),
    );
  });
  const ungrouped: readonly (Group | null)[] = analysis.split === null ? [null] : groups;
  building.choices.set(
    analysis.id.value,
    ungrouped.flatMap((group) => written.map((one, i) => choiceOf(analysis, group, i + 1, one))),
  );
  const common = analysis.commonSample ? expressionsOf(written.map((one) => one.formula)) : [];
  return ungrouped.flatMap((group) =>
    written.map(({ formula, where, vcov }, i): ModelEntry => {
      const conditions = [analysis.where?.tree, where?.tree, group?.where];
      return {
        ref: refOf(analysis.id.value, null, i + 1, group),
        analysis: analysis.id.value,
        name: null,
        group,
        formula,
        outcome: printExpression(formula.outcome),
        where: [
          ...base.where,
          ...conditions.filter((one) => one !== undefined && !isEverything(one)),
        ] as Expression[],
        complete: [...base.complete, ...common],
        ...inherited([{ ...noSettings, vcov }, analysis, settingsOfModel(base)], building.spec),
        span: analysis.verbSpan,
      };
    }),
  );
}

/** `1`, every row: no condition, so that the model is the one without. */
const isEverything = (where: Expression): boolean => where.kind === 'number' && where.value === 1;

interface Axes {
  readonly outcome: readonly (Expression | null)[];
  readonly treatment: readonly Located<string>[];
  readonly followed: ModelTerm;
  readonly controls: readonly (readonly ModelTerm[])[];
  readonly fixed: readonly (readonly FixedEffect[] | null)[];
  readonly where: readonly (Condition | null)[];
  readonly vcov: readonly (VcovChoice | null)[];
}

/** The axes over a model; null, and reported, where they are none of it or too many. */
function axesOf(analysis: CurveAnalysis, base: ModelEntry, building: Building): Axes | null {
  const { over } = analysis;
  const { out } = building;
  const terms = base.formula.terms;
  const [first] = over.treatment;
  const [wanted] = first ? termsOf([first], building) : [];
  const followed = wanted && terms.find((term) => termKey(term) === termKey(wanted));
  if (!first) {
    building.unsure.add(analysis.id.value);
    return null;
  }
  if (!followed) {
    const allowed = terms.map(termName);
    const payload = {
      term: first.value,
      where: base.ref,
      allowed,
      suggestion: nearest(first.value, allowed),
    };
    out.push(diagnostic('unknown-term', first.span, payload));
    return null;
  }
  const others = terms.filter((term) => term !== followed);
  const choices = over.controls === 'subsets' ? 2 ** others.length : Math.max(over.controls.length, 1);
  const lengths = [over.outcome, over.treatment, over.fixed, over.where, over.vcov].map(
    (axis) => axis.length,
  );
  const count = lengths.reduce((product, length) => product * Math.max(length, 1), choices);
  if (count > modelLimit) {
    out.push(diagnostic('too-many-combinations', over.span, { count, limit: modelLimit }));
    return null;
  }
  const orOwn = <T>(entries: readonly T[]): readonly (T | null)[] => (entries.length > 0 ? entries : [null]);
  return {
    outcome: orOwn(over.outcome.flatMap((one) => expressionOf(one, building))),
    treatment: over.treatment,
    followed,
    controls: over.controls === 'subsets' ? subsets(others) : controlLists(over.controls, others, building),
    fixed: orOwn(over.fixed.map((entry) => effectsOf(entry, building))),
    where: orOwn(over.where),
    vcov: orOwn(over.vcov),
  };
}

/** None, each alone, each two, … all; those of one size in the order of the terms. */
function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  let sized: readonly (readonly number[])[] = [[]];
  const all: (readonly number[])[] = [];
  while (sized.length > 0) {
    for (const one of sized) all.push(one);
    sized = sized.flatMap((one) => items.flatMap((_, i) => (i > (one.at(-1) ?? -1) ? [[...one, i]] : [])));
  }
  return all.map((places) => places.map((i) => items[i]!));
}

function controlLists(
  entries: readonly CurveEntry[],
  others: readonly ModelTerm[],
  building: Building,
): readonly (readonly ModelTerm[])[] {
  return entries.length > 0 ? entries.map((entry) => termsOf(entry.parts, building)) : [others];
}

/** Terms as written, sets written out, each once. What is wrong with them is reported where they stand. */
function termsOf(texts: readonly Located<string>[], { spec, scope }: Building): readonly ModelTerm[] {
  return unique(
    texts.flatMap((text) => {
      const parsed = parseTerm(termInput(text, spec));
      const expanded = parsed.ok ? expandTerm(parsed.value, scope.sets) : parsed;
      return expanded.ok ? expanded.value : [];
    }),
  );
}

function expressionOf(text: Located<string>, { spec }: Building): readonly Expression[] {
  const parsed = parseExpression(termInput(text, spec), 'columns');
  return parsed.ok ? [parsed.value] : [];
}

/** Effects as a formula has them after `|`. */
function effectsOf(entry: CurveEntry, { scope }: Building): readonly FixedEffect[] {
  if (entry.parts.length === 0) return [];
  const text = `y ~ 1 | ${entry.parts.map((part) => part.value).join(' + ')}`;
  const parsed = parseFormula({ text, span: entry.span, offsets: 'whole' });
  const expanded = parsed.ok ? expandFormula(parsed.value, scope.sets) : parsed;
  return expanded.ok ? (expanded.value[0]?.formula.fixed ?? []) : [];
}

function shapes(axes: Axes): readonly Shape[] {
  return axes.outcome.flatMap((outcome) =>
    axes.treatment.flatMap((treatment) =>
      axes.controls.flatMap((controls) =>
        axes.fixed.map((fixed) => ({ outcome, treatment, controls, fixed })),
      ),
    ),
  );
}

/** The formula of a shape and the term that is followed in it. */
function shaped(
  { outcome, treatment, controls, fixed }: Shape,
  base: ModelEntry,
  followed: ModelTerm,
  building: Building,
): { readonly formula: ModelFormula; readonly term: string } | null {
  const { scope, out } = building;
  const chosen = unique([followed, ...controls]);
  const kept = base.formula.terms.filter((term) => chosen.some((one) => termKey(one) === termKey(term)));
  const added = chosen.filter((one) => !kept.some((term) => termKey(term) === termKey(one)));
  const terms = [...kept, ...added];
  const formula: ModelFormula = {
    ...base.formula,
    outcome: outcome ?? base.formula.outcome,
    terms: arranged(
      terms,
      terms.flatMap((term) => term.factors),
    ),
    fixed: fixed ?? base.formula.fixed,
  };
  const [wanted] = termsOf([treatment], building);
  if (!wanted || termKey(wanted) === termKey(followed)) return { formula, term: termName(followed) };
  const replacement = new Map([[termName(followed), [treatment.value]]]);
  const replaced = replaceInFormula(formula, replacement, scope.sets, treatment.span);
  if (!replaced.ok) {
    for (const one of replaced.diagnostics) out.push(one);
    return null;
  }
  const found = replaced.value.formula.terms.find((term) => termKey(term) === termKey(wanted));
  return { formula: replaced.value.formula, term: termName(found ?? wanted) };
}

function choiceOf(
  analysis: CurveAnalysis,
  group: Group | null,
  number: number,
  { formula, term, controls, where, vcov }: Combination,
): CurveChoice {
  return {
    ref: refOf(analysis.id.value, null, number, group),
    term,
    outcome: printExpression(formula.outcome),
    controls: controls.map(termName),
    fixed: formula.fixed.map((effect) => effect.columns.join('^')),
    where: where?.text ?? null,
    vcov: vcov && vcovText(vcov),
  };
}
