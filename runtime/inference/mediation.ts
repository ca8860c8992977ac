/** From three estimated models to what mediation says: paths, indirect effect, tests, verdict. */
import { invariant } from '../../compiler/plan/invariant.ts';
import type { MediateParameters } from '../../compiler/plan/plan.ts';
import type { Failure } from '../estimators/estimator.ts';
import type {
  BootstrapRecord,
  EstimateRecord,
  IndirectTestRecord,
  MediationRecord,
  Note,
  PathRecord,
} from '../results/results.ts';
import { failure, isFailure } from './failure.ts';
import { identityNotes } from './decomposition.ts';
import {
  type IndirectTestName,
  indirectTests,
  testIndirect,
  type VarianceParts,
  varianceParts,
} from './indirect-tests.ts';
import { verdictOf } from './verdict.ts';

/** Three models on the same rows: the outcome without and with the mediator, and the mediator. */
export interface MediationModels {
  readonly total: EstimateRecord;
  readonly mediator: EstimateRecord;
  readonly direct: EstimateRecord;
}

/**
 * Paths c, a, b, c', the indirect effect a b, its share of the total, the tests asked for and the verdict
 * (Baron & Kenny 1986; MacKinnon et al. 2002). `bootstrap` is what the draws gave, why there were none, or null where
 * none were asked for. Fails where one of the paths has no estimate or no standard error.
 */
export function mediation(
  parameters: MediateParameters,
  models: MediationModels,
  bootstrap: BootstrapRecord | Failure | null,
): MediationRecord | Failure {
  const { treatment, mediator } = parameters;
  const paths = pathsOf(models, treatment, mediator);
  if (isFailure(paths)) return paths;
  const indirect = paths.a.estimate * paths.b.estimate;
  const drawn = bootstrap === null || isFailure(bootstrap) ? null : bootstrap;
  const tests = closedForms(parameters.tests, indirect, partsOf(paths), models.total.level);
  return {
    ...verdictOf(paths, parameters.alpha, drawn),
    alpha: parameters.alpha,
    ...paths,
    share: ratio(indirect, paths.total.estimate),
    ratio: ratio(indirect, paths.direct.estimate),
    indirect: { estimate: indirect, ...tests, ...(drawn === null ? {} : { bootstrap: drawn }) },
    notes: [
      ...identityNotes({
        total: models.total,
        direct: models.direct,
        mediators: [{ name: mediator, model: models.mediator }],
      }),
      ...testNotes(tests),
      ...bootstrapNotes(bootstrap),
      IDENTIFICATION,
    ],
  };
}

export interface Paths {
  readonly total: PathRecord;
  readonly a: PathRecord;
  readonly b: PathRecord;
  readonly direct: PathRecord;
}

export const IDENTIFICATION: Note = {
  code: 'mediation-identification',
  message:
    'the steps compare coefficients: a b is an indirect effect only if, given the controls, neither the treatment nor the mediator shares an unobserved cause with what it is said to affect',
};

/** c, a, b and c' of one mediator; why there are none where one of them has no estimate or standard error. */
export function pathsOf(models: MediationModels, treatment: string, mediator: string): Paths | Failure {
  const total = pathOf(models.total, treatment, 'total');
  const a = pathOf(models.mediator, treatment, 'mediator');
  const b = pathOf(models.direct, mediator, 'direct');
  const direct = pathOf(models.direct, treatment, 'direct');
  return [total, a, b, direct].find(isFailure) ?? ({ total, a, b, direct } as Paths);
}

function pathOf(model: EstimateRecord, name: string, role: string): PathRecord | Failure {
  const term = model.terms.find((candidate) => candidate.term === name);
  const { estimate, std_error, statistic, p } = term ?? {};
  if (estimate == null || std_error == null || statistic == null || p == null) {
    return failure(
      'mediation-no-path',
      `no mediation: ${name} has no estimate with a standard error in the model ${role}`,
      { names: [name], role },
    );
  }
  return { estimate, std_error, statistic, p };
}

export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function partsOf({ a, b }: Paths): VarianceParts {
  return varianceParts({ a: a.estimate, b: b.estimate, sa: a.std_error, sb: b.std_error });
}

export type ClosedForms = Partial<Record<IndirectTestName, IndirectTestRecord>>;

export function closedForms(
  names: readonly string[],
  estimate: number,
  parts: VarianceParts,
  level: number,
): ClosedForms {
  return Object.fromEntries(
    names.map((name) => {
      const test = indirectTests.find((candidate) => candidate.name === name);
      invariant(test, `${name} is a test of the indirect effect`);
      return [name, testIndirect(test, estimate, parts, level)];
    }),
  );
}

/** Which closed forms have no positive variance. */
export function testNotes(tests: ClosedForms): Note[] {
  return Object.entries(tests)
    .filter(([, record]) => record.std_error === null)
    .map(([name]) => ({
      code: 'indirect-variance',
      message: `${name}: its variance of a b is not positive here, so the test does not exist`,
      values: { test: name },
    }));
}

/** Why there was no bootstrap, which draws failed, whose interval could not be corrected. */
export function bootstrapNotes(bootstrap: BootstrapRecord | Failure | null): Note[] {
  if (bootstrap === null) return [];
  if (isFailure(bootstrap)) return [bootstrap.note];
  const { draws, failed, interval, conf_low } = bootstrap;
  const notes: Note[] = [];
  if (failed > 0) {
    const message = `${failed} of ${draws} bootstrap draws do not identify the paths and are left out`;
    notes.push({ code: 'bootstrap-failed-draws', message, values: { failed, draws } });
  }
  if (interval === 'bca' && conf_low === null) {
    const message =
      'the BCa interval does not exist: all draws lie on one side of the estimate, or leaving one unit out changes nothing';
    notes.push({ code: 'bootstrap-no-bca', message });
  }
  return notes;
}
