import type { Design } from '../../design/design.ts';
import type { Note } from '../../results/results.ts';
import type { Failure } from '../estimator.ts';
import { failure } from '../failure.ts';
import { unusable } from '../unusable.ts';
import type { Family } from './family.ts';

/** Values of an outcome that a message shows. */
const SHOWN = 5;

/** What can be seen of a likelihood model before anything is solved. */
export function refusal(design: Design, family: Family): Failure | null {
  return unusable(design, { domain: () => (family.binary ? notBinary(design) : negative(design)) });
}

function notBinary({ y, outcomeName }: Design): Failure | null {
  const others = outside(y, (value) => value === 0 || value === 1);
  if (others === null) return null;
  return failure(
    'not-binary',
    `${outcomeName} must be 0 or 1, and holds ${others}; derive a condition, such as ${outcomeName} > 0`,
    { names: [outcomeName], others },
  );
}

function negative({ y, outcomeName }: Design): Failure | null {
  const others = outside(y, (value) => value >= 0);
  return others === null
    ? null
    : failure('negative-outcome', `${outcomeName} must not be negative, and holds ${others}`, {
        ...{ names: [outcomeName], others },
      });
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
  return [{ code: 'no-degrees-of-freedom', message, values: { rows: n, k } }];
}
