import type { Design } from '../../design/design.ts';
import { INTERCEPT } from '../../design/names.ts';
import { norm } from '../../linalg/sums.ts';
import type { Failure } from '../estimator.ts';
import { failure } from '../failure.ts';
import type { Family } from './family.ts';
import type { Solved } from './irls.ts';

type Separated = Extract<Solved, { kind: 'separated' }>;

/** A row is moved where it moves more than this share of the one that moves most. */
const SHARE = 1e-3;

/**
 * The rows whose outcome the direction fits ever better, or null where it makes some row worse, so that it proves
 * nothing: outcomes of 1 must move up, those of 0 down, and of counts the zeros down and the others not at all.
 */
export function separatedRows(
  family: Family,
  y: Float64Array,
  { moves }: Separated,
): readonly number[] | null {
  const largest = SHARE * moves.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const rows: number[] = [];
  for (let i = 0; i < y.length; i += 1) {
    if (Math.abs(moves[i]!) <= largest) continue;
    const agrees = family.binary ? moves[i]! > 0 === (y[i] === 1) : y[i] === 0 && moves[i]! < 0;
    if (!agrees) return null;
    rows.push(i);
  }
  return rows;
}

/** The terms whose coefficients run away together; the constant, or absorbed effects, only where they are alone. */
export function separatingTerms(
  { fixed }: Design,
  { names, x }: { readonly names: readonly string[]; readonly x: readonly Float64Array[] },
  { direction, moves }: Separated,
): readonly string[] {
  const shares = x.map((column, j) => Math.abs(direction[j]!) * norm(column));
  const largest = Math.max(norm(moves), ...shares);
  const found = names.filter((_, j) => shares[j]! > SHARE * largest);
  const slopes = found.filter((name) => name !== INTERCEPT);
  if (slopes.length > 0) return slopes;
  return found.length > 0 ? found : fixed.map((effect) => effect.name);
}

export function separationFailure(design: Design, terms: readonly string[], rows: number): Failure {
  const whole = rows === design.n ? 'every row' : `${rows} of ${design.n} rows`;
  return failure(
    'perfect-separation',
    `${terms.join(', ')} predict${terms.length === 1 ? 's' : ''} ${design.outcomeName} perfectly in ${whole}: ` +
      'no finite estimates exist',
    { names: terms, outcome: [design.outcomeName] },
  );
}
