import { type ExpandedModel, expandFormula } from '../formula/expand.ts';
import { variablesIn } from '../formula/names.ts';
import { replaceInFormula } from '../formula/replace.ts';
import type {
  Analysis,
  Located,
  RegressAnalysis,
  Settings,
  StudySpec,
  Variant,
  VaryAnalysis,
} from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import type { ModelFormula } from '../plan/model.ts';
import { printExpression, termName } from '../plan/print.ts';
import { nearest } from '../plan/suggest.ts';
import type { Group, ModelEntry } from './checked.ts';
import { groupsOf } from './groups.ts';
import { mediate } from './mediation-models.ts';
import { type Building, inherited, refOf } from './model-building.ts';
import { oneModel } from './references.ts';
import type { Scope } from './scope.ts';
import { requireNumber } from './types.ts';

export interface ModelIndex {
  readonly models: ReadonlyMap<string, readonly ModelEntry[]>;
  readonly groups: ReadonlyMap<string, readonly Group[]>;
  /** Analyses whose models are not all known, because something in them is wrong. */
  readonly unsure: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Every model of every analysis under its canonical reference; `vary` may refer to analyses further down. Models of
 * `spoilt` analyses are not relied upon.
 */
export function indexModels(spec: StudySpec, scope: Scope, spoilt: readonly string[]): ModelIndex {
  const building: Building = {
    spec,
    scope,
    models: new Map(),
    groups: new Map(),
    unsure: new Set([...spec.broken.analyses, ...spoilt]),
    spoilt: new Set(spoilt),
    path: [],
    out: [],
  };
  for (const analysis of spec.analyses) build(analysis, building);
  const models = new Map(spec.analyses.map(({ id }) => [id.value, building.models.get(id.value) ?? []]));
  return { models, groups: building.groups, unsure: building.unsure, diagnostics: building.out };
}

function build(analysis: Analysis, building: Building): void {
  const id = analysis.id.value;
  if (building.models.has(id)) return;
  const before = building.out.length;
  building.path.push(id);
  const groups = groupsOf(analysis, building.spec, building.scope, building.out);
  if (groups.length > 0) building.groups.set(id, groups);
  building.models.set(id, entriesOf(analysis, groups, building));
  building.path.pop();
  if (building.out.length > before) building.unsure.add(id);
}

function entriesOf(analysis: Analysis, groups: readonly Group[], building: Building): readonly ModelEntry[] {
  switch (analysis.verb) {
    case 'regress':
      return regress(analysis, groups, building);
    case 'mediate':
      return mediate(analysis, building);
    case 'vary':
      if (building.spoilt.has(analysis.id.value)) return [];
      return analysis.variants.flatMap((variant) => vary(analysis, variant, building) ?? []);
    default:
      return [];
  }
}

interface NamedModel {
  readonly name: string | null;
  readonly number: number | null;
  readonly formula: ModelFormula;
  readonly span: Located<string>['span'];
}

function regress(
  analysis: RegressAnalysis,
  groups: readonly Group[],
  building: Building,
): readonly ModelEntry[] {
  const { spec, scope, out } = building;
  const expanded = analysis.formulas.flatMap(({ name, formula }) => {
    const parsed = expandFormula(formula.tree, scope.sets);
    if (parsed.ok) return [{ name, span: formula.span, models: parsed.value }];
    for (const one of parsed.diagnostics) out.push(one);
    return [];
  });
  const named = numbered(expanded);
  const complete = analysis.commonSample ? expressionsOf(named.map((one) => one.formula)) : [];
  const settings = inherited([analysis], spec);
  const ungrouped: readonly (Group | null)[] = analysis.split === null ? [null] : groups;
  return ungrouped.flatMap((group) =>
    named.map((model) => ({
      ref: refOf(analysis.id.value, model.name, model.number, group),
      analysis: analysis.id.value,
      name: model.name,
      group,
      formula: model.formula,
      outcome: printExpression(model.formula.outcome),
      where: [...(analysis.where ? [analysis.where.tree] : []), ...(group ? [group.where] : [])],
      complete,
      ...settings,
      span: model.span,
    })),
  );
}

/** Numbers count within a name; a name of one model needs none. Without names they count through all formulas. */
function numbered(
  formulas: readonly {
    readonly name: Located<string> | null;
    readonly span: Located<string>['span'];
    readonly models: readonly ExpandedModel[];
  }[],
): readonly NamedModel[] {
  let unnamed = 0;
  return formulas.flatMap(({ name, span, models }) =>
    models.map(({ formula }, i) => {
      if (name === null) unnamed += 1;
      const number = name === null ? unnamed : models.length > 1 ? i + 1 : null;
      return { name: name?.value ?? null, number, formula, span };
    }),
  );
}

/** All that models use, each once: what must not be missing in a common sample. */
function expressionsOf(formulas: readonly ModelFormula[]): readonly Expression[] {
  const all = new Map<string, Expression>();
  for (const { outcome, terms, fixed } of formulas) {
    const columns = fixed.flatMap((effect) =>
      effect.columns.map((name): Expression => ({ kind: 'name', name })),
    );
    for (const one of [outcome, ...terms.flatMap((term) => term.factors), ...columns]) {
      all.set(printExpression(one), one);
    }
  }
  return [...all.values()];
}

function vary(analysis: VaryAnalysis, variant: Variant, building: Building): ModelEntry | null {
  const base = baseOf(analysis, building);
  if (!base) return null;
  const { spec, scope, out } = building;
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
  const where = [analysis.where, variant.where].flatMap((one) => (one ? [one.tree] : []));
  return {
    ref: refOf(analysis.id.value, variant.name.value, null, null),
    analysis: analysis.id.value,
    name: variant.name.value,
    group: null,
    formula,
    outcome: printExpression(formula.outcome),
    where: [...base.where, ...where],
    complete: base.complete,
    ...inherited([variant, analysis, settingsOf(base)], spec),
    span: variant.span,
  };
}

function settingsOf(base: ModelEntry): Settings {
  const { vcov, estimator, conventions, level, span } = base;
  return { vcov, estimator, conventions, level: { value: level, span } };
}

/** The model that is varied, its own analysis built first. Reported once an analysis, not once a variant. */
function baseOf(analysis: VaryAnalysis, building: Building): ModelEntry | null {
  const { spec, models, unsure, path } = building;
  const id = analysis.id.value;
  const first = analysis.model.value.parts[0]!;
  if (path.includes(first)) {
    circle([...path.slice(path.indexOf(first)), first], analysis, building);
    return null;
  }
  const target = spec.analyses.find((one) => one.id.value === first);
  if (target) build(target, building);
  const out: Diagnostic[] = [];
  const world = { analyses: spec.analyses, models, broken: unsure };
  const found = oneModel(analysis.model, world, out);
  for (const one of out) once(one, building);
  if (!found) unsure.add(id);
  return found;
}

function circle(path: readonly string[], analysis: VaryAnalysis, building: Building): void {
  once(diagnostic('circular-reference', analysis.model.span, { path }), building);
  building.unsure.add(analysis.id.value);
}

function once(one: Diagnostic, { out }: Building): void {
  const known = out.some((before) => before.code === one.code && before.span.start === one.span.start);
  if (!known) out.push(one);
}
