import { referencesIn } from '../formula/names.ts';
import { entriesOf, textSpan, valueAt } from '../parse/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type {
  Placed,
  PrintedInterval,
  ReportedCell,
  ReportedColumn,
  ReportedTable,
  StatedPeriod,
} from '../plan/reported.ts';
import { positionAt, type SourceText, textOf } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import type { CheckContext } from './context.ts';
import { reportedPlaces, termOf } from './reported-places.ts';
import { freeScope } from './scope-of-results.ts';
import { typeOf } from './types.ts';

/** What is published can be told apart and read: ids, periods, ranges, columns that belong together. */
export function reported(context: CheckContext): readonly Diagnostic[] {
  const found = context.spec.reported?.reported;
  if (!found) return [];
  const columns = found.tables.flatMap((table) => table.columns);
  const periods = [found.design.periods, ...columns.map((column) => column.period)];
  return [
    ...found.tables.flatMap((table) => tableParts(table, context)),
    ...repeated(
      columns.map(({ id }) => id),
      context.spec.source,
    ),
    ...columns.flatMap(({ cells }) => repeatedTerms(cells, context.spec.source)),
    ...periods.flatMap(period),
    ...found.range.flatMap(range),
    ...mediations(found.tables, context),
    ...transforms(context),
  ];
}

function tableParts(table: ReportedTable, { spec }: CheckContext): readonly Diagnostic[] {
  const tables = valueAt(valueAt(spec.tree, 'reported'), 'tables');
  const tree = valueAt(tables, table.id.value);
  const has = (key: string): boolean => valueAt(tree, key) !== undefined;
  const out: Diagnostic[] = [];
  if (tree?.kind === 'map' && !has('rows') && !has('columns') && !has('from')) {
    out.push(diagnostic('reported-table', table.id.span, { id: table.id.value }));
  }
  const { brackets, parentheses } = table;
  if (brackets !== null && brackets !== 'none' && brackets === parentheses) {
    const at = textSpan(entriesOf(tree).find(({ key }) => key.text === 'brackets')!.key);
    const expected = 'something else than what stands in parentheses';
    out.push(diagnostic('wrong-value', at, { where: 'brackets', expected }));
  }
  return [...out, ...(table.partition ? groups(table.columns) : [])];
}

/** Columns of a partition say which part of the sample they are. */
function groups(columns: readonly ReportedColumn[]): readonly Diagnostic[] {
  return columns
    .filter((column) => column.group === null && column.period === null)
    .map((column) =>
      diagnostic('missing-key', column.id.span, {
        key: 'group',
        owner: `column ${column.id.value} of a table with partition`,
      }),
    );
}

/** Ids of columns are unique in the file, not only in their table. */
function repeated(
  names: readonly Placed<string>[],
  source: SourceText,
  same = (name: string): string => name,
): readonly Diagnostic[] {
  const first = new Map<string, Placed<string>>();
  return names.flatMap((name) => {
    const before = first.get(same(name.value));
    if (!before) {
      first.set(same(name.value), name);
      return [];
    }
    const { line } = positionAt(textOf(source, before.span.file), before.span.start);
    return [diagnostic('duplicate-key', name.span, { key: name.value, line })];
  });
}

/** `_cons` is `(Intercept)`, and `TIN:POS` is `POS:TIN`. */
function repeatedTerms(cells: readonly ReportedCell[], source: SourceText): readonly Diagnostic[] {
  const canonical = (name: string): string => termOf(name).split(':').sort().join(':');
  return repeated(
    cells.map(({ row }) => row),
    source,
    canonical,
  );
}

function period(stated: StatedPeriod | null | undefined): readonly Diagnostic[] {
  if (!stated || monthOf(stated.first, 1) <= monthOf(stated.last, 12)) return [];
  const expected = 'the first period and then the last';
  return [diagnostic('wrong-value', stated.span, { where: 'this period', expected })];
}

/** Months since year 0; a year alone stands for its first or last month. */
function monthOf(text: string, otherwise: number): number {
  const [year, month] = text.split('-').map(Number);
  return year! * 12 + (month ?? otherwise);
}

function range({ low, high }: PrintedInterval): readonly Diagnostic[] {
  if (Number(low.value) <= Number(high.value)) return [];
  const span = { ...low.span, end: high.span.end };
  return [
    diagnostic('wrong-value', span, {
      where: 'this range',
      expected: 'the lowest value and then the highest',
    }),
  ];
}

/** The equations of a mediation are columns of the file. */
function mediations(tables: readonly ReportedTable[], context: CheckContext): readonly Diagnostic[] {
  const allowed = [...reportedPlaces(context).columns.keys()];
  const named = tables.flatMap((table) =>
    table.mediations.flatMap(({ total, mediator, direct }) => [...(total ? [total] : []), mediator, direct]),
  );
  return named
    .filter(({ value }) => !allowed.includes(value))
    .map(({ value, span }) =>
      diagnostic('unknown-column', span, { name: value, allowed, suggestion: nearest(value, allowed) }),
    );
}

/** Names in a stated transform are whatever the publication counts; functions are those of the language. */
function transforms({ spec, scope }: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const { expression, variable } of spec.reported?.reported.transform ?? []) {
    if (referencesIn(expression).every((node) => node.kind === 'name')) {
      typeOf(expression, freeScope(expression, scope), variable.span, out);
    }
  }
  return out;
}
