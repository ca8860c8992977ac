import { referencesIn } from '../formula/names.ts';
import type { Expression } from '../plan/expression.ts';
import { anyCells } from './cells.ts';
import type { Scope } from './scope.ts';

/** A scope in which every bare name of an expression stands for some number; nothing looks back along a panel. */
export function freeScope(expression: Expression, scope: Scope): Scope {
  const names = referencesIn(expression).flatMap((node) => (node.kind === 'name' ? [node.name] : []));
  const columns = new Map(
    names.map((name) => [
      name,
      { name, type: 'unknown', levels: null, cells: anyCells, made: null } as const,
    ]),
  );
  const functions = new Map([...scope.functions].filter(([, one]) => !one.needs.includes('panel')));
  return { ...scope, columns, functions, later: new Map(), sets: new Map(), open: false };
}
