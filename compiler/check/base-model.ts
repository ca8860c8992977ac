import type { Analysis, Located, ModelReference, Settings } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { ModelEntry } from './checked.ts';
import { findAnalysis } from './find-analysis.ts';
import type { Building } from './model-building.ts';
import { oneModel } from './references.ts';

/**
 * The one model that an analysis starts from, its own analysis built first; null, and reported once an analysis, where
 * there is none or where it leads back to this analysis.
 */
export function baseOf(
  analysis: Analysis & { readonly model: Located<ModelReference> },
  building: Building,
): ModelEntry | null {
  const { spec, models, unsure, path } = building;
  const id = analysis.id.value;
  const first = analysis.model.value.parts[0]!;
  if (path.includes(first)) {
    const circle = [...path.slice(path.indexOf(first)), first];
    once(diagnostic('circular-reference', analysis.model.span, { path: circle }), building);
    unsure.add(id);
    return null;
  }
  const target = findAnalysis(spec.analyses, first);
  if (target) building.build(target, building);
  const out: Diagnostic[] = [];
  const found = oneModel(
    analysis.model,
    { analyses: spec.analyses, models, broken: unsure, derived: ['first', 'margins'] },
    out,
  );
  for (const one of out) once(one, building);
  if (!found) unsure.add(id);
  return found;
}

/** The settings of a model, for what inherits them. */
export function settingsOfModel(base: ModelEntry): Settings {
  const { vcov, estimator, conventions, level, weights, tau, margins, span } = base;
  return { vcov, estimator, conventions, level: { value: level, span }, weights, tau, margins };
}

function once(one: Diagnostic, { out }: Building): void {
  const known = out.some((before) => before.code === one.code && before.span.start === one.span.start);
  if (!known) out.push(one);
}
