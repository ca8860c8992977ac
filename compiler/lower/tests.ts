import type { CheckedStudy, ModelEntry } from '../check/checked.ts';
import { findAnalysis } from '../check/find-analysis.ts';
import type { RegressAnalysis } from '../parse/study.ts';
import { invariant } from '../plan/invariant.ts';
import type { CompareParameters, PlannedAnalysis, PlannedModel } from '../plan/plan.ts';
import type { StepBook } from './steps.ts';

/** The steps that test one model of a regression: hypotheses on its coefficients, and `diagnostics`. */
export function lowerModelTests(
  entry: ModelEntry,
  step: string,
  { spec, hypotheses }: CheckedStudy,
  book: StepBook,
): Pick<PlannedModel, 'tests'> {
  const analysis = findAnalysis(spec.analyses, entry.analysis);
  if (analysis?.verb !== 'regress') return {};
  const tested = hypotheses.get(entry.ref) ?? [];
  const tests = analysis.diagnostics.map((test) => test.value);
  if (tested.length === 0 && tests.length === 0) return {};
  const { span } = entry;
  return {
    tests: {
      ...(tested.length > 0
        ? { hypotheses: book.add('hypotheses', { hypotheses: tested }, [step], span) }
        : {}),
      ...(tests.length > 0 ? { diagnostics: book.add('diagnose', { tests }, [step], span) } : {}),
    },
  };
}

/** One step a formula, `compare.AGG`: the models of its groups. */
export function lowerComparisons(
  analysis: RegressAnalysis,
  stepOf: (ref: string) => string,
  { spec, groups, comparisons }: CheckedStudy,
  book: StepBook,
): PlannedAnalysis['steps'] {
  const { compare } = analysis;
  const id = analysis.id.value;
  if (!compare) return {};
  const { draws, unit, span } = compare;
  invariant(draws === null || spec.seed, 'a seed, since the check asks for one where something is drawn');
  const common = {
    test: (compare.test?.value ?? 'suest') as CompareParameters['test'],
    groups: (groups.get(id) ?? []).map(({ name, where }) => ({ name, where })),
    draws: draws?.value ?? null,
    seed: draws ? (spec.seed?.value ?? null) : null,
    unit: unit?.value ?? null,
  };
  const steps = (comparisons.get(id) ?? []).map(({ formula, models, terms }) => {
    const step = book.add('compare', { ...common, terms }, models.map(stepOf), span);
    return [`compare.${formula}`, step] as const;
  });
  return Object.fromEntries(steps);
}
