import type { ExpressionFunction } from '../scope.ts';
import { aggregateFunctions } from './aggregate.ts';
import { choiceFunctions } from './choice.ts';
import { cut } from './cut.ts';
import { panelFunctions } from './panel.ts';
import { rank } from './rank.ts';
import { rowwiseFunctions } from './rowwise.ts';

/** The functions of the expression language. */
export const functions: readonly ExpressionFunction[] = [
  ...rowwiseFunctions,
  ...choiceFunctions,
  ...panelFunctions,
  ...aggregateFunctions,
  rank,
  cut,
];

const byName: ReadonlyMap<string, ExpressionFunction> = new Map(
  functions.map((each) => [each.declaration.name, each]),
);

/** A function by its name; undefined when there is none. */
export function functionNamed(name: string): ExpressionFunction | undefined {
  return byName.get(name);
}
