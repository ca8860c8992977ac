import type { GridCell } from '../reported/grid.ts';
import type {
  PublishedColumn,
  PublishedRow,
  PublishedTable,
  PublishedText,
} from '../reported/table-types.ts';
import { type EntryTree, entryOf, type MapTree, type ScalarTree, type TextPiece, type Tree } from './tree.ts';

/** `reported.tables.ID` with what its file prints, as if somebody had typed it; keys of the study win. */
export function withPublished(table: MapTree, id: string, found: PublishedTable): MapTree {
  const columns = found.columns.map((column) => columnEntry(column, `${id}.${column.number}`));
  const rows = found.rows.map(rowEntry);
  const headings: Tree = {
    kind: 'list',
    items: found.columns.map((column) => scalar(column.at, column.heading)),
    span: table.span,
  };
  const printed: readonly EntryTree[] = [
    ...(columns.length > 0 ? [{ key: named('columns', table), value: mapOf(columns, table) }] : []),
    ...(rows.length > 0 ? [{ key: named('rows', table), value: mapOf(rows, table) }] : []),
    ...(found.columns.some(({ heading }) => heading !== '')
      ? [{ key: named('headings', table), value: headings }]
      : []),
  ];
  return merged(table, printed, 3);
}

/** Entries of the study before those of the file; maps within maps as deep as tables go: columns, a column, its cells. */
function merged(own: MapTree, printed: readonly EntryTree[], depth: number): MapTree {
  const inside = (before: Tree, after: Tree): Tree =>
    depth > 0 && before.kind === 'map' && after.kind === 'map'
      ? merged(before, after.entries, depth - 1)
      : before;
  const kept = own.entries.map((entry) => {
    const match = printed.find((one) => one.key.text === entry.key.text);
    return match ? { key: entry.key, value: inside(entry.value, match.value) } : entry;
  });
  const added = printed.filter((one) => entryOf(own, one.key.text) === undefined);
  return { ...own, entries: [...kept, ...added] };
}

function columnEntry(column: PublishedColumn, id: string): EntryTree {
  const cells = column.cells.map(textEntry);
  const entries = [
    ...(column.outcome
      ? [
          {
            key: scalar(column.outcome.cell, 'outcome'),
            value: scalar(column.outcome.cell, column.outcome.name),
          },
        ]
      : []),
    ...(cells.length > 0 ? [{ key: scalar(column.at, 'cells'), value: mapAt(cells, column.at) }] : []),
    ...firstOfEach(column.statistics.map(statisticEntry)),
  ];
  return { key: scalar(column.at, id), value: mapAt(entries, column.at) };
}

function rowEntry({ name, label, statistics }: PublishedRow): EntryTree {
  return { key: scalar(label, name), value: mapAt(firstOfEach(statistics.map(statisticEntry)), label) };
}

/** A statistic that is printed twice is read where it stands first. */
function firstOfEach(entries: readonly EntryTree[]): readonly EntryTree[] {
  return entries.filter((entry, i) => entries.findIndex((one) => one.key.text === entry.key.text) === i);
}

function textEntry({ name, label, parts }: PublishedText): EntryTree {
  return { key: scalar(label, name), value: joined(parts) };
}

/** Marks and what follows in brackets say how sure a statistic is: the number is what counts. */
function statisticEntry({ name, label, parts }: PublishedText): EntryTree {
  const [cell] = parts;
  const text = cell!.text.replace(/(?<=\d)\s{0,5}[*∗⁎＊†‡(（[［\n].*$/su, '');
  return { key: scalar(label, name), value: scalar(cell!, text) };
}

/** Estimate and what stands below it as one cell, each part with its own place. */
function joined(parts: readonly GridCell[]): ScalarTree {
  const [first] = parts;
  if (parts.length === 1) return scalar(first!, first!.text);
  const pieces: TextPiece[] = [];
  let text = '';
  for (const part of parts) {
    if (text !== '') text += ' ';
    pieces.push({ start: text.length, span: part.span, offsets: part.offsets });
    text += part.text;
  }
  return { ...scalar(first!, text), offsets: 'whole', pieces };
}

/** A text with the place of a cell of the file. */
function scalar(cell: GridCell, text: string): ScalarTree {
  const starts = cell.offsets === 'direct' && cell.text.startsWith(text);
  return {
    ...{ kind: 'scalar', value: text, text, offsets: starts ? 'direct' : 'whole', at: cell.span.start },
    ...{ plain: false, damaged: false, comment: null, span: cell.span },
  };
}

/** A key that the file stands for. */
function named(text: string, { span }: MapTree): ScalarTree {
  return {
    ...{ kind: 'scalar', value: text, text, offsets: 'whole', at: span.start },
    ...{ plain: false, damaged: false, comment: null, span },
  };
}

function mapOf(entries: readonly EntryTree[], { span }: MapTree): MapTree {
  return { kind: 'map', entries, span };
}

function mapAt(entries: readonly EntryTree[], { span }: GridCell): MapTree {
  return { kind: 'map', entries, span };
}
