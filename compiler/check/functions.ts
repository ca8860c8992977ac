import type { Catalog, FunctionDeclaration } from '../plan/catalog.ts';

/** The functions of expressions, by name. */
export function functionsOf(catalog: Catalog): ReadonlyMap<string, FunctionDeclaration> {
  return new Map(catalog.functions.map((one) => [one.name, one]));
}

const shift = (name: string, takes: 'any' | 'number'): FunctionDeclaration => ({
  ...{ name, doc: '', arguments: [1, 2], named: ['k'], needs: ['panel'], takes },
  gives: takes === 'any' ? 'same' : 'number',
});

/**
 * What formulas have beside: `factor(x)` codes a column by its values, `I(x^2)` takes arithmetic as it is, `l f d` are
 * lags, leads and differences. `i()` is judged by itself, in factor-coding.ts.
 */
const ofFormulas: readonly FunctionDeclaration[] = [
  { name: 'factor', doc: '', arguments: [1, 1], named: [], needs: [], takes: 'any', gives: 'same' },
  { name: 'I', doc: '', arguments: [1, 1], named: [], needs: [], takes: 'number', gives: 'number' },
  ...[shift('l', 'any'), shift('f', 'any'), shift('d', 'number')],
];

export function formulaFunctions(
  functions: ReadonlyMap<string, FunctionDeclaration>,
): ReadonlyMap<string, FunctionDeclaration> {
  return new Map([...functions, ...ofFormulas.map((one) => [one.name, one] as const)]);
}
