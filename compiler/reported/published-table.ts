import { type Grid, type GridCell, spread } from './grid.ts';
import {
  describeStatistic,
  isIntercept,
  modelStatistic,
  namesMethod,
  namesOutcome,
  namesPart,
  outcomeAfter,
} from './statistic-names.ts';

/** A text of the table file; in a column several of them, estimate and standard error, make one cell. */
export interface PublishedText {
  readonly name: string;
  readonly label: GridCell;
  readonly parts: readonly GridCell[];
}

/** One column of models as the file prints it. */
export interface PublishedColumn {
  /** As printed over the column, or its place from 1. */
  readonly number: string;
  readonly at: GridCell;
  readonly heading: string;
  readonly outcome: { readonly name: string; readonly cell: GridCell } | null;
  readonly cells: readonly PublishedText[];
  readonly statistics: readonly PublishedText[];
}

/** One variable of descriptive statistics. */
export interface PublishedRow {
  readonly name: string;
  readonly label: GridCell;
  readonly statistics: readonly PublishedText[];
}

/** What a row of the file is not: too wide, of brackets without an estimate, or nothing that is known. */
export interface RowMistake {
  readonly reason: 'columns' | 'alone' | 'unknown';
  readonly cell: GridCell;
  readonly label: string;
}

export interface PublishedTable {
  readonly columns: readonly PublishedColumn[];
  readonly rows: readonly PublishedRow[];
  readonly mistakes: readonly RowMistake[];
}

/** What a label of the publication is called in the study; null for one that nobody named. */
export type NameOf = (label: string) => string | null;

type Line = readonly (GridCell | null)[];

const NUMBER = String.raw`[<＜]?\s{0,5}[-−–+]?\s{0,2}(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][-−+]?\d{1,9})?`;
const ESTIMATE = new RegExp(
  String.raw`^${NUMBER}\s{0,5}[*∗⁎＊†‡+#]*\s{0,5}(?:[(（[［][^\n]*)?(?:\n[^]*)?$`,
  'u',
);
const BRACKETED = new RegExp(String.raw`^[(（[［{]\s{0,5}(?:p\s{0,5}[=<])?\s{0,5}${NUMBER}`, 'u');
const BLANK = /^(?:|[-−–—/.]+|n\.?a\.?|…)$/iu;
const LABELLED_NUMBER =
  /[([（［]\s{0,3}(\d{1,3}|[ivx]{1,5})\s{0,3}[)\]）］]|^(?:model|column|col\.?|模型|列|第)\s{0,3}(\d{1,3})/iu;

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

/** A heading of several lines is as good as several rows. */
function splitLines(line: Line): readonly Line[] {
  const parts = line.map((cell) => cell?.text.split('\n') ?? []);
  const most = Math.max(1, ...parts.map((lines) => lines.length));
  return Array.from({ length: most }, (_, i) =>
    line.map((cell, column) => {
      const text = parts[column]!.length === 1 && column === 0 ? parts[0]![0] : parts[column]![i];
      return cell && text !== undefined ? { ...cell, text: text.trim() } : null;
    }),
  );
}

