import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { type Underlying, underlyingOf } from '../../../compiler/plan/underlying.ts';
import type { Evaluate } from '../../design/rows.ts';
import { expressionName } from '../../design/names.ts';
import { namesIn } from '../../engines/memory/walk.ts';
import type { DerivedEstimate, Note, TermRecord } from '../../results/results.ts';
import type { Estimated } from '../estimate.ts';
import type { Fit } from '../estimator.ts';
import { bareTermRecords, emptyTerm, termRecords } from '../terms.ts';
import { type Change, changesOf, isLevelOf, isNumberOf, partsOf } from './changes.ts';
import { effectOf } from './effect.ts';
import { covarianceOf } from './errors.ts';
import { averageSetting, meansSetting } from './setting.ts';

/**
 * The marginal effects on the mean of the outcome of a model fitted by likelihood: of a number the derivative, through
 * every term that has it; of a variable that is 0 or 1, and of each level of a factor against its reference, the
 * discrete change. On average over the rows, by weight, or at the means. Null for other models.
 */
export function marginsOf(
  estimation: Estimated,
  spec: ModelSpec,
  evaluate: Evaluate,
): DerivedEstimate | null {
  const { fit, design, record } = estimation;
  const { likelihood } = fit;
  if (!likelihood) return null;
  const atMeans = spec.margins === 'at_means';
  const rest = {
    ...record,
    formula: null,
    collinear: [],
    diagnostics: {},
    hypotheses: {},
    derived: { first: [], margins: null },
  };
  if (atMeans && design.fixed.length > 0)
    return { ...rest, terms: [], notes: [...record.notes, NO_MEANS_OF_EFFECTS] };
  const setting = atMeans
    ? meansSetting(design, fit, evaluate)
    : averageSetting(design, fit, likelihood.eta, evaluate);
  const parts = partsOf(design, fit);
  const all = underlyingOf(spec.formula).filter((one) =>
    parts.flat().some((part) => isLevelOf(part, one) || isNumberOf(part, one)),
  );
  const found = all.map((variable) => ({ variable, reason: conflict(variable, all, spec, parts.flat()) }));
  const average = averageSetting(design, fit, likelihood.eta, evaluate);
  const changes = found.flatMap(({ variable, reason }): readonly Change[] => {
    if (reason !== null) return [];
    const levels = parts.flat().some((part) => isLevelOf(part, variable));
    const binary = !levels && isBinary(average.numbers(variable.expression));
    return changesOf(variable, parts, setting, binary);
  });
  const effects = changes.map((change) => effectOf(change, setting, fit.estimates, likelihood.family));
  const report: Fit['report'] = {
    terms: effects.map(({ name }) => name),
    estimates: Float64Array.from(effects, ({ estimate }) => estimate),
    map: new Float64Array(),
  };
  const vcov = covarianceOf(estimation, effects, likelihood);
  const records = vcov ? termRecords(report, vcov, null, spec.level) : bareTermRecords(report);
  return {
    ...rest,
    terms: records.map(finite),
    notes: [
      ...record.notes,
      atMeans
        ? { code: 'margins-at-means', message: said(true) }
        : { code: 'average-margins', message: said(false) },
      ...found.flatMap(({ variable, reason }) => (reason === null ? [] : [noEffect(variable, reason)])),
      ...(vcov === null && estimation.vcov !== null ? [NO_DRAWN_EFFECTS] : []),
      ...effects
        .filter(({ estimate }) => !Number.isFinite(estimate))
        .map(({ name }) => undefinedEffect(name)),
    ],
  };
}

const NO_MEANS_OF_EFFECTS: Note = {
  code: 'no-margins',
  message:
    'marginal effects at the means do not exist beside absorbed effects, which have no mean level; average ones do',
};

const NO_DRAWN_EFFECTS: Note = {
  code: 'no-margins',
  message:
    'the marginal effects have no standard errors: a bootstrap beside absorbed effects draws the coefficients only; state another vcov',
};

function said(atMeans: boolean): string {
  const what = atMeans
    ? 'marginal effects at the means of the variables'
    : 'average marginal effects over the rows';
  return `${what}; of a 0/1 variable and of levels the discrete change; standard errors by the delta method`;
}

/** Why nothing can be said of the effect of a variable; null where it can. */
function conflict(
  variable: Underlying,
  all: readonly Underlying[],
  { formula }: ModelSpec,
  parts: Parameters<typeof isLevelOf>[0][],
): string | null {
  const names = namesIn(variable.expression);
  const absorbed = formula.fixed.flatMap((effect) => [...effect.columns, ...effect.slopes]);
  if (names.some((name) => absorbed.includes(name))) return 'it is also absorbed';
  const both =
    parts.some((part) => isLevelOf(part, variable)) && parts.some((part) => isNumberOf(part, variable));
  if (both) return 'the model has it as a number and as a factor';
  const other = all.find(
    (one) =>
      one.key !== variable.key &&
      (one.opaque || variable.opaque) &&
      namesIn(one.expression).some((name) => names.includes(name)),
  );
  return other ? `it also moves ${expressionName(other.written)}, in a way that has no derivative` : null;
}

function isBinary(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1);
}

function noEffect(variable: Underlying, reason: string): Note {
  return {
    code: 'no-margins',
    message: `no marginal effect of ${expressionName(variable.written)}: ${reason}`,
    values: { names: [expressionName(variable.written)] },
  };
}

function undefinedEffect(name: string): Note {
  const message = `no marginal effect of ${name}: its terms have no derivative in some row of the model`;
  return { code: 'no-margins', message, values: { names: [name] } };
}

/** A number that does not exist is null in results. */
function finite(record: TermRecord): TermRecord {
  return Number.isFinite(record.estimate) ? record : emptyTerm(record.term);
}
