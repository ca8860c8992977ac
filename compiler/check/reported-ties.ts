import type { Located } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Reported, ReportedColumn, ReportedTable } from '../plan/reported.ts';
import { nearest } from '../plan/suggest.ts';
import type { ModelEntry } from './checked.ts';
import { codedColumns } from './coded-terms.ts';
import type { CheckContext } from './context.ts';
import { membersOf } from './lists.ts';
import { analysisNamed, oneModel } from './references.ts';
import { reversed, termNames } from './table-terms.ts';

/** Columns are tied to one model that has their terms, and rows to a describe analysis that has their variables. */
export function reportedTies(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const { spec, world } = context;
  const tables = spec.reported?.reported.tables ?? [];
  const columns = tables.flatMap((table) => table.columns);
  for (const { column, model } of spec.reported?.ties ?? []) {
    const found = oneModel(model, world, out);
    const printed = columns.find((one) => one.id.value === column);
    if (found && printed) tiedColumn(printed, found, context, out);
  }
  for (const table of tables) if (table.of) tiedRows(table, table.of, context, out);
  return out;
}

/** `reported` with the canonical reference of every model; what is tied to nothing has none. */
export function tiedReport({ spec, world }: CheckContext): Reported | null {
  if (!spec.reported) return null;
  const { reported, ties } = spec.reported;
  const refs = new Map(ties.map(({ column, model }) => [column, oneModel(model, world, [])?.ref ?? null]));
  const tables = reported.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, model: refs.get(column.id.value) ?? null })),
  }));
  return { ...reported, tables };
}

function tiedColumn(
  column: ReportedColumn,
  model: ModelEntry,
  { scope }: CheckContext,
  out: Diagnostic[],
): void {
  const terms = termNames([model]);
  const coded = codedColumns([model], scope);
  for (const { row, term } of column.cells) {
    const known = term === '(Intercept)' || [term, reversed(term)].some((form) => terms.includes(form));
    if (known || coded(term)) continue;
    const payload = { term, where: model.ref, allowed: terms, suggestion: nearest(term, terms) };
    out.push(diagnostic('unknown-term', row.span, payload));
  }
  differs(column.outcome, 'outcome', model.outcome, model.ref, out);
  differs(column.group, 'group', model.group?.name ?? null, model.ref, out);
}

function differs(
  stated: Located<string> | null,
  what: string,
  actual: string | null,
  model: string,
  out: Diagnostic[],
): void {
  if (stated === null || stated.value === actual) return;
  out.push(diagnostic('reported-differs', stated.span, { what, stated: stated.value, model, actual }));
}

function tiedRows(table: ReportedTable, of: Located<string>, context: CheckContext, out: Diagnostic[]): void {
  const analysis = analysisNamed(of, context.world, out);
  if (!analysis) return;
  const { value: name } = analysis.id;
  if (analysis.verb !== 'describe') {
    out.push(diagnostic('wrong-verb', of.span, { name, verb: analysis.verb, needs: 'describe' }));
    return;
  }
  const allowed = analysis.names.flatMap((one) => membersOf(one.value, context.sets.members));
  for (const { variable } of table.rows) {
    if (allowed.includes(variable.value)) continue;
    const suggestion = nearest(variable.value, allowed);
    const payload = { term: variable.value, where: name, allowed, suggestion };
    out.push(diagnostic('unknown-term', variable.span, payload));
  }
}
