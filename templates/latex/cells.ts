import { isAligned } from '../document/columns.ts';
import type { Cell, ColumnSpec, NumberCell, Row } from '../document/document.ts';
import { padTo } from '../document/padding.ts';
import { escapeLatex, latexOf } from './escape.ts';

/** In a column of numbers every text stands in braces: siunitx reads a bare `Yes` as a number, its e an exponent. */
export function textCell(text: string, column: ColumnSpec | undefined): string {
  return column?.align === 'decimal' && text !== '' ? `{${text}}` : text;
}

const brackets = { none: ['', ''], round: ['(', ')'], square: ['{[}', '{]}'] } as const;

export function cellSource(cell: Cell, column: ColumnSpec | undefined): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'none':
      return textCell('---', column);
    case 'text': {
      const text = latexOf(cell.text);
      return cell.span && cell.span > 1
        ? `\\multicolumn{${cell.span}}{${cell.align === 'left' ? 'l' : 'c'}}{${text}}`
        : textCell(text, column);
    }
    case 'number':
      return numberSource(cell, column);
  }
}

/** Counts are text: they are centred, and no decimal point lines them up. */
function numberSource(cell: NumberCell, column: ColumnSpec | undefined): string {
  const aligned =
    isAligned(cell) && column?.align === 'decimal' && !(column.decimals > 0 && !cell.printed.includes('.'));
  if (!aligned) return textCell(looseNumber(cell), column);
  const [open, close] = brackets[cell.bracket];
  const number = `${open}${cell.printed}${close}${starsSource(cell.stars)}`;
  return isBare(cell.printed) ? `{\\tablenum${BARE}{${number}}}` : number;
}

/** What siunitx needs so as not to put a zero before the point. In columns it is asked cell by cell: others keep theirs. */
const BARE = '[print-zero-integer=false]';

/** Whether a number has no digit before its point. */
const isBare = (printed: string): boolean => /^-?\./.test(printed);

const loose = { none: ['', ''], round: ['(', ')'], square: ['[', ']'] } as const;

function looseNumber(cell: NumberCell): string {
  const [open, close] = loose[cell.bracket];
  const upper = cell.upper ? `, ${printed(cell.upper.printed)}` : '';
  return `${open}${printed(cell.printed)}${upper}${close}${starsSource(cell.stars)}`;
}

/** \num only where the sign or an exponent needs it, so that font and minus agree with the column's. */
function printed(text: string): string {
  if (!/^-|e/.test(text)) return escapeLatex(text);
  return `\\num${isBare(text) ? BARE : ''}{${text}}`;
}

function starsSource(stars: string): string {
  if (stars === '') return '';
  return /^\*+$/.test(stars) ? `\\sym{${stars}}` : `{\\rlap{\\textsuperscript{${escapeLatex(stars)}}}}`;
}

/** A line may not begin with what would be the argument of the `\\` before it. */
function guarded(line: string): string {
  return /^\s*[[*]/.test(line) ? `{}${line}` : line;
}

/** The cells of a row, stub first; null for a row that is one full-width cell. */
export function rowCells(row: Row, columns: readonly ColumnSpec[]): readonly string[] | null {
  if (row.kind === 'group') return null;
  const stub = `${'\\quad '.repeat(row.indent)}${latexOf(row.stub)}`;
  return [stub, ...row.cells.map((cell, i) => cellSource(cell, columns[i]))];
}

/** One source line; columns padded, so that a diff is readable. */
export function sourceLine(cells: readonly string[], widths: readonly number[], end: string): string {
  const padded = cells.map((cell, i) => (i === cells.length - 1 ? cell : padTo(cell, widths[i] ?? 0)));
  return `${guarded(padded.join(' & ').trimEnd())} ${end}`;
}

/**
 * A cell over the whole width, on several lines if it needs them. It has no width of its own: a spanning cell wider
 * than its columns would widen the last one only.
 */
export function fullWidth(text: string, columns: number): string {
  return `\\multicolumn{${columns + 1}}{@{}l@{}}{\\rlap{\\parbox[t]{\\linewidth}{${text}\\strut}}} \\\\`;
}
