import { invariant } from '../../compiler/plan/invariant.ts';
import type {
  Localised,
  Plan,
  PlannedAnalysis,
  PlannedModel,
  PlannedVariable,
} from '../../compiler/plan/plan.ts';
import { derivedOf } from '../../runtime/results/derived.ts';
import type { AnalysisRecord, ModelRecord, Results } from '../../runtime/results/results.ts';
import { type Locale, localeOf, textIn } from '../locale/locale.ts';
import { styleNamed } from '../styles/index.ts';
import type { Style } from '../styles/style.ts';

/** What every part of the composer reads. */
export interface Context {
  readonly plan: Plan;
  readonly results: Results;
  readonly locale: Locale;
  readonly style: Style;
  readonly variables: ReadonlyMap<string, PlannedVariable>;
  readonly models: ReadonlyMap<string, Model>;
}

/** A model as planned and as estimated, with the analysis that it belongs to. */
export interface Model {
  readonly planned: PlannedModel;
  readonly record: ModelRecord;
  readonly analysis: PlannedAnalysis;
  /** Where it follows from another model: how. */
  readonly derived?: 'first' | 'margins';
}

export function contextOf(plan: Plan, results: Results): Context {
  return {
    plan,
    results,
    locale: localeOf(plan.language),
    style: styleNamed(plan.style),
    variables: new Map(plan.variables.map((variable) => [variable.name, variable])),
    models: new Map(
      plan.analyses.flatMap((analysis) =>
        analysis.models.flatMap((planned) => {
          const record = recordsOf(results.analyses[analysis.id]).find((model) => model.id === planned.ref);
          return record ? withDerived({ planned, record, analysis }) : [];
        }),
      ),
    ),
  };
}

/** A model and what follows from it, each by its reference. */
function withDerived(model: Model): readonly (readonly [string, Model])[] {
  const { planned, record, analysis } = model;
  const derived = derivedOf(record).map((one): readonly [string, Model] => {
    const { id: ref, outcome, formula } = one;
    const kind = one === record.derived.margins ? 'margins' : 'first';
    return [ref, { planned: { ...planned, ref, outcome, formula }, record: one, analysis, derived: kind }];
  });
  return [[planned.ref, model], ...derived];
}

function recordsOf(record: AnalysisRecord | undefined): readonly ModelRecord[] {
  return record && 'models' in record ? record.models : [];
}

export function modelOf(context: Context, ref: string): Model {
  const model = context.models.get(ref);
  invariant(model, `a result for model ${ref}`);
  return model;
}

export function analysisOf(context: Context, id: string): PlannedAnalysis {
  const analysis = context.plan.analyses.find((candidate) => candidate.id === id);
  invariant(analysis, `an analysis ${id} in the plan`);
  return analysis;
}

export function say(context: Context, text: Localised): string {
  return textIn(text, context.plan.language);
}
