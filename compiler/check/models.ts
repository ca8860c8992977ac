import { type ExpandedModel, expandFormula } from '../formula/expand.ts';
import type { Analysis, Located, RegressAnalysis, StudySpec } from '../parse/study.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { ModelFormula } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import type { CurveChoice } from '../plan/plan.ts';
import type { Group, ModelEntry } from './checked.ts';
import { curve } from './curve-models.ts';
import { groupsOf } from './groups.ts';
import { mediate } from './mediation-models.ts';
import { type Building, expressionsOf, inherited, refOf } from './model-building.ts';
import { placebo } from './placebo-models.ts';
import type { Scope } from './scope.ts';
import { vary } from './vary-models.ts';

export interface ModelIndex {
  readonly models: ReadonlyMap<string, readonly ModelEntry[]>;
  readonly groups: ReadonlyMap<string, readonly Group[]>;
  readonly choices: ReadonlyMap<string, readonly CurveChoice[]>;
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
    choices: new Map(),
    unsure: new Set([...spec.broken.analyses, ...spoilt]),
    spoilt: new Set(spoilt),
    path: [],
    out: [],
    build,
  };
  for (const analysis of spec.analyses) build(analysis, building);
  const models = new Map(spec.analyses.map(({ id }) => [id.value, building.models.get(id.value) ?? []]));
  const { groups, choices, unsure, out } = building;
  return { models, groups, choices, unsure, diagnostics: out };
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
      return mediate(analysis, groups, building);
    case 'vary':
      return vary(analysis, groups, building);
    case 'placebo':
      return placebo(analysis, building);
    case 'curve':
      return curve(analysis, groups, building);
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
