import type { Design } from '../design/design.ts';
import { norm } from '../linalg/sums.ts';
import type { Failure } from './estimator.ts';
import { failure } from './failure.ts';

/** Beyond these lengths of a column the squares of its values leave the range of a number, and every covariance with them. */
const LONGEST = 1e150;
const SHORTEST = 1e-150;

export interface Usable {
  /** Whether an outcome without variation has nothing to explain; false for least squares without a constant. */
  readonly varies?: boolean;
  /** What a row stands for where it is none of the data: `units`, `differences`. */
  readonly rowsAre?: string | undefined;
  /** Judges the values of the outcome. */
  readonly domain?: () => Failure | null;
}

/** What can be seen of a design before anything is solved; null where nothing stands against solving it. */
export function unusable(
  design: Design,
  { varies = true, rowsAre = 'rows', domain = () => null }: Usable = {},
): Failure | null {
  const { y, outcomeName, n } = design;
  if (n === 0) return failure('no-rows', 'no row is left to estimate on');
  const outOfRange = outsideOfNumbers(design);
  if (outOfRange) return outOfRange;
  const outside = domain();
  if (outside) return outside;
  if (varies && y.every((value) => value === y[0])) return constantOutcome(outcomeName, n, rowsAre);
  if (design.names.length === 0 && design.fixed.length === 0)
    return failure('no-regressors', 'the model has no regressor');
  return null;
}

/** An outcome with nothing to explain, over n rows. */
export function constantOutcome(name: string, n: number, rowsAre = 'rows'): Failure {
  const what = n === 1 ? 'there is one of them only' : `all ${n} have the same value`;
  return failure('constant-outcome', `${name} does not vary over the ${rowsAre}: ${what}`, {
    names: [name],
    n,
  });
}

function outsideOfNumbers({ y, x, names, outcomeName, instruments }: Design): Failure | null {
  const columns: readonly (readonly [string, Float64Array])[] = [
    [outcomeName, y],
    ...names.map((name, j) => [name, x[j]!] as const),
    ...(instruments?.names ?? []).map((name, j) => [name, instruments!.z[j]!] as const),
  ];
  return outsideOfLengths(columns.map(([name, values]) => ({ name, length: norm(values) })));
}

/** Columns whose squares leave the range of a number. */
export function outsideOfLengths(
  lengths: readonly { readonly name: string; readonly length: number }[],
): Failure | null {
  const large = lengths.filter(({ length }) => !(length <= LONGEST));
  if (large.length > 0) return failure('values-too-large', rescale('large', large), namesOf(large));
  const small = lengths.filter(({ length }) => length > 0 && length < SHORTEST);
  return small.length > 0 ? failure('values-too-small', rescale('small', small), namesOf(small)) : null;
}

function rescale(word: string, columns: readonly { readonly name: string }[]): string {
  return `values too ${word} to compute with in ${namesOf(columns).names.join(', ')}; state it in another unit`;
}

function namesOf(columns: readonly { readonly name: string }[]): { readonly names: readonly string[] } {
  return { names: [...new Set(columns.map(({ name }) => name))] };
}