/** What stands beside the label. */
function filled(line: Line): readonly GridCell[] {
  return line.slice(1).filter((cell): cell is GridCell => cell !== null && !BLANK.test(cell.text));
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

/** The rows of a table of models, each as what it holds, in the order of the file. */
interface BodyRow {
  readonly kind: 'term' | 'statistic';
  name: string;
  readonly label: GridCell;
  readonly cells: (readonly GridCell[])[];
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

function bodyRows(body: readonly Line[], nameOf: NameOf, mistakes: RowMistake[]): readonly BodyRow[] {
  const rows: BodyRow[] = [];
  let last: BodyRow | 'skipped' | null = null;
  for (const [i, line] of body.entries()) {
    const cells = filled(line);
    const label = line[0];
    if (cells.length === 0) continue;
    const below = cells.every((cell) => BRACKETED.test(cell.text));
    const named: boolean = label !== null && label !== undefined && label.text !== '';
    const own = named ? nameOf(label!.text) : null;
    if (below && own === null && (last !== null || !named)) {
      if (last === null) mistakes.push({ reason: 'alone', cell: cells[0]!, label: label?.text ?? '' });
      else if (last !== 'skipped') appendTo(last, line, nameOf);
    } else if (!cells.some((cell) => ESTIMATE.test(cell.text) || BRACKETED.test(cell.text))) last = 'skipped';
    else if (!named) {
      mistakes.push({ reason: 'alone', cell: cells[0]!, label: '' });
      last = 'skipped';
    } else {
      const row: BodyRow | null = rowOf(line, label!, own, rows, followedByBrackets(body[i + 1]), mistakes);
      if (row) rows.push(row);
      last = row ?? 'skipped';
    }
  }
  return rows;
}

function followedByBrackets(line: Line | undefined): boolean {
  const cells = line ? filled(line) : [];
  return cells.length > 0 && cells.every((cell) => BRACKETED.test(cell.text));
}

/** A line of brackets belongs to the estimates above it; what stands below a statistic is its p, which nothing holds. */
function appendTo(row: BodyRow, line: Line, nameOf: NameOf): void {
  if (row.kind === 'statistic') return;
  const more = line[0]?.text ?? '';
  if (more !== '' && !namesPart(more)) {
    const label = `${row.label.text} ${more}`;
    if (nameOf(row.label.text) === null && row.name !== '_cons') row.name = nameOf(label) ?? label;
  }
  for (const [i, cell] of line.entries()) {
    if (i > 0 && cell && !BLANK.test(cell.text)) row.cells[i] = [...row.cells[i]!, cell];
  }
}

function rowOf(
  line: Line,
  label: GridCell,
  own: string | null,
  rows: readonly BodyRow[],
  bracketed: boolean,
  mistakes: RowMistake[],
): BodyRow | null {
  const cells = line.map((cell, i) => (i > 0 && cell && !BLANK.test(cell.text) ? [cell] : []));
  const statistic = own === null ? modelStatistic(label.text) : null;
  if (statistic === 'other') return null;
  if (statistic !== null) return { kind: 'statistic', name: statistic, label, cells };
  const marked = cells.some(([cell]) => /[*∗⁎＊†‡(（[［]/u.test(cell?.text ?? ''));
  const after = rows.some((row) => row.kind === 'statistic');
  if (own === null && after && !bracketed && !marked) {
    mistakes.push({ reason: 'unknown', cell: label, label: label.text });
    return null;
  }
  const name = own ?? (isIntercept(label.text) ? '_cons' : label.text.replaceAll('\n', ' '));
  return { kind: 'term', name, label, cells };
}

/** Numbers printed over every column and all different; else none. */
function numbersOf(head: readonly Line[], width: number): readonly (string | undefined)[] {
  const found = Array.from({ length: width - 1 }, (_, i) =>
    head
      .map((line) => line[i + 1]?.text ?? '')
      .map(
        (text) =>
          LABELLED_NUMBER.exec(text)?.slice(1).find(Boolean) ?? (/^\d{1,3}$/.test(text) ? text : undefined),
      )
      .findLast((one) => one !== undefined),
  );
  const numbers = found.filter((one) => one !== undefined);
  return new Set(numbers).size === width - 1 ? found.map((one) => one?.toLowerCase()) : [];
}

type Outcome = PublishedColumn['outcome'];

/**
 * The outcome over each column: what stands in the row called so or below it, a heading that the study knows, or the
 * only heading beside the number. Otherwise nobody can tell it from a method or a group.
 */
function outcomesOf(
  head: readonly Line[],
  body: readonly Line[],
  width: number,
  nameOf: NameOf,
): readonly Outcome[] {
  const lines = [...head, ...body.filter((line) => namesOutcome(line[0]?.text ?? ''))];
  const stated = statedOutcomes(lines);
  const columns = Array.from({ length: width - 1 }, (_, i) => headingsOf(lines, i + 1));
  const single = columns.every((cells) => cells.length === 1 && !namesMethod(cells[0]!.text));
  return columns.map((cells, i): Outcome => {
    const said = cells.find((cell) => outcomeAfter(cell.text) !== null);
    if (said) return outcomeIn(said, outcomeAfter(said.text)!, nameOf);
    const known = cells.findLast((cell) => nameOf(cell.text) !== null);
    const beside = stated?.[i + 1] ?? null;
    const cell = known ?? (beside && beside.text !== '' ? beside : single ? cells[0]! : null);
    return cell ? outcomeIn(cell, cell.text, nameOf) : null;
  });
}

function outcomeIn(cell: GridCell, text: string, nameOf: NameOf): Outcome {
  return { name: nameOf(text) ?? text, cell };
}

function headingsOf(lines: readonly Line[], column: number): readonly GridCell[] {
  const texts = lines.flatMap((line) => {
    const cell = line[column];
    const text = cell?.text.replace(LABELLED_NUMBER, '').trim() ?? '';
    return cell && text !== '' && !/^\d{1,3}$/.test(text) && !namesOutcome(text) ? [{ ...cell, text }] : [];
  });
  return texts.filter((cell, i) => texts.findIndex((one) => one.text === cell.text) === i);
}

/** The row beside the words, where it has words itself; else the row below `Dependent variable:`. */
function statedOutcomes(lines: readonly Line[]): Line | null {
  const words = (line: Line | undefined): Line | null =>
    line && filled(line).some((cell) => !LABELLED_NUMBER.test(cell.text) && !namesOutcome(cell.text))
      ? line
      : null;
  const beside = lines.findLast((line) => namesOutcome(line[0]?.text ?? '') && words(line) !== null);
  if (beside) return beside;
  const above = lines.findIndex((line) => line.slice(1).some((cell) => cell && namesOutcome(cell.text)));
  return above < 0 ? null : words(lines[above + 1]);
}
