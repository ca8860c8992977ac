import { displayWidth } from '../../compiler/plan/display-width.ts';
import { noteParagraphs } from '../document/note-paragraphs.ts';
import type {
  Cell,
  HeaderRow,
  NumberCell,
  Rich,
  Row,
  TableDocument,
  TablePanel,
} from '../document/document.ts';
import { numberText } from '../document/number-text.ts';
import { numberFormat, type Tail, tailOf } from './number-format.ts';
import type { Rules } from './styles.ts';
import { columnWidths } from './widths.ts';

/** A cell with something in it; `column` counts from 0, the stub being 0. */
export type RowCell =
  | {
      readonly kind: 'text';
      readonly column: number;
      readonly text: Rich;
      readonly span: number;
      readonly align: 'left' | 'center';
      readonly indent: number;
      readonly wraps: boolean;
    }
  | {
      readonly kind: 'number';
      readonly column: number;
      readonly value: number;
      readonly format: string;
      readonly align: 'center' | 'right';
    };

export interface SheetRow {
  readonly part: 'caption' | 'header' | 'body' | 'notes';
  readonly cells: readonly RowCell[];
  /** Rules over the whole width. */
  readonly above: keyof Rules | null;
  readonly below: keyof Rules | null;
  /** Columns, from and to, with a short rule below. */
  readonly ruled: readonly (readonly [from: number, to: number])[];
  readonly continues: boolean;
}

/** The rows of a sheet from the caption to the notes. */
export function tableRows(table: TableDocument): readonly SheetRow[] {
  const widths = columnWidths(table);
  const all = widths.length;
  const center = table.look.caption === 'center';
  const captions = table.captionLines.map((line) =>
    row('caption', [across(line, all, center ? 'center' : 'left')]),
  );
  const body = table.panels.flatMap((panel) => panelRows(panel, widths));
  const ruled = body.map((one, i) => ({
    ...one,
    above: i === 0 ? ('top' as const) : one.above,
    below: i === body.length - 1 ? ('outer' as const) : one.below,
  }));
  return [
    ...captions,
    ...ruled,
    ...noteParagraphs(table).map((text) => row('notes', [across(text, all, 'left')])),
  ];
}

function row(part: SheetRow['part'], cells: readonly RowCell[], more: Partial<SheetRow> = {}): SheetRow {
  return { part, cells, above: null, below: null, ruled: [], continues: false, ...more };
}

function across(content: Rich, span: number, align: 'left' | 'center'): RowCell {
  return { kind: 'text', column: 0, text: content, span, align, indent: 0, wraps: true };
}

function panelRows(panel: TablePanel, widths: readonly number[]): readonly SheetRow[] {
  const numbers = panel.columns.map((_, i) => numbersOf(panel, i));
  const columns = numbers.map((cells, i) => columnTail(cells, widths[i + 1]!));
  const header = panel.header.map((one) => headerRow(one));
  const blocks = panel.blocks.map((block) => block.map((one) => bodyRow(one, panel, columns, widths.length)));
  const last = header.length - 1;
  return [
    ...(panel.heading
      ? [row('body', [across(panel.heading, widths.length, 'left')], { above: 'inner' })]
      : []),
    ...header.map((one, i) => (i === last ? { ...one, below: 'inner' as const } : one)),
    ...blocks.flatMap((block, b) =>
      block.map((one, i) => (i === 0 && (b > 0 || last < 0) ? { ...one, above: 'inner' as const } : one)),
    ),
    ...(panel.footer ? [row('body', [across(panel.footer, widths.length, 'left')])] : []),
  ];
}

function headerRow({ stub, cells }: HeaderRow): SheetRow {
  const heads = cells.map(({ text, start, span }): RowCell => {
    return { kind: 'text', column: start + 1, text, span, align: 'center', indent: 0, wraps: true };
  });
  const ruled = cells.filter(({ rule }) => rule).map(({ start, span }) => [start + 1, start + span] as const);
  return row('header', [stubCell(stub, 0), ...heads], { ruled });
}

function stubCell(content: Rich, indent: number): RowCell {
  return { kind: 'text', column: 0, text: content, span: 1, align: 'left', indent, wraps: true };
}

function numbersOf({ blocks }: TablePanel, column: number): readonly NumberCell[] {
  return blocks.flat().flatMap(({ cells }) => {
    const cell = cells[column];
    return cell?.kind === 'number' && !cell.upper ? [cell] : [];
  });
}

/** Digits of room to the right at most: each width of it is a number format of its own, and Excel has only so many. */
const MARGIN = 5;

/** What stands behind the points of a column, and to the right of it so much that it stands below its heading. */
function columnTail(cells: readonly NumberCell[], width: number): Tail {
  const tails = cells.map(tailOf);
  const widest = Math.max(0, ...cells.map((cell) => displayWidth(numberText(cell))));
  return {
    decimals: Math.max(0, ...tails.map((one) => one.decimals)),
    stars: Math.max(0, ...tails.map((one) => one.stars)),
    bracketed: tails.some((one) => one.bracketed),
    margin: Math.max(0, Math.min(MARGIN, Math.floor((width - widest - 1) / 2))),
  };
}

function bodyRow(
  { kind, stub, cells, continues, indent }: Row,
  panel: TablePanel,
  columns: readonly Tail[],
  all: number,
): SheetRow {
  if (kind === 'group') {
    const [heading] = cells;
    return row('body', heading?.kind === 'text' ? [across(heading.text, all, heading.align ?? 'left')] : []);
  }
  let column = 0;
  const placed = cells.map((cell) => {
    const at = column;
    column += cell.kind === 'text' ? (cell.span ?? 1) : 1;
    return cellOf(cell, at, panel, columns[at]);
  });
  return row('body', [stubCell(stub, indent), ...placed.flat()], { continues });
}

function cellOf(
  cell: Cell,
  at: number,
  { columns }: TablePanel,
  setting: Tail | undefined,
): readonly RowCell[] {
  const column = at + 1;
  const plain = (text: string): RowCell => {
    return {
      ...{ kind: 'text', column, text: [{ text }], span: 1 },
      ...{ align: 'center', indent: 0, wraps: false },
    };
  };
  if (cell.kind === 'empty') return [];
  if (cell.kind === 'none') return [plain('—')];
  if (cell.kind === 'text') {
    const wraps = columns[at]?.wraps === true;
    const align = cell.align ?? (columns[at]?.align === 'left' ? 'left' : 'center');
    return [{ kind: 'text', column, text: cell.text, span: cell.span ?? 1, align, indent: 0, wraps }];
  }
  if (cell.upper || !setting) return [plain(numberText(cell).replaceAll('-', '\u2212'))];
  // Counts among numbers with decimals stand in the middle: they have no point to align.
  const count = setting.decimals > 0 && !cell.printed.includes('.') && cell.bracket === 'none';
  const format = numberFormat(cell, count ? tailOf(cell) : setting);
  return [{ kind: 'number', column, value: cell.value, format, align: count ? 'center' : 'right' }];
}
