import type { Plan, PlannedTable } from '../../compiler/plan/plan.ts';
import type { Results } from '../../runtime/results/results.ts';
import type { Cell, NumberCell, TableDocument, Value } from './document.ts';
import { printValue } from './print-value.ts';
import { resultValues } from './result-values.ts';

/** Decimals where no table says otherwise. */
const DIGITS = 3;

/**
 * Every number of the study by its references, printed as the first table prints it that shows it, else by the rules of
 * tables with the digits of the first table of its analysis.
 */
export function valuesOf(plan: Plan, results: Results, tables: readonly TableDocument[]): readonly Value[] {
  const cells = cellsBySource(tables);
  const values = new Map<string, Value>();
  const add = (key: string, value: number, printed: string): void => {
    if (!values.has(key)) values.set(key, { key, value, printed });
  };
  for (const [id, record] of Object.entries(results.analyses)) {
    const digits = digitsOf(plan, id);
    for (const { reference, source, names, value } of resultValues(id, record)) {
      const printed = printedIn(cells.get(source), value) ?? printValue(names, value, digits);
      add(reference, value, printed);
      add(source, value, printed);
    }
  }
  // What tables compute themselves, such as the smallest number of clusters.
  for (const [source, [cell]] of cells) add(source, cell!.value, cell!.printed);
  return [...values.values()];
}

/** The digits of the first table that shows something of an analysis, else of the first of all. */
export function digitsOf(plan: Plan, id: string): number {
  return firstTableOf(plan, id)?.digits ?? DIGITS;
}

/** The first table that shows something of an analysis, else the first of all. */
export function firstTableOf({ tables, analyses }: Plan, id: string): PlannedTable | undefined {
  const models = new Set(analyses.find((one) => one.id === id)?.models.map((model) => model.ref));
  const shown = tables.find(({ panels }) =>
    panels.some((panel) => panel.analysis === id || panel.models.some((ref) => models.has(ref))),
  );
  return shown ?? tables[0];
}

function cellsBySource(tables: readonly TableDocument[]): ReadonlyMap<string, readonly NumberCell[]> {
  const found = new Map<string, NumberCell[]>();
  for (const cell of tables.flatMap(cellsOf)) {
    if (cell.kind === 'number') found.set(cell.source, [...(found.get(cell.source) ?? []), cell]);
  }
  return found;
}

function cellsOf({ panels }: TableDocument): readonly Cell[] {
  return panels.flatMap(({ blocks }) => blocks.flat().flatMap((row) => row.cells));
}

/** As a cell prints this very number, a share in percent; what it derives from the number is another. */
function printedIn(cells: readonly NumberCell[] | undefined, value: number): string | undefined {
  return cells?.find((cell) => cell.value === value || cell.value === 100 * value)?.printed;
}
