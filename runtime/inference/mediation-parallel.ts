/** Several mediators at once: each one's paths and indirect effect, and all of them together. */
import type { ParallelParameters } from '../../compiler/plan/plan.ts';
import type { Failure } from '../estimators/estimator.ts';
import type {
  BootstrapRecord,
  EstimateRecord,
  MediationRecord,
  Note,
  ParallelMediation,
  PathRecord,
} from '../results/results.ts';
import { identityNotes } from './decomposition.ts';
import { isFailure } from './failure.ts';
import type { VarianceParts } from './indirect-tests.ts';
import {
  bootstrapNotes,
  type ClosedForms,
  closedForms,
  IDENTIFICATION,
  partsOf,
  type Paths,
  pathsOf,
  ratio,
  testNotes,
} from './mediation.ts';
import { verdictOf } from './verdict.ts';

export interface ParallelModels {
  readonly total: EstimateRecord;
  /** In the order of the mediators. */
  readonly mediators: readonly EstimateRecord[];
  readonly direct: EstimateRecord;
}

/** Covariances of the paths a among each other and of the paths b, m x m row-major, as the models' vcov has them. */
export interface PathCovariances {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** By the mediator's name, and `total`. */
export type ParallelBootstrap = Readonly<Record<string, BootstrapRecord>>;

/**
 * The indirect effect of each mediator given the others, and their sum, whose variance is b'S_a b + a'S_b a (Preacher &
 * Hayes 2008). `covariances` is null where a covariance between models does not exist: then no closed form does for the
 * sum. Fails where a path has no estimate or no standard error.
 */
export function parallelMediation(
  parameters: ParallelParameters,
  models: ParallelModels,
  covariances: PathCovariances | null,
  bootstrap: ParallelBootstrap | Failure | null,
): ParallelMediation | Failure {
  const { treatment, mediators, tests, alpha } = parameters;
  const paths = mediators.map((name, j) =>
    pathsOf({ ...models, mediator: models.mediators[j]! }, treatment, name),
  );
  const failed = paths.find(isFailure);
  if (failed) return failed;
  const all = paths as readonly Paths[];
  const drawn = bootstrap === null || isFailure(bootstrap) ? null : bootstrap;
  const { level } = models.total;
  const effects = all.map(({ a, b }) => a.estimate * b.estimate);
  const sum = effects.reduce((total, effect) => total + effect, 0);
  const forms = all.map((one, j) => closedForms(tests, effects[j]!, partsOf(one), level));
  const sumForms = covariances ? closedForms(tests, sum, sumParts(all, covariances), level) : {};
  const named = <T>(value: (j: number) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(mediators.map((name, j) => [name, value(j)]));
  const verdicts = all.map((one, j) => verdictOf(one, alpha, drawn?.[mediators[j]!] ?? null));
  const { total, direct } = all[0]!;
  return {
    verdict: named((j) => verdicts[j]!.verdict),
    reason: named((j) => verdicts[j]!.reason),
    alpha,
    total,
    a: named((j) => all[j]!.a),
    b: named((j) => all[j]!.b),
    direct,
    share: { ...named((j) => ratio(effects[j]!, total.estimate)), total: ratio(sum, total.estimate) },
    indirect: {
      ...named((j) => indirectOf(effects[j]!, forms[j]!, drawn?.[mediators[j]!])),
      total: indirectOf(sum, sumForms, drawn?.['total']),
    },
    notes: [
      ...identityNotes({
        ...models,
        mediators: mediators.map((name, j) => ({ name, model: models.mediators[j]! })),
      }),
      ...forms.flatMap(testNotes),
      ...testNotes(sumForms),
      ...(covariances === null && tests.length > 0 ? [NO_SUM] : []),
      ...(drawn === null ? bootstrapNotes(bootstrap as Failure | null) : drawnNotes(drawn)),
      IDENTIFICATION,
    ],
  };
}

const NO_SUM: Note = {
  code: 'indirect-sum-variance',
  message:
    'the indirect effects together have no closed-form test: this vcov has no covariance between the models of the mediators',
};

function indirectOf(
  estimate: number,
  tests: ClosedForms,
  bootstrap: BootstrapRecord | undefined,
): MediationRecord['indirect'] {
  return { estimate, ...tests, ...(bootstrap ? { bootstrap } : {}) };
}

/** The same draws fail for all mediators; an interval is corrected for each. */
function drawnNotes(drawn: ParallelBootstrap): readonly Note[] {
  const notes = Object.values(drawn).flatMap((one) => bootstrapNotes(one));
  return notes.filter((note, i) => notes.findIndex(({ code }) => code === note.code) === i);
}

function sumParts(paths: readonly Paths[], { a, b }: PathCovariances): VarianceParts {
  const m = paths.length;
  const estimates = (path: (one: Paths) => PathRecord): readonly number[] =>
    paths.map((one) => path(one).estimate);
  const [as, bs] = [estimates((one) => one.a), estimates((one) => one.b)];
  let [first, second] = [0, 0];
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < m; j += 1) {
      const [sa, sb] = [a[i * m + j]!, b[i * m + j]!];
      first += bs[i]! * bs[j]! * sa + as[i]! * as[j]! * sb;
      second += sa * sb;
    }
  }
  return { first, second };
}
