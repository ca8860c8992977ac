import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { reduce } from '../../design/reduce.ts';
import { Intractable } from '../../linalg/intractable.ts';
import type { Note } from '../../results/results.ts';
import { collinearColumns, collinearNote } from '../collinear.ts';
import type { Failure, Fit } from '../estimator.ts';
import { failure } from '../failure.ts';
import { assemble } from './assemble.ts';
import type { Family } from './family.ts';
import { solveLikelihood } from './irls.ts';
import { refusal } from './refusal.ts';
import { separatedNote, withoutSeparated, withoutZeroLevels } from './sample.ts';
import { separatedRows, separatingTerms, separationFailure } from './separation.ts';

/**
 * A model fitted by maximum likelihood, in the form of its last weighted regression. A separated binary model is
 * refused; of counts the separated zeros, which say nothing of the other coefficients, are dropped and named.
 */
export function fitLikelihood(design: Design, profile: Profile, family: Family): Fit | Failure {
  try {
    return fitNarrowing(design, profile, family);
  } catch (error) {
    if (error instanceof Intractable) return failure(error.code, error.message);
    throw error;
  }
}

/** Separated rows are found one set at a time: what is left may be separated, or its columns be collinear, anew. */
function fitNarrowing(design: Design, profile: Profile, family: Family): Fit | Failure {
  const notes: Note[] = [];
  let sample = design;
  for (;;) {
    const refused = refusal(sample, family);
    if (refused) return refused;
    const narrowed = withoutZeroLevels(sample, profile);
    notes.push(...narrowed.notes);
    sample = narrowed.design;
    if (sample.n === 0) return failure('no-rows', 'no row is left to estimate on');
    const { factor } = reduce(sample);
    const names = factor.kept.map((j) => sample.names[j]!);
    const x = factor.kept.map((j) => sample.x[j]!);
    const collinear = collinearColumns(sample, factor);
    if (names.length === 0) return noRegressors(collinear);
    const { y, fixed, weights = null } = sample;
    const solved = solveLikelihood({ family, y, x, fixed, weights });
    if (solved.kind === 'converged')
      return assemble({ design: sample, family, names, solved, collinear, notes }, profile);
    const rows = solved.kind === 'separated' ? separatedRows(family, y, solved) : null;
    if (solved.kind !== 'separated' || rows === null || rows.length === 0) return notConverged();
    const terms = separatingTerms(sample, { names, x }, solved);
    if (family.binary || rows.length === sample.n) return separationFailure(sample, terms, rows.length);
    notes.push(separatedNote(sample, terms, rows.length));
    sample = withoutSeparated(sample, rows, profile);
  }
}

function noRegressors(collinear: Fit['collinear']): Failure {
  const lost = collinear.map((record) => collinearNote(record).message);
  return failure('no-regressors', `no regressor is left: ${lost.join('; ')}`, {
    names: collinear.map(({ term }) => term),
  });
}

function notConverged(): Failure {
  return failure('not-converged', 'the likelihood has no maximum that the iteration can reach');
}
