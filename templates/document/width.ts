import { isWide } from '../../compiler/plan/display-width.ts';
import type { Cell, ColumnSpec, TablePanel } from './document.ts';
import { plainText } from './rich.ts';

/** Mean width of a letter of a text face in em; an ideograph is 1. */
const LETTER = 0.45;
/** Width of a digit in em. */
const DIGIT = 0.5;

/** Width of a text in em of its font, as far as counting characters can tell. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (isWide(character) ? 1 : LETTER), 0);
}

/** Letters of a word that stay together, whatever the line. */
const LONGEST_PIECE = 24;

/** No line begins with a closing mark of East Asian type, nor ends with an opening one. */
const TOGETHER =
  /[（【《「『〈〔]*(?:(?![（【《「『〈〔、。，．；：！？）】》」』〉〕])[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef/_-]*[\s/_-]*)[、。，．；：！？）】》」』〉〕]*/gu;

/** What stays together on a line: up to a space, a hyphen, an underscore or a slash; one ideograph; part of a very long word. */
export function pieces(text: string): readonly string[] {
  const words = text.match(TOGETHER)?.filter(Boolean) ?? [];
  return words.flatMap((word) => {
    const letters = [...word];
    const count = Math.ceil(letters.length / LONGEST_PIECE);
    return Array.from({ length: count }, (_, i) =>
      letters.slice(i * LONGEST_PIECE, (i + 1) * LONGEST_PIECE).join(''),
    );
  });
}

/** A text in `count` lines at most, each no wider than `width` em but the last. */
export function lines(text: string, width: number, count: number): readonly string[] {
  const found: string[] = [''];
  for (const piece of pieces(text)) {
    const longer = found.at(-1)! + piece;
    const full = found.at(-1) !== '' && textWidth(longer.trimEnd()) > width && found.length < count;
    if (full) found.push(piece);
    else found[found.length - 1] = longer;
  }
  return found.map((line) => line.trim());
}

function cellWidth(cell: Cell): number {
  if (cell.kind === 'text') return cell.span ? 0 : textWidth(plainText(cell.text));
  if (cell.kind !== 'number') return 0;
  const upper = cell.upper ? cell.upper.printed.length + 4 : 0;
  return (cell.printed.length + upper) * DIGIT;
}

/** A heading over all columns has the whole line. */
function coversAll(cell: TablePanel['header'][number]['cells'][number], { columns }: TablePanel): boolean {
  return columns.length > 1 && cell.span === columns.length;
}

/**
 * Width of a column in em of the table's font, as far as counting characters can tell. heading: width beyond which a
 * heading takes several lines, where the format lets it.
 */
export function columnWidth(
  panel: TablePanel,
  column: ColumnSpec,
  index: number,
  heading: number = Number.POSITIVE_INFINITY,
): number {
  const digits =
    column.integers + column.decimals + 1 + (column.negative ? 1.5 : 0) + (column.bracketed ? 1.6 : 0);
  const cells = panel.blocks
    .flat()
    .flatMap((row) => (row.kind === 'data' && row.cells[index] ? [row.cells[index]!] : []));
  const heads = panel.header.flatMap((row) =>
    row.cells
      .filter((cell) => cell.start <= index && index < cell.start + cell.span && !coversAll(cell, panel))
      .map((cell) => Math.min(heading, textWidth(plainText(cell.text)) / cell.span)),
  );
  return Math.max(column.align === 'decimal' ? digits * DIGIT : 0, ...cells.map(cellWidth), ...heads);
}

/** Width of the widest row heading in em of the table's font. */
export function stubWidth(panel: TablePanel): number {
  const rows = panel.blocks.flat().filter((row) => row.kind === 'data');
  return Math.max(
    0,
    ...rows.map((row) => textWidth(plainText(row.stub)) + row.indent),
    ...panel.header.map((row) => textWidth(plainText(row.stub))),
  );
}
