import type { ClaimList, Grid, Rich } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { textWidth } from '../document/width.ts';
import { escapeLatex, latexOf } from './escape.ts';

/** Width of the line and space between two columns in em of the grids' font. */
const LINE = 40;
const GAP = 1.2;
/** Columns up to this width stand on one line. */
const NARROW = 11;

interface Column {
  readonly align: 'left' | 'right';
  /** Widest text in em. */
  readonly width: number;
}

/** A table that breaks across pages, its header repeated; header and rows hold escaped LaTeX. */
function longGrid(
  columns: readonly Column[],
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `${cells.map(guarded).join(' & ')} \\\\`;
  return [
    `{\\small\\setlength{\\LTleft}{0pt}\\setlength{\\LTright}{0pt}`,
    `\\begin{longtable}{@{}${columnTypes(columns).join('')}@{}}`,
    ...['\\toprule', line(header), '\\midrule', '\\endhead', '\\bottomrule', '\\endlastfoot'],
    ...rows.map(line),
    '\\end{longtable}}',
  ].join('\n');
}

/** What LaTeX would take for an argument of the `\\` before it. */
function guarded(cell: string): string {
  return /^\s*[[*]/.test(cell) ? `{}${cell}` : cell;
}

/** Narrow columns as they are; what is left of the line is shared by the others. */
function columnTypes(columns: readonly Column[]): readonly string[] {
  const narrow = columns.filter(({ width }) => width <= NARROW).reduce((sum, { width }) => sum + width, 0);
  const left = LINE - narrow - GAP * (columns.length - 1);
  const wide = columns.filter(({ width }) => width > NARROW);
  const whole = wide.reduce((sum, { width }) => sum + Math.min(width, LINE), 0);
  return columns.map(({ align, width }) => {
    if (width <= NARROW || whole <= left) return align === 'right' ? 'r' : 'l';
    const share = Math.floor((1000 * left * (Math.min(width, LINE) / whole)) / LINE) / 1000;
    return `>{\\raggedright\\arraybackslash}p{${share}\\linewidth}`;
  });
}

/** A plain grid: the sample ledger, tests of models. */
export function gridOf({ header, rows, align }: Grid): string {
  const widths = align.map((side, i) => ({
    align: side,
    width: Math.max(...[header, ...rows].map((row) => textWidth(plainText(row[i] ?? [])))),
  }));
  return longGrid(
    widths,
    header.map(latexOf),
    rows.map((row) => align.map((_, i) => latexOf(row[i] ?? []))),
  );
}

/** Every claim with its condition below it, its numbers and its verdict: a sign, and the word. */
export function claimsOf({ header, items }: ClaimList): string {
  const rows = items.map((item) => {
    const condition: Rich = item.condition === '' ? [] : [{ text: item.condition, style: 'code' }];
    const verdict = `${item.expected ? '\\ding{51}' : '\\ding{55}'}~${escapeLatex(item.word)}`;
    const claim = [item.says, condition].filter((part) => part.length > 0);
    return [escapeLatex(item.id), claim.map(latexOf).join('\\newline '), escapeLatex(item.values), verdict];
  });
  const texts = items.map((item) => [item.id, item.condition, item.values, `✓ ${item.word}`]);
  const columns = header.map((text, i): Column => {
    const widths = [plainText(text), ...texts.map((row) => row[i] ?? '')].map(textWidth);
    // Two paragraphs in a cell need a column of a fixed width.
    return { align: 'left', width: Math.max(i === 1 ? LINE : 0, ...widths) };
  });
  return longGrid(columns, header.map(latexOf), rows);
}
