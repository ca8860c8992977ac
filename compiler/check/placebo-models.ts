import type { PlaceboAnalysis } from '../parse/study.ts';
import { baseOf, settingsOfModel } from './base-model.ts';
import type { ModelEntry } from './checked.ts';
import { type Building, inherited, refOf } from './model-building.ts';

/**
 * The model of a placebo that narrows the sample or changes a setting, under the placebo's own name; none where it is the
 * model that the placebo names, as it is.
 */
export function placebo(analysis: PlaceboAnalysis, building: Building): readonly ModelEntry[] {
  const { where, vcov, estimator, conventions, level, weights, tau } = analysis;
  if ([where, vcov, estimator, conventions, level, weights, tau].every((one) => one === null)) return [];
  if (building.spoilt.has(analysis.id.value)) return [];
  const base = baseOf(analysis, building);
  if (!base) return [];
  return [
    {
      ...base,
      ref: refOf(analysis.id.value, null, null, null),
      analysis: analysis.id.value,
      name: null,
      group: null,
      where: [...base.where, ...(where ? [where.tree] : [])],
      ...inherited([analysis, { ...settingsOfModel(base), margins: null }], building.spec),
      span: analysis.verbSpan,
    },
  ];
}
