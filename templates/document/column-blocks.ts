import type { Cell, HeaderRow, Row, TablePanel } from './document.ts';
import { columnWidth, stubWidth } from './width.ts';

/**
 * A panel as panels one below the other, each of a run of its columns that fits a line, row headings repeated; alone
 * if all of it fits. `width` of the line and `gap` after each column in em of the table's font; `stub`: width that
 * the row headings take, if they wrap. A group of columns under one heading is parted only where no line could hold
 * it. Rows that a run leaves empty are not in it; the panel's heading stands over the first, its footer under the last.
 * heading: width beyond which the heading of a column takes several lines.
 */
export function columnBlocks(
  panel: TablePanel,
  width: number,
  gap: number,
  stub: number = stubWidth(panel),
  heading: number = Number.POSITIVE_INFINITY,
): readonly TablePanel[] {
  const line: Line = { room: width - stub, gap, heading };
  const runs = runsOf(panel, line, panel.columns.length);
  if (runs.length <= 1) return [panel];
  return evened(panel, line, runs).map((run, i, all) => ({
    ...cut(panel, run),
    heading: i === 0 ? panel.heading : null,
    footer: i === all.length - 1 ? panel.footer : null,
  }));
}

/** What columns have of a line, in em. */
interface Line {
  readonly room: number;
  readonly gap: number;
  readonly heading: number;
}

/** Columns from `start` up to, not including, `end`. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/** As many runs as there must be, of about the same number of columns. */
function evened(panel: TablePanel, line: Line, runs: readonly Run[]): readonly Run[] {
  const { length } = panel.columns;
  for (let most = Math.ceil(length / runs.length); most < length; most += 1) {
    const tried = runsOf(panel, line, most);
    if (tried.length === runs.length) return tried;
  }
  return runs;
}

/** From left to right, each as long as the room and `most` columns allow. */
function runsOf(panel: TablePanel, { room, gap, heading }: Line, most: number): readonly Run[] {
  const groups = groupsOf(panel).filter((group) => group.end - group.start <= most && fits(panel, group));
  const runs: Run[] = [];
  for (let start = 0; start < panel.columns.length; start = runs.at(-1)!.end) {
    const end = breakAfter(start, longest(start), groups, panel.columns.length);
    runs.push({ start, end });
  }
  return runs;

  function fits(whole: TablePanel, run: Run): boolean {
    const { columns, ...part } = cut(whole, run);
    const widths = columns.map((column, i) => columnWidth({ columns, ...part }, column, i, heading) + gap);
    return widths.reduce((sum, one) => sum + one, 0) <= room;
  }

  function longest(start: number): number {
    let end = start + 1;
    while (end < panel.columns.length && end - start < most && fits(panel, { start, end: end + 1 })) end += 1;
    return end;
  }
}

/** The last place up to `end` that parts the fewest groups. */
function breakAfter(start: number, end: number, groups: readonly Run[], length: number): number {
  if (end === length) return end;
  const parted = (at: number): number => groups.filter((group) => group.start < at && at < group.end).length;
  const places = Array.from({ length: end - start }, (_, i) => end - i);
  return places.reduce((best, at) => (parted(at) < parted(best) ? at : best));
}

/** What belongs together: the columns under one heading or cell, unless it is over all of them. */
function groupsOf(panel: TablePanel): readonly Run[] {
  const { length } = panel.columns;
  const heads = panel.header
    .flatMap((row) => row.cells)
    .map(({ start, span }) => ({ start, end: start + span }));
  const cells = panel.blocks.flat().flatMap((row) => (row.kind === 'data' ? placed(row.cells) : []));
  return [...heads, ...cells].filter(({ start, end }) => end - start > 1 && end - start < length);
}

/** Cells with the columns they stand in. */
function placed(cells: readonly Cell[]): readonly (Run & { readonly cell: Cell })[] {
  let start = 0;
  return cells.map((cell) => {
    const end = start + ((cell.kind === 'text' ? cell.span : undefined) ?? 1);
    const place = { cell, start, end };
    start = end;
    return place;
  });
}

function cut(panel: TablePanel, run: Run): TablePanel {
  const blocks = panel.blocks.map((rows) => withoutEmpty(rows, run).map((row) => cutRow(row, run)));
  return {
    ...panel,
    columns: panel.columns.slice(run.start, run.end),
    header: panel.header.map((row) => cutHeader(row, run)),
    blocks: blocks.filter((rows) => rows.length > 0),
  };
}

/** What is left of it in the run, or null. */
function overlap(place: Run, run: Run): { readonly start: number; readonly span: number } | null {
  const start = Math.max(place.start, run.start);
  const span = Math.min(place.end, run.end) - start;
  return span > 0 ? { start: start - run.start, span } : null;
}

function cutHeader(row: HeaderRow, run: Run): HeaderRow {
  const cells = row.cells.flatMap((cell) => {
    const left = overlap({ start: cell.start, end: cell.start + cell.span }, run);
    return left ? [{ ...cell, ...left }] : [];
  });
  return { ...row, cells };
}

function cutRow(row: Row, run: Run): Row {
  if (row.kind === 'group') return row;
  const cells = placed(row.cells).flatMap((place): readonly Cell[] => {
    const left = overlap(place, run);
    if (!left) return [];
    const { cell } = place;
    return cell.kind === 'text' && cell.span !== undefined ? [{ ...cell, span: left.span }] : [cell];
  });
  return { ...row, cells };
}

/** Terms that have something in the run or nothing in the whole panel; a heading of rows only with rows below it. */
function withoutEmpty(rows: readonly Row[], run: Run): readonly Row[] {
  const terms: (readonly Row[])[] = [];
  for (const row of rows) {
    if (row.continues && terms.length > 0) terms.push([...terms.pop()!, row]);
    else terms.push([row]);
  }
  const says = (row: Row, within: Run): boolean =>
    placed(row.cells).some((place) => place.cell.kind !== 'empty' && overlap(place, within) !== null);
  const everywhere: Run = { start: 0, end: Number.POSITIVE_INFINITY };
  const kept = terms.filter(
    (term) =>
      term[0]!.kind === 'group' ||
      term.some((row) => says(row, run)) ||
      !term.some((row) => says(row, everywhere)),
  );
  return kept
    .filter(
      ([first], i) => first!.kind === 'data' || (kept[i + 1] ? kept[i + 1]![0]!.kind === 'data' : false),
    )
    .flat();
}
