import { displayWidth } from '../../compiler/plan/display-width.ts';
import type { Look, Row, TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { textWidth } from '../document/width.ts';
import { fullWidth, rowCells, sourceLine } from './cells.ts';
import { latexOf } from './escape.ts';
import { GAP, type Fit } from './fit.ts';
import { headerLines } from './headings.ts';
import { wrapStubs } from './stub.ts';

const SMALL_SPACE = '\\addlinespace[2pt]';

/** What stands above the table. */
export function topRules({ rules }: Look): readonly string[] {
  return rules.doubled ? ['\\toprule', '\\addlinespace[-1pt]', '\\toprule'] : ['\\toprule'];
}

/** The panel's own heading and the headings of its columns. */
export function headLines(panel: TablePanel, { tight, heading }: Fit): readonly string[] {
  const gap = tight ? GAP.tight : GAP.normal;
  return [
    ...(panel.heading ? [fullWidth(latexOf(panel.heading), panel.columns.length), SMALL_SPACE] : []),
    ...panel.header.flatMap((row) => headerLines(row, { panel, heading, gap })),
  ];
}

/** Statistics below the terms, or a panel, of no more rows than this stay on one page. */
const KEPT = { block: 8, panel: 14 } as const;

/**
 * The rows, a rule between their blocks. `long`: pages may break, but neither within a term, nor after a heading, nor
 * where a few rows would be left over.
 */
export function bodyLines(panel: TablePanel, { stub, long }: Fit): readonly string[] {
  const { columns } = panel;
  const blocks = stub === null ? panel.blocks : panel.blocks.map((block) => wrapStubs(block, stub));
  const rows = blocks.map((block) => block.map((row) => rowCells(row, columns)));
  const widths = [0, ...columns.map((_, i) => i + 1)].map((i) =>
    Math.max(0, ...rows.flat().map((cells) => displayWidth(cells?.[i] ?? ''))),
  );
  const rule = long ? '\\studyrule' : '\\midrule';
  const small = blocks.reduce((sum, block) => sum + block.length, 0) <= KEPT.panel;
  const kept = (b: number): boolean => long && (small || (b > 0 && blocks[b]!.length <= KEPT.block));
  const between = blocks.flatMap((block, b) => [
    ...(b > 0 ? [rule] : []),
    ...block.map((row, r) => {
      const ends = b < blocks.length - 1 || panel.footer !== null;
      const tall = stub !== null && textWidth(plainText(row.stub)) > stub - row.indent;
      const after: After = { next: block[r + 1], ends, long, kept: kept(b), tall };
      return rowLine(row, after, rows[b]![r]!, panel, widths);
    }),
  ]);
  return [
    ...between,
    ...(panel.footer ? [SMALL_SPACE, fullWidth(latexOf(panel.footer), columns.length)] : []),
  ];
}

/** What follows a row: another in its block, or what may not be parted from it. */
interface After {
  readonly next: Row | undefined;
  readonly ends: boolean;
  readonly long: boolean;
  /** The rows of its block stay on one page. */
  readonly kept: boolean;
  /** Its heading takes several lines. */
  readonly tall: boolean;
}

/** One row in the source. */
function rowLine(
  row: Row,
  after: After,
  cells: readonly string[] | null,
  panel: TablePanel,
  widths: readonly number[],
): string {
  if (cells === null) {
    const text = row.cells[0]?.kind === 'text' ? latexOf(row.cells[0].text) : '';
    return fullWidth(text, panel.columns.length) + (after.long ? '*' : '');
  }
  return sourceLine(cells, widths, rowEnd(row, after, panel));
}

/** Space after the last line of a term, none within one; and between rows that may have several lines. */
function rowEnd(row: Row, { next, ends, long, kept, tall }: After, { columns }: TablePanel): string {
  if (!next) return long && ends ? '\\\\*' : '\\\\';
  const end = kept || (long && next.continues) ? '\\\\*' : '\\\\';
  // Space in the brackets of \\ is swallowed by the depth of a cell of several lines: there it has to follow the row.
  const several = columns.some((column) => column.wraps) || (tall && !next.continues);
  if (several) return `${end}\\addlinespace[\\studyskip]`;
  return row.continues && !next.continues ? `${end}[\\studyskip]` : end;
}
