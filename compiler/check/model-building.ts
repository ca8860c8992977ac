import { expressionsIn, fixedColumns } from '../formula/names.ts';
import type { Analysis, Settings, StudySpec } from '../parse/study.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import type { ModelFormula } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import { quotePart } from '../plan/quote.ts';
import type { CurveChoice } from '../plan/plan.ts';
import type { Group, ModelEntry } from './checked.ts';
import type { Scope } from './scope.ts';

/** The index of models while it grows. */
export interface Building {
  readonly spec: StudySpec;
  readonly scope: Scope;
  readonly models: Map<string, readonly ModelEntry[]>;
  readonly groups: Map<string, readonly Group[]>;
  readonly choices: Map<string, readonly CurveChoice[]>;
  readonly unsure: Set<string>;
  /** Analyses with a mistake of their own that is already reported. */
  readonly spoilt: ReadonlySet<string>;
  /** Analyses under way, outermost first: a reference back to one of them is a circle. */
  readonly path: string[];
  readonly out: Diagnostic[];
  /** Puts the models of an analysis into the index, unless they are there. */
  readonly build: (analysis: Analysis, building: Building) => void;
}

/** What a variant says that is not written by the author. */
export const noSettings: Settings = {
  vcov: null,
  estimator: null,
  conventions: null,
  level: null,
  weights: null,
  tau: null,
  margins: null,
};

/** What a model has from its analysis and the defaults, an inner setting first. */
export function inherited(settings: readonly Settings[], spec: StudySpec) {
  const first = <K extends keyof Settings>(key: K): Settings[K] | null =>
    settings.map((one) => one[key]).find((value) => value !== null) ?? null;
  return {
    vcov: first('vcov') ?? spec.defaults.vcov,
    estimator: first('estimator') ?? spec.defaults.estimator,
    conventions: first('conventions') ?? spec.conventions,
    level: (first('level') ?? spec.defaults.level)?.value ?? 0.95,
    weights: first('weights') ?? spec.defaults.weights,
    tau: first('tau'),
    margins: first('margins'),
  };
}

/** The canonical reference of a model. Of several mediators the name stands where else the number does. */
export function refOf(
  analysis: string,
  name: string | null,
  number: number | string | null,
  group: Group | null,
): string {
  const parts = [quotePart(analysis), ...(name === null ? [] : [quotePart(name)])];
  if (number !== null) parts.push(quotePart(String(number)));
  return parts.join('.') + (group ? `@${quotePart(group.name)}` : '');
}

/** Weights and clusters, each column once: a row where one is missing is no row of such a model. */
export function columnsOfSettings(
  settings: readonly Pick<Settings, 'vcov' | 'weights'>[],
): readonly Expression[] {
  const names = settings.flatMap(({ vcov, weights }) => [
    ...(weights && weights.value !== 'none' ? [weights.value] : []),
    ...(vcov?.by.flatMap(({ columns }) => columns.map((column) => column.value)) ?? []),
  ]);
  return [...new Set(names)].map((name): Expression => ({ kind: 'name', name }));
}

/** All that models use, each once: what must not be missing in a common sample. */
export function expressionsOf(formulas: readonly ModelFormula[]): readonly Expression[] {
  const all = new Map<string, Expression>();
  for (const formula of formulas) {
    const columns = fixedColumns(formula).map((name): Expression => ({ kind: 'name', name }));
    for (const one of [...expressionsIn(formula), ...columns]) {
      all.set(printExpression(one), one);
    }
  }
  return [...all.values()];
}
