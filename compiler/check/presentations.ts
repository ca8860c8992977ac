import type { Located, ModelReference, TableSpec } from '../parse/study.ts';
import { itemsOf, valueAt } from '../parse/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { figureMistakes } from './figures.ts';
import { analysisNamed, hasModels, someModels } from './references.ts';
import { tableTerms } from './table-terms.ts';

/** Tables and figures show what exists, in a form that fits. */
export function presentations(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  cells(context.spec.defaults.tables, out);
  for (const table of context.spec.tables) {
    cells(table, out);
    const shown = table.panels.map((panel) => panelModels(panel.of, context, out));
    if (!isWhole(table, context)) continue;
    tableTerms(table, shown.flat(), context, out);
    labels(table, shown, out);
  }
  for (const figure of context.spec.figures) figureMistakes(figure, context, out);
  return out;
}

/** Whether all references of a table could be read: if not, what it lacks may be a consequence. */
function isWhole(table: TableSpec, { spec }: CheckContext): boolean {
  const of = valueAt(valueAt(valueAt(spec.tree, 'tables'), table.id.value), 'of');
  const written = of?.kind === 'map' ? of.entries.flatMap((entry) => itemsOf(entry.value)) : itemsOf(of);
  return written.length === table.panels.reduce((sum, panel) => sum + panel.of.length, 0);
}

/** What a panel shows: models, the variables of one list, or null where that is not known. */
export type Shown = { readonly models: readonly ModelEntry[]; readonly names: readonly string[] } | null;

function panelModels(
  of: readonly Located<ModelReference>[],
  context: CheckContext,
  out: Diagnostic[],
): readonly Shown[] {
  return of.map((reference) => {
    const { value, span } = reference;
    const found = analysisNamed({ value: value.parts[0] ?? '', span }, context.world, out);
    if (!found) return null;
    if (found.verb === 'placebo') {
      out.push(diagnostic('no-table', span, { text: value.text, verb: found.verb }));
      return null;
    }
    const whole = value.parts.length === 1 && value.group === null;
    if (hasModels(found) && !(found.verb === 'curve' && whole)) {
      const models = someModels(reference, context.world, out);
      return models && { models, names: [] };
    }
    if (!whole) {
      out.push(diagnostic('no-models', span, { text: value.parts[0]!, verb: found.verb }));
    } else if (of.length > 1) {
      const expected = `alone: a ${found.verb} table has columns of its own`;
      out.push(diagnostic('wrong-value', span, { where: value.text, expected }));
    }
    return { models: [], names: 'names' in found ? found.names.map((name) => name.value) : [] };
  });
}

/** The estimate first, then at most two others. */
function cells(table: Pick<TableSpec, 'cells'>, out: Diagnostic[]): void {
  const [first, ...others] = table.cells ?? [];
  if (!first) return;
  const where = 'the first of cells';
  // An unknown word is reported as such.
  if (['t', 'se', 'p', 'ci'].includes(first.value))
    out.push(diagnostic('wrong-value', first.span, { where, expected: 'estimate' }));
  const third = others[2];
  if (third) {
    out.push(diagnostic('wrong-value', third.span, { where: 'cells', expected: 'at most three entries' }));
  }
  const again = others.find((one, i) =>
    [first, ...others.slice(0, i)].some((other) => other.value === one.value),
  );
  if (again)
    out.push(
      diagnostic('wrong-value', again.span, { where: 'cells', expected: 'a list without repetitions' }),
    );
}

/** Labels in column order: one for each column of the widest panel. */
function labels(table: TableSpec, shown: readonly (readonly Shown[])[], out: Diagnostic[]): void {
  if (!Array.isArray(table.labels) || shown.flat().includes(null)) return;
  const widths = shown.map((panel) => panel.reduce((sum, one) => sum + (one?.models.length ?? 0), 0));
  const columns = Math.max(...widths);
  if (columns === 0 || table.labels.length === columns) return;
  const expected = `a list of ${columns}, one for each column; it has ${table.labels.length}`;
  out.push(
    diagnostic('wrong-value', table.id.span, { where: `columns.labels of ${table.id.value}`, expected }),
  );
}
