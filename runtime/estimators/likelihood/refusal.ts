import type { Design } from '../../design/design.ts';
import { norm, sum } from '../../linalg/sums.ts';
import type { Note } from '../../results/results.ts';
import type { Failure } from '../estimator.ts';
import type { Family } from './family.ts';

/** Values of an outcome that a message shows. */
const SHOWN = 5;

export function failure(code: string, message: string): Failure {
  return { kind: 'failure', note: { code, message } };
}

/** What can be seen of a likelihood model before anything is solved. */
export function refusal(design: Design, family: Family): Failure | null {
  return unusable(design, () => (family.binary ? notBinary(design) : negative(design)));
}

/** What can be seen of a design before anything is solved; `domain` judges the values of its outcome. */
export function unusable(design: Design, domain: () => Failure | null = () => null): Failure | null {
  const { y, outcomeName, n } = design;
  if (n === 0) return failure('no-rows', 'no row is left to estimate on');
  const infinite = design.names.filter((_, j) => !Number.isFinite(sum(design.x[j]!)));
  if (infinite.length > 0 || !Number.isFinite(norm(y))) {
    const names = [...infinite, ...(Number.isFinite(norm(y)) ? [] : [outcomeName])].join(', ');
    return failure('too-large', `values too large to compute with in ${names}`);
  }
  if (design.names.length === 0 && design.fixed.length === 0)
    return failure('no-regressors', 'the model has no regressor');
  const outside = domain();
  if (outside) return outside;
  if (y.every((value) => value === y[0])) {
    return failure('constant-outcome', `${outcomeName} has the same value in all ${n} rows`);
  }
  return null;
}

function notBinary({ y, outcomeName }: Design): Failure | null {
  const others = outside(y, (value) => value === 0 || value === 1);
  if (others === null) return null;
  return failure(
    'not-binary',
    `${outcomeName} must be 0 or 1, and holds ${others}; derive a condition, such as ${outcomeName} > 0`,
  );
}

function negative({ y, outcomeName }: Design): Failure | null {
  const others = outside(y, (value) => value >= 0);
  return others === null
    ? null
    : failure('negative-outcome', `${outcomeName} must not be negative, and holds ${others}`);
}

/** The distinct values that are outside, smallest first, the first few of them; null where there are none. */
function outside(y: Float64Array, inside: (value: number) => boolean): string | null {
  const found = [...new Set(y.filter((value) => !inside(value)))].sort((a, b) => a - b);
  if (found.length === 0) return null;
  const rest = found.length - SHOWN;
  return `${found.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more values` : ''}`;
}

/** The note of a model with as many parameters as rows; none else. */
export function shortOfRows(n: number, k: number): readonly Note[] {
  if (n > k) return [];
  const message = `${n} rows for ${k} parameters: no degrees of freedom are left for standard errors`;
  return [{ code: 'no-degrees-of-freedom', message }];
}
