import type { Expression } from '../../../compiler/plan/expression.ts';
import { keyOf, type Underlying, variablesIn } from '../../../compiler/plan/underlying.ts';
import type { ColumnPart, Design } from '../../design/design.ts';
import { expressionName } from '../../design/names.ts';
import type { Fit } from '../estimator.ts';
import { derivative, replaced } from './derivative.ts';
import { type LevelPart, productOf, type Setting } from './setting.ts';

/** A change of one variable, as a change of the columns of the terms. */
export type Change =
  /** columns: m each, by how much a unit moves them; null where not at all. */
  | {
      readonly kind: 'slope';
      readonly name: string;
      readonly columns: readonly (Float64Array | null)[];
    }
  /** From zero to one, or from the reference to another level. */
  | {
      readonly kind: 'step';
      readonly name: string;
      readonly from: readonly Float64Array[];
      readonly to: readonly Float64Array[];
    };

/** The factors of each term of a fit; the constant has none. */
export function partsOf({ parts }: Design, { terms }: Fit): readonly (readonly ColumnPart[])[] {
  return terms.map((term) => parts?.get(term) ?? []);
}

export function isLevelOf(part: ColumnPart, { key }: Underlying): part is LevelPart {
  return part.kind === 'level' && keyOf(part.column) === key;
}

export function isNumberOf(part: ColumnPart, { key }: Underlying): boolean {
  return part.kind === 'number' && variablesIn(part.expression).some((one) => one.key === key);
}

/** The changes of a variable: one of a number, one a level of a factor. `binary`: it is 0 or 1 in every row. */
export function changesOf(
  variable: Underlying,
  parts: readonly (readonly ColumnPart[])[],
  setting: Setting,
  binary: boolean,
): readonly Change[] {
  const levels = parts.flat().filter((part) => isLevelOf(part, variable)) as LevelPart[];
  if (levels.length > 0) return levelChanges(variable, levels, parts, setting);
  const name = expressionName(variable.written);
  if (!binary)
    return [{ kind: 'slope', name, columns: parts.map((own) => slope(own, variable.key, setting)) }];
  const at = (value: number): Float64Array[] =>
    withReplaced(parts, setting, (part) => {
      if (!isNumberOf(part, variable) || part.kind !== 'number') return null;
      const e = replaced(part.expression, (key) => (key === variable.key ? value : null));
      return setting.numbers(e);
    });
  return [{ kind: 'step', name, from: at(0), to: at(1) }];
}

/** Each level that has a term against the reference; named by the first coding of the formula. */
function levelChanges(
  variable: Underlying,
  found: readonly LevelPart[],
  parts: readonly (readonly ColumnPart[])[],
  setting: Setting,
): readonly Change[] {
  const [first] = found;
  const { labels, reference, prefix } = first!;
  const m = setting.eta.length;
  const at = (label: string): Float64Array[] =>
    withReplaced(parts, setting, (part) =>
      isLevelOf(part, variable) ? new Float64Array(m).fill(part.label === label ? 1 : 0) : null,
    );
  const from = at(reference);
  return labels
    .filter((label) => label !== reference && found.some((part) => part.label === label))
    .map((label) => ({ kind: 'step', name: `${prefix}${label}`, from, to: at(label) }));
}

/** The columns with other values for some of their parts; those that have none of these as they are. */
function withReplaced(
  parts: readonly (readonly ColumnPart[])[],
  setting: Setting,
  other: (part: ColumnPart) => Float64Array | null,
): Float64Array[] {
  const m = setting.eta.length;
  return parts.map((own, j) => {
    const values = new Map(own.map((part) => [part, other(part)] as const));
    if ([...values.values()].every((value) => value === null)) return setting.columns[j]!;
    return productOf(own, m, (part) => values.get(part) ?? partOn(part, setting));
  });
}

/** The product rule over the factors of a column. */
function slope(own: readonly ColumnPart[], by: string, setting: Setting): Float64Array | null {
  const m = setting.eta.length;
  const summands = own.flatMap((part, i): Float64Array[] => {
    const inner: Expression | null = part.kind === 'number' ? derivative(part.expression, by) : null;
    if (inner === null) return [];
    const others = productOf(own.toSpliced(i, 1), m, (other) => partOn(other, setting));
    return [setting.numbers(inner).map((value, row) => value * others[row]!)];
  });
  if (summands.length === 0) return null;
  return summands.reduce((left, right) => left.map((value, i) => value + right[i]!));
}

function partOn(part: ColumnPart, { numbers, level }: Setting): Float64Array {
  return part.kind === 'number' ? numbers(part.expression) : level(part);
}
