import { type Grid, type GridCell, spread } from './grid.ts';
import { describeStatistic, modelStatistic } from './statistic-names.ts';
import { type BodyRow, bodyRows } from './table-body.ts';
import { BLANK, BRACKETED, ESTIMATE, filled, LABELLED_NUMBER, type Line } from './table-cells.ts';
import { numbersOf, outcomesOf, splitLines } from './table-head.ts';
import type {
  NameOf,
  PublishedColumn,
  PublishedRow,
  PublishedTable,
  PublishedText,
  RowMistake,
} from './table-types.ts';

/** A grid → the columns of models, or the rows of descriptive statistics, that it prints. Null: it has no number. */
export function publishedTable(grid: Grid, nameOf: NameOf): PublishedTable | null {
  const heads = grid.findIndex((row) => isBody(row));
  if (heads < 0) return null;
  const width = Math.max(...grid.slice(0, heads + 1).map(widthOf));
  if (width < 2) return null;
  const mistakes = grid.slice(heads).flatMap((row) => tooWide(row, width));
  const lines = grid
    .filter((row) => (row[0]?.columns ?? 1) < width || width === 1)
    .map((row) => spread(row, width));
  const first = lines.findIndex((line) => isBody(line.flatMap((cell) => cell ?? [])));
  const [head, body] = [lines.slice(0, first).flatMap(splitLines), lines.slice(first)];
  const statistics = head.find(
    (line) => filled(line).length > 1 && filled(line).every((cell) => describeStatistic(cell.text)),
  );
  if (statistics) return { columns: [], rows: variables(body, statistics, nameOf), mistakes };
  return { ...models(head, body, width, nameOf, mistakes), rows: [] };
}

/** Whether any row is a label with a number beside it. */
export function hasNumbers(grid: Grid): boolean {
  return grid.some(isBody);
}

function widthOf(row: readonly GridCell[]): number {
  return row.reduce((sum, cell) => sum + cell.columns, 0);
}

/** The label of a row, and at least one number beside it; a line of column numbers is none. */
function isBody(row: readonly GridCell[]): boolean {
  const [label, ...cells] = row;
  if (!label || label.columns > 1) return false;
  const printed = cells.filter((cell) => !BLANK.test(cell.text));
  if (!printed.some((cell) => ESTIMATE.test(cell.text) || BRACKETED.test(cell.text))) return false;
  if (printed.every((cell) => LABELLED_NUMBER.test(cell.text) && /^[^.\d]*\d{1,3}[^.\d]*$/.test(cell.text)))
    return false;
  const counted = printed.every(
    (cell, i) => cell.text === String(i + 1) || /^(?:19|20)\d\d$/.test(cell.text),
  );
  return !(counted && (label.text === '' || modelStatistic(label.text) === null));
}

function tooWide(row: readonly GridCell[], width: number): readonly RowMistake[] {
  const cells = row.flatMap((cell) => Array.from({ length: cell.columns }, () => cell));
  const extra = row.length > 1 ? cells.slice(width).find((cell) => cell.text !== '') : undefined;
  return extra ? [{ reason: 'columns', cell: extra, label: row[0]?.text ?? '' }] : [];
}

function variables(body: readonly Line[], statistics: Line, nameOf: NameOf): readonly PublishedRow[] {
  return body.flatMap((line) => {
    const label = line[0];
    if (!label || label.text === '' || filled(line).length === 0) return [];
    const found = line.flatMap((cell, i): readonly PublishedText[] => {
      const name = i === 0 ? null : describeStatistic(statistics[i]?.text ?? '');
      return cell && name !== null && !BLANK.test(cell.text) ? [{ name, label, parts: [cell] }] : [];
    });
    return [{ name: nameOf(label.text) ?? label.text, label, statistics: found }];
  });
}

function models(
  head: readonly Line[],
  body: readonly Line[],
  width: number,
  nameOf: NameOf,
  before: readonly RowMistake[],
): Pick<PublishedTable, 'columns' | 'mistakes'> {
  const mistakes = [...before];
  const rows = bodyRows(body, nameOf, mistakes);
  const outcomes = outcomesOf(head, body, width, nameOf);
  const numbers = numbersOf(head, width);
  const columns = Array.from({ length: width - 1 }, (_, i): PublishedColumn | null => {
    const texts = (kind: BodyRow['kind']): readonly PublishedText[] =>
      rows.flatMap((row) =>
        row.kind === kind && row.cells[i + 1]!.length > 0
          ? [{ name: row.name, label: row.label, parts: row.cells[i + 1]! }]
          : [],
      );
    const [cells, statistics] = [texts('term'), texts('statistic')];
    const printed = head.flatMap((line) => line[i + 1] ?? []).filter((cell) => cell.text !== '');
    const at = printed.at(-1) ?? cells[0]?.parts[0] ?? statistics[0]?.parts[0];
    if (!at || cells.length + statistics.length === 0) return null;
    const heading = [...new Set(printed.map((cell) => cell.text))].join(' ');
    return {
      number: numbers[i] ?? String(i + 1),
      at,
      heading,
      outcome: outcomes[i] ?? null,
      cells,
      statistics,
    };
  });
  return { columns: columns.filter((column) => column !== null), mistakes };
}
