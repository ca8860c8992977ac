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
import { type IndirectTestName, indirectTests, testIndirect } from './indirect-tests.ts';
import { verdictOf } from './verdict.ts';

/** Three models on the same rows: the outcome without and with the mediator, and the mediator. */
export interface MediationModels {
  readonly total: EstimateRecord;
  readonly mediator: EstimateRecord;
  readonly direct: EstimateRecord;
}

/** What c - (c' + a b) may be at most, relative to the sizes of its parts. */
const IDENTITY = 1e-8;

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
  const total = pathOf(models.total, treatment, 'total');
  const a = pathOf(models.mediator, treatment, 'mediator');
  const b = pathOf(models.direct, mediator, 'direct');
  const direct = pathOf(models.direct, treatment, 'direct');
  for (const path of [total, a, b, direct]) if (isFailure(path)) return path;
  const paths = { total, a, b, direct } as Paths;
  const indirect = paths.a.estimate * paths.b.estimate;
  const drawn = bootstrap === null || isFailure(bootstrap) ? null : bootstrap;
  const tests = closedForms(parameters.tests, paths, models.total.level);
  return {
    ...verdictOf(paths, parameters.alpha, drawn),
    alpha: parameters.alpha,
    ...paths,
    share: ratio(indirect, paths.total.estimate),
    ratio: ratio(indirect, paths.direct.estimate),
    indirect: { estimate: indirect, ...tests, ...(drawn === null ? {} : { bootstrap: drawn }) },
    notes: [
      ...identityNotes(paths, models),
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

const IDENTIFICATION: Note = {
  code: 'mediation-identification',
  message:
    'the steps compare coefficients: a b is an indirect effect only if, given the controls, neither the treatment nor the mediator shares an unobserved cause with what it is said to affect',
};

function pathOf(model: EstimateRecord, name: string, role: string): PathRecord | Failure {
  const term = model.terms.find((candidate) => candidate.term === name);
  const { estimate, std_error, statistic, p } = term ?? {};
  if (estimate == null || std_error == null || statistic == null || p == null) {
    return failure(
      'mediation-no-path',
      `no mediation: ${name} has no estimate with a standard error in the model ${role}`,
    );
  }
  return { estimate, std_error, statistic, p };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function closedForms(
  names: readonly string[],
  { a, b }: Paths,
  level: number,
): Partial<Record<IndirectTestName, IndirectTestRecord>> {
  const numbers = { a: a.estimate, b: b.estimate, sa: a.std_error, sb: b.std_error };
  return Object.fromEntries(
    names.map((name) => {
      const test = indirectTests.find((candidate) => candidate.name === name);
      invariant(test, `${name} is a test of the indirect effect`);
      return [name, testIndirect(test, numbers, level)];
    }),
  );
}

/**
 * c = c' + a b for least squares on the same rows and controls. Where collinear columns were dropped the three models
 * may hold different controls: then what the identity misses is a note, otherwise it is a bug of ours.
 */
function identityNotes({ total, a, b, direct }: Paths, models: MediationModels): Note[] {
  const all = [models.total, models.mediator, models.direct];
  invariant(
    all.every((model) => model.n === models.total.n),
    'the three models of a mediation use the same rows',
  );
  if (all.some((model) => model.estimator !== 'ols')) return [];
  const indirect = a.estimate * b.estimate;
  const gap = total.estimate - direct.estimate - indirect;
  const scale = Math.abs(total.estimate) + Math.abs(direct.estimate) + Math.abs(indirect);
  if (Math.abs(gap) <= IDENTITY * scale) return [];
  invariant(
    all.some((model) => model.collinear.length > 0),
    `c = c' + a b within ${IDENTITY} (gap ${gap})`,
  );
  return [
    {
      code: 'mediation-identity',
      message: `c differs from c' + a b by ${gap}: collinear controls were dropped from the three models, not the same from each`,
    },
  ];
}

function testNotes(tests: Partial<Record<IndirectTestName, IndirectTestRecord>>): Note[] {
  return Object.entries(tests)
    .filter(([, record]) => record.std_error === null)
    .map(([name]) => ({
      code: 'indirect-variance',
      message: `${name}: its variance of a b is not positive here, so the test does not exist`,
    }));
}

function bootstrapNotes(bootstrap: BootstrapRecord | Failure | null): Note[] {
  if (bootstrap === null) return [];
  if (isFailure(bootstrap)) return [bootstrap.note];
  if (bootstrap.failed === 0) return [];
  const message = `${bootstrap.failed} of ${bootstrap.draws} bootstrap draws do not identify the paths and are left out`;
  return [{ code: 'bootstrap-failed-draws', message }];
}
