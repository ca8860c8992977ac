import type { FixedEffect, ModelSpec, ModelTerm } from '../../compiler/plan/model.ts';
import type { PanelDesign } from '../estimators/panel-rows.ts';
import { isPanel } from '../estimators/panel-rows.ts';
import type { Estimated } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import { noTest, type TestInput } from './diagnostic.ts';

/** More dummies than this make the comparison of two estimators of them all a matter of hours. */
const MOST_DUMMIES = 500;

/** The panel's keys by name, and the effects of a model that are neither of them. */
export interface Keys {
  readonly unit: string;
  readonly time: string;
}

/** A model and the panel's keys on its rows. */
export function keysOf({ model }: TestInput): Keys | Failure {
  const { units, periods } = model.design;
  if (units === null || periods === null) {
    return noTest('the test needs unit and time of the panel in every row of the model');
  }
  return { unit: units.name, time: periods.name };
}

export function effectOf(column: string): FixedEffect {
  return { columns: [column], slopes: [] };
}

export function isEffectOf({ columns, slopes }: FixedEffect, column: string): boolean {
  return columns.length === 1 && columns[0] === column && slopes.length === 0;
}

/** The model's effects but those of the given columns alone. */
export function effectsBut(spec: ModelSpec, columns: readonly string[]): readonly FixedEffect[] {
  return spec.formula.fixed.filter((effect) => !columns.some((column) => isEffectOf(effect, column)));
}

/**
 * The same regressors on the same rows under another estimator with other effects, singletons kept and errors taken for
 * independent, as plm has them.
 */
export function again(
  { spec, estimate }: TestInput,
  estimator: string,
  fixed: readonly FixedEffect[],
  dummies: readonly ModelTerm[] = [],
): Estimated | Failure {
  const terms = [...spec.formula.terms, ...dummies];
  const formula = { ...spec.formula, intercept: true, terms, fixed };
  const found = estimate({ ...spec, formula, estimator, vcov: { type: 'iid' }, conventions: 'plm' });
  return found.kind === 'estimated' ? found : noTest(`${estimator}: ${found.record.notes[0]?.message}`);
}

/** Effects beside the unit's as dummies, for estimators that absorb none. */
export function dummiesOf(
  { model }: TestInput,
  effects: readonly FixedEffect[],
): readonly ModelTerm[] | Failure {
  const beyond = effects.find(({ columns, slopes }) => columns.length > 1 || slopes.length > 0);
  if (beyond) return noTest('the test knows no combined effects and no slopes that vary');
  const names = effects.map(({ columns }) => columns[0]!);
  const many = model.design.fixed.find(({ name, levels }) => names.includes(name) && levels > MOST_DUMMIES);
  if (many) return noTest(`${many.levels} levels of ${many.name} are too many dummies for the test`);
  return names.map((name) => ({
    factors: [{ kind: 'call', function: 'factor', arguments: [{ kind: 'name', name }], named: {} }],
  }));
}

/** The design of a model that stands on rows of units. */
export function panelDesign({ design }: Estimated): PanelDesign | Failure {
  return isPanel(design) ? design : noTest('the test needs the unit of the panel in every row of the model');
}
