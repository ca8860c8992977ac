import type { ColumnSpec, HeaderRow, Inline, Rich, TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { columnWidth, pieces, textWidth } from '../document/width.ts';
import { fullWidth, sourceLine, textCell } from './cells.ts';
import { latexOf } from './escape.ts';

/** Widest text in em that a column of numbers can carry as its part of a heading. */
const PART = 4;

/** What sets the headings of a panel: its columns, and where they wrap. */
interface Setting {
  readonly panel: TablePanel;
  /** Width a column in em, or null: on one line. */
  readonly heading: number | null;
  /** Space between two columns in em. */
  readonly gap: number;
}

/**
 * A heading over all columns that is too long for them has the whole line: it would widen the last column only. Beside
 * a row heading it wraps, where headings may.
 */
function needsLine(row: HeaderRow, { panel, heading, gap }: Setting): boolean {
  const { columns } = panel;
  const [cell] = row.cells;
  if (!cell || columns.length === 1 || cell.span < columns.length) return false;
  if (row.stub.length > 0 && heading !== null) return false;
  const below = { ...panel, header: panel.header.filter((other) => other !== row) };
  const own = columns.reduce((sum, column, i) => sum + columnWidth(below, column, i) + gap, -gap);
  return textWidth(plainText(cell.text)) > Math.max(PART * columns.length, own);
}

/** A heading row and the rules under its spanning cells. */
export function headerLines(row: HeaderRow, setting: Setting): readonly string[] {
  const { columns } = setting.panel;
  const [only] = row.cells;
  if (only && needsLine(row, setting)) {
    const line = fullWidth(`\\centering ${latexOf(only.text)}`, columns.length);
    return only.rule ? [line, `\\cmidrule{1-${columns.length + 1}}`] : [line];
  }
  const rules = row.cells.filter((cell) => cell.rule).map((cell) => ruleUnder(cell, columns.length));
  const line = sourceLine([latexOf(row.stub), ...headingCells(row, setting)], [], '\\\\');
  return rules.length > 0 ? [line, rules.join('')] : [line];
}

function headingCells(row: HeaderRow, setting: Setting): readonly string[] {
  return setting.panel.columns.flatMap((column, i) => {
    const cell = row.cells.find(({ start, span }) => i >= start && i < start + span);
    if (!cell) return [''];
    if (i > cell.start) return [];
    const text = headingText(cell, setting);
    return [cell.span > 1 ? `\\multicolumn{${cell.span}}{c}{${text}}` : textCell(text, column)];
  });
}

/** On as many lines as the width of its columns asks for. */
function headingText(cell: HeaderRow['cells'][number], { panel, heading, gap }: Setting): string {
  if (heading === null) return latexOf(cell.text);
  const below: TablePanel = {
    ...panel,
    header: panel.header.filter((row) => !row.cells.includes(cell)),
  };
  const own = panel.columns
    .slice(cell.start, cell.start + cell.span)
    .reduce((sum, column: ColumnSpec, k) => sum + columnWidth(below, column, cell.start + k, heading), 0);
  const width = cell.span === 1 ? Math.max(heading, own) : Math.max(heading, own + gap * (cell.span - 1));
  const found = richLines(cell.text, width);
  return found.length === 1
    ? latexOf(cell.text)
    : `\\studyhead{${found.map(latexOf).map(guarded).join('\\\\')}}`;
}

/** What LaTeX would take for an argument of the `\\` before it. */
function guarded(line: string): string {
  return /^\s*[[*]/.test(line) ? `{}${line}` : line;
}

/** A text in lines of `width` em, styles kept. */
function richLines(text: Rich, width: number): readonly Rich[] {
  const found: Inline[][] = [[]];
  for (const piece of text.flatMap((run) => pieces(run.text).map((part) => ({ ...run, text: part })))) {
    const line = found.at(-1)!;
    const full = line.length > 0 && textWidth(plainText([...line, piece]).trimEnd()) > width;
    if (full) found.push([piece]);
    else line.push(piece);
  }
  return found.map(trimmed);
}

/** Without the space at its end; neighbours of one style are one run again. */
function trimmed(line: readonly Inline[]): Rich {
  const runs: Inline[] = [];
  for (const run of line) {
    const last = runs.at(-1);
    if (last && last.style === run.style) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return runs.map((run, i) => (i === runs.length - 1 ? { ...run, text: run.text.trimEnd() } : run));
}

/** Trimmed, so that groups part; a rule over all columns ends with the rules of the table. */
function ruleUnder({ start, span }: HeaderRow['cells'][number], columns: number): string {
  return `\\cmidrule(${span === columns ? 'l' : 'lr'}){${start + 2}-${start + span + 1}}`;
}
