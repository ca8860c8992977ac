import type { Failure } from '../../estimators/estimator.ts';
import { failure } from '../../estimators/failure.ts';
import type { Stages } from '../../estimators/instruments/stages.ts';
import { cholesky, solveLower } from '../../linalg/cholesky.ts';
import { factorise, project } from '../../linalg/qr.ts';
import { residualsOf, squares } from '../auxiliary.ts';
import { chiSquared, type ModelTest, type TestInput } from '../diagnostic.ts';
import { along, momentCovariance, singularMoments, stagesByVcov, stagesIn } from './moments.ts';

const declared = { needs: ['instruments'], weights: true } as const;

/** n R2 of the structural residuals on all exogenous columns. Sargan (1958); AER's summary of ivreg. */
export const sargan: ModelTest = {
  declaration: {
    name: 'sargan',
    doc: "Sargan's test of the overidentifying restrictions, for errors of equal variance.",
    ...declared,
  },
  run: (input) => {
    const parts = partsOf(input, stagesIn);
    if ('kind' in parts) return parts;
    const { residuals, products, df } = parts;
    return chiSquared((residuals.length * squares(products)) / squares(residuals), df);
  },
};

/**
 * Hansen's J at the efficient two-step estimate: least of g' S^-1 g, where g are the sums of instruments times errors and
 * S is their covariance at the residuals of two-stage least squares, as the model's vcov has it and without a factor of
 * small samples. Hansen (1982); ivreg2's J. What the exogenous columns explain of the instruments adds nothing to it.
 */
export const hansenJ: ModelTest = {
  declaration: {
    name: 'hansen-j',
    doc: "Hansen's J of the overidentifying restrictions, by the model's vcov: two-step, as ivreg2.",
    ...declared,
  },
  run: (input) => {
    const parts = partsOf(input, stagesByVcov);
    if ('kind' in parts) return parts;
    const { stages, residuals, products, df } = parts;
    const columns = stages.q.instruments;
    const m = columns.length;
    const sigma2 = squares(residuals) / residuals.length;
    const l = cholesky(momentCovariance(input.model, { columns, residuals, sigma2 }), m);
    if (l === null) return singularMoments(m);
    const slopes = stages.endogenous.x.map((column) => solveLower(l, along(columns, column), m));
    const left = project(factorise(slopes).q, solveLower(l, products, m)).residual;
    return chiSquared(squares(left), df);
  },
};

interface Parts {
  readonly stages: Stages;
  /** n: structural residuals. */
  readonly residuals: Float64Array;
  /** Of the instruments, beside the exogenous columns, with the residuals. */
  readonly products: Float64Array;
  readonly df: number;
}

function partsOf({ model }: TestInput, stagesOf: typeof stagesIn): Parts | Failure {
  const stages = stagesOf(model);
  if ('kind' in stages) return stages;
  const df = stages.q.instruments.length - stages.endogenous.x.length;
  if (df === 0) return exactlyIdentified();
  const residuals = residualsOf(model);
  if ('kind' in residuals) return residuals;
  return { stages, residuals, products: along(stages.q.instruments, residuals), df };
}

function exactlyIdentified(): Failure {
  return failure(
    'exactly-identified',
    'there are as many instruments as instrumented terms: no restriction is left to test',
  );
}
