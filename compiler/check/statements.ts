import { referencesIn } from '../formula/names.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Name, Reference } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import type { CheckContext } from './context.ts';
import { type ColumnPlace, type ReportedPlaces, reportedPlaces, termOf } from './reported-places.ts';
import { freeScope } from './scope-of-results.ts';
import { reversed } from './table-terms.ts';
import { requireCondition } from './types.ts';

/** Sentences of the text are conditions on cells that exist, and stated transforms are expressions. */
export function statements(context: CheckContext): readonly Diagnostic[] {
  const { spec, scope } = context;
  const out: Diagnostic[] = [];
  const reported = spec.reported?.reported;
  const places = reportedPlaces(context);
  for (const { holds, span } of reported?.statements ?? []) {
    if (holds.kind === 'reference') {
      const text = printExpression(holds);
      out.push(diagnostic('not-a-condition', span, { text, example: `${text} > 0` }));
    }
    requireCondition(holds, freeScope(holds, scope), span, out);
    for (const node of referencesIn(holds)) reference(node, span, places, out);
  }
  return out;
}

function reference(node: Name | Reference, at: Span, places: ReportedPlaces, out: Diagnostic[]): void {
  const span = node.span ?? at;
  const parts = node.kind === 'name' ? [node.name] : node.parts;
  const [id, ...rest] = parts as [string, ...string[]];
  const column = places.columns.get(id);
  const table = places.rows.get(id);
  if (column) columnValue(column, id, rest, node, span, out);
  else if (table && table.size > 0) tableValue(table, id, rest, node, span, out);
  else {
    const allowed = [...places.columns.keys()];
    out.push(diagnostic('unknown-column', span, { name: id, allowed, suggestion: nearest(id, allowed) }));
  }
}

function columnValue(
  column: ColumnPlace,
  id: string,
  [row, value, ...more]: readonly string[],
  node: Name | Reference,
  span: Span,
  out: Diagnostic[],
): void {
  const grouped = node.kind === 'reference' && node.group !== undefined;
  if (row === undefined || grouped || more.length > 0) {
    out.push(diagnostic('no-cell', span, { text: printExpression(node) }));
    return;
  }
  const isRow = [termOf(row), reversed(row)].some((form) => column.rows.includes(form));
  const alone = value === undefined && column.statistics.includes(row);
  if (!isRow && !alone) out.push(unknown(row, `column ${id}`, [...column.rows, ...column.statistics], span));
  else if (isRow && value !== undefined && !column.values.includes(value)) {
    out.push(unknown(value, `the cells of column ${id}`, column.values, span));
  }
}

function tableValue(
  table: ReadonlyMap<string, readonly string[]>,
  id: string,
  [variable, statistic, ...more]: readonly string[],
  node: Name | Reference,
  span: Span,
  out: Diagnostic[],
): void {
  const row = table.get(variable ?? '');
  if (variable !== undefined && !row) out.push(unknown(variable, `table ${id}`, [...table.keys()], span));
  else if (statistic === undefined || more.length > 0) {
    out.push(diagnostic('no-cell', span, { text: printExpression(node) }));
  } else if (!row!.includes(statistic)) {
    out.push(unknown(statistic, `${variable} in table ${id}`, row!, span));
  }
}

function unknown(name: string, where: string, allowed: readonly string[], span: Span): Diagnostic {
  return diagnostic('unknown-cell', span, { name, where, allowed, suggestion: nearest(name, allowed) });
}
