import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { printFormula } from '../../../compiler/plan/print.ts';
import type { Design } from '../../design/design.ts';
import type { Estimator, Fit } from '../estimator.ts';
import { ols } from '../ols.ts';

/** One regression of each instrumented column on the exogenous ones and the instruments, on the same rows. */
export interface FirstStage {
  readonly design: Design;
  readonly spec: ModelSpec;
  /** Least squares, whose F is that of the instruments alone. */
  readonly estimator: Estimator;
  readonly formula: string;
}

export function firstStages(design: Design, spec: ModelSpec): readonly FirstStage[] {
  const { instruments, ...rest } = design;
  const part = spec.formula.instruments;
  if (!instruments || part === null) return [];
  const own = design.names.length - instruments.endogenous;
  const formula = {
    ...spec.formula,
    terms: [...spec.formula.terms, ...part.instruments],
    instruments: null,
  };
  const columns = design.names.slice(own);
  return columns.map((name, j): FirstStage => {
    const outcome = { kind: 'name', name } as const;
    const term = columns.length === part.endogenous.length ? part.endogenous[j]! : { factors: [outcome] };
    const written = term.factors.reduce((left, right) => ({ kind: 'binary', operator: '*', left, right }));
    return {
      design: {
        ...rest,
        outcomeName: name,
        y: design.x[own + j]!,
        names: [...design.names.slice(0, own), ...instruments.names],
        x: [...design.x.slice(0, own), ...instruments.z],
      },
      spec: { ...spec, estimator: 'ols', formula: { ...formula, outcome } },
      estimator: jointTestOf(instruments.names),
      formula: printFormula({ ...formula, outcome: written }),
    };
  });
}

/** Least squares whose F is that of the named terms alone, which stand last, as the F of a part needs it. */
export function jointTestOf(terms: readonly string[]): Estimator {
  return {
    ...ols,
    fit: (design, profile, spec) => {
      const fit = ols.fit(design, profile, spec);
      return fit.kind === 'failure' ? fit : { ...fit, slopes: slopesAmong(fit, terms) };
    },
  };
}

function slopesAmong({ report, slopes }: Fit, names: readonly string[]): readonly number[] {
  return slopes.filter((i) => names.includes(report.terms[i]!));
}
