import type { Call, Expression } from '../../compiler/plan/expression.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import { type Levels, levelsOf } from './codes.ts';
import type { CodingOptions, NamedColumn } from './coding.ts';
import { gather } from './gather.ts';
import { expressionName } from './names.ts';

/** `i(f)`, `i(f, x, ref='a')` over the rows of a design: a column for each level, times x where it is given. */
export interface Indicators {
  readonly kind: 'indicators';
  /** As written, for R's rule of marginal terms. */
  readonly name: string;
  readonly column: string;
  readonly levels: Levels;
  readonly slope: {
    readonly name: string;
    readonly values: Float64Array;
    readonly expression: Expression;
  } | null;
  /** The level that `ref` leaves out; null where none is given. */
  readonly reference: string | null;
}

export function readIndicators(call: Call, rows: Int32Array, options: CodingOptions): Indicators {
  const [factor, slope] = call.arguments;
  invariant(factor?.kind === 'name', 'i() of a column');
  const column = options.evaluate(factor);
  const reference = call.named['ref'];
  return {
    kind: 'indicators',
    name: expressionName(call),
    column: factor.name,
    levels: levelsOf(column, rows, options.levels.get(factor.name)),
    slope: slope === undefined ? null : slopeOf(slope, rows, options),
    reference: reference === undefined ? null : levelName(reference),
  };
}

function slopeOf(slope: Expression, rows: Int32Array, options: CodingOptions): Indicators['slope'] {
  const column = options.evaluate(slope);
  invariant(column.kind === 'number', 'a number as the slope of i()');
  return { name: expressionName(slope), values: gather(column.values, rows), expression: slope };
}

/** A level as its label has it. */
function levelName(reference: Expression): string {
  if (reference.kind === 'text') return reference.value;
  const negative = reference.kind === 'unary' && reference.operator === '-';
  const digits = reference.kind === 'unary' ? reference.operand : reference;
  invariant(digits.kind === 'number', 'a reference level written out');
  return String(negative ? 0 - digits.value : digits.value);
}

/**
 * The columns in the order of the levels, named as fixest names them: `rel::0`, `rel::0:x`. A `ref` that no row here
 * has leaves nothing out; the estimator then drops what is collinear, and says so.
 */
export function indicatorColumns(factor: Indicators, withoutFirst: boolean): readonly NamedColumn[] {
  const { codes, labels } = factor.levels;
  const { column, slope } = factor;
  const reference = referenceLevel(factor, withoutFirst);
  const times = slope === null ? [] : [{ kind: 'number', expression: slope.expression } as const];
  return labels.flatMap((label, position) => {
    if (label === reference) return [];
    const values = whereLevel(codes, position, slope?.values ?? null);
    const name = `${column}::${label}${slope === null ? '' : `:${slope.name}`}`;
    const level = {
      kind: 'level',
      column: { kind: 'name', name: column },
      prefix: `${column}::`,
      label,
      labels,
      reference: reference ?? labels[0]!,
    } as const;
    return [{ name, values, parts: [level, ...times] }];
  });
}

/** n: 1, or the given value, in the rows of a level; 0 in others. */
export function whereLevel(codes: Int32Array, level: number, values: Float64Array | null): Float64Array {
  const result = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i += 1)
    if (codes[i] === level) result[i] = values === null ? 1 : values[i]!;
  return result;
}

/** The level that has no column: the one that `ref` names, or the first where `withoutFirst` says so; null if none. */
export function referenceLevel({ levels, reference }: Indicators, withoutFirst: boolean): string | null {
  const { labels } = levels;
  if (reference !== null) return labels.includes(reference) ? reference : null;
  return withoutFirst && labels.length > 1 ? labels[0]! : null;
}
