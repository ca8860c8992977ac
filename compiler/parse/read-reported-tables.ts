import type {
  PathOfMediation,
  PrintedNumber,
  ReportedCell,
  ReportedColumn,
  ReportedMediation,
  ReportedRow,
  ReportedStatistic,
  ReportedTable,
} from '../plan/reported.ts';
import { type CellLayout, readCell } from '../reported/cell.ts';
import {
  flagAt,
  inputOf,
  localised,
  located,
  locatedList,
  numberAt,
  type Reader,
  reference,
  textAt,
} from './read.ts';
import {
  countOf,
  isReadable,
  legendOf,
  modelDesignOf,
  nameOf,
  periodOf,
  printedOf,
  taken,
} from './read-printed.ts';
import type { ReportedSpec } from './study.ts';
import { type EntryTree, entriesOf, itemsOf, type Tree, valueAt } from './tree.ts';

export interface TablesAsRead {
  readonly tables: readonly ReportedTable[];
  readonly ties: ReportedSpec['ties'];
}

type Tie = ReportedSpec['ties'][number];

/** The tables as published; what cannot be read of a cell is reported, and the cell left out. */
export function reportedTablesOf(tree: Tree | undefined, reader: Reader): TablesAsRead {
  const ties: Tie[] = [];
  const tables = entriesOf(tree).map((entry) => tableOf(entry, ties, reader));
  return { tables, ties };
}

function tableOf({ key, value }: EntryTree, ties: Tie[], reader: Reader): ReportedTable {
  const at = (name: string): Tree | undefined => valueAt(value, name);
  const layout = { parentheses: partAt(value, 'parentheses'), brackets: partAt(value, 'brackets') };
  const headings = at('headings');
  return {
    id: { value: key.text, span: key.span },
    source: localised(at('source')),
    of: located(at('of')),
    rows: entriesOf(at('rows')).map((entry) => rowOf(entry, reader)),
    columns: entriesOf(at('columns')).map((entry) => columnOf(entry, layout, ties, reader)),
    ...layout,
    level: numberAt(value, 'level')?.value ?? 0.95,
    legend: legendOf(at('legend')),
    headings: headings ? locatedList(headings).map((one) => one.value) : null,
    mediations: mediationsOf(at('mediation')),
    sums: entriesOf(at('sums')).map((entry) => ({
      statistic: entry.key.text,
      total: numberAt(at('sums'), entry.key.text)!.value,
    })),
    partition: flagAt(value, 'partition', false),
    ...(at('compare') ? { compare: textAt(value, 'compare') } : {}),
    span: { ...key.span, end: value.span.end },
  };
}

const parts = ['t', 'se', 'p', 'ci', 'none'] as const;

function partAt(tree: Tree, key: string): CellLayout['parentheses'] {
  const word = textAt(tree, key);
  return parts.find((one) => one === word) ?? null;
}

function rowOf({ key, value }: EntryTree, reader: Reader): ReportedRow {
  const statistics = entriesOf(value).flatMap((entry): readonly (readonly [string, PrintedNumber])[] => {
    const name = entry.key.text;
    const counts = name === 'n' || name === 'missing';
    const number = counts ? countOf(entry.value, reader) : printedOf(entry.value, reader);
    return number ? [[name, number]] : [];
  });
  return {
    variable: nameOf(key),
    statistics: Object.fromEntries(statistics),
    span: { ...key.span, end: value.span.end },
  };
}

const counts = ['n', 'clusters'] as const;
const measures = ['r2', 'adj_r2', 'within_r2', 'f', 'rmse'] as const;

function columnOf(
  { key, value }: EntryTree,
  layout: CellLayout,
  ties: Tie[],
  reader: Reader,
): ReportedColumn {
  const at = (name: string): Tree | undefined => valueAt(value, name);
  const model = reference(at('model'), reader);
  if (model) ties.push({ column: key.text, model });
  return {
    id: nameOf(key),
    outcome: located(at('outcome')),
    group: located(at('group')),
    period: periodOf(at('period')),
    cells: entriesOf(at('cells')).flatMap((entry) => cellOf(entry, layout, reader)),
    statistics: statisticsOf(value, reader),
    ...modelDesignOf(value),
    model: model?.value.text ?? null,
    span: { ...key.span, end: value.span.end },
  };
}

function statisticsOf(tree: Tree, reader: Reader): ReportedColumn['statistics'] {
  const read = (names: readonly ReportedStatistic[], as: typeof countOf) =>
    names.flatMap((name): readonly (readonly [ReportedStatistic, PrintedNumber])[] => {
      const number = as(valueAt(tree, name), reader);
      return number ? [[name, number]] : [];
    });
  return Object.fromEntries([...read(counts, countOf), ...read(measures, printedOf)]);
}

function cellOf({ key, value }: EntryTree, layout: CellLayout, reader: Reader): readonly ReportedCell[] {
  if (!isReadable(value, reader)) return [];
  const content = taken(readCell(inputOf(value), layout), reader);
  if (!content) return [];
  const row = nameOf(key);
  return [{ row, term: key.text === '_cons' ? '(Intercept)' : key.text, ...content, span: value.span }];
}

const paths: readonly PathOfMediation[] = ['total', 'a', 'b', 'direct', 'indirect'];

function mediationsOf(tree: Tree | undefined): readonly ReportedMediation[] {
  return (tree?.kind === 'map' ? [tree] : itemsOf(tree)).flatMap((one) => {
    const [mediator, direct] = [located(valueAt(one, 'mediator')), located(valueAt(one, 'direct'))];
    if (!mediator || !direct) return [];
    const criterion = valueAt(one, 'criterion');
    const named = locatedList(criterion).map((path) => path.value);
    return [
      {
        total: located(valueAt(one, 'total')),
        mediator,
        direct,
        criterion: criterion ? paths.filter((path) => named.includes(path)) : null,
        span: one.span,
      },
    ];
  });
}
