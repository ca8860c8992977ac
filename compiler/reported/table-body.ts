import type { GridCell } from './grid.ts';
import { isIntercept, modelStatistic, namesPart } from './statistic-names.ts';
import { BLANK, BRACKETED, ESTIMATE, filled, type Line } from './table-cells.ts';
import type { NameOf, RowMistake } from './table-types.ts';

/** The rows of a table of models, each as what it holds, in the order of the file. */
export interface BodyRow {
  readonly kind: 'term' | 'statistic';
  name: string;
  readonly label: GridCell;
  readonly cells: (readonly GridCell[])[];
}

/** Coefficients and statistics of the lines; lines of words are neither. What cannot be told is noted. */
export function bodyRows(body: readonly Line[], nameOf: NameOf, mistakes: RowMistake[]): readonly BodyRow[] {
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
