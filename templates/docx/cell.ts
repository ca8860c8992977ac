import {
  AlignmentType,
  BorderStyle,
  type IBorderOptions,
  Paragraph,
  TableCell,
  TabStopType,
  type TextRun,
} from 'docx';
import type { Cell, ColumnSpec, NumberCell, Rich } from '../document/document.ts';
import { STYLE } from './styles.ts';
import { numberRuns, runsOf } from './text.ts';
import { pointOf, type Widths } from './widths.ts';

/** Thicknesses in points; none where there is no rule. */
export interface Rules {
  readonly top?: number;
  readonly bottom?: number;
  /** Whether the upper one is double. */
  readonly doubled?: boolean;
}

/** How the paragraphs of a row are set. */
export interface RowSetting {
  readonly widths: Widths;
  readonly tight: boolean;
  /** Not parted from the row that follows. */
  readonly keepNext: boolean;
  /** Space above and below its text, in twips. */
  readonly before: number;
  readonly after: number;
  readonly align: 'top' | 'bottom';
  readonly rules: Rules;
}

/** A cell that spans `span` columns from column `start` of the table; column 0 has the row headings. */
export interface Place {
  readonly start: number;
  readonly span: number;
}

export interface CellText {
  readonly runs: readonly TextRun[];
  readonly align: 'left' | 'center';
  /** Of the decimal tab that the text stands at, in twips. */
  readonly point?: number;
  readonly indent?: number;
  /** Thickness in points of a rule as wide as the text's room: it ends before the next group begins. */
  readonly under?: number;
  readonly merge?: 'restart' | 'continue';
}

const EIGHTHS = 8;

/** A black line of so many points, or two. */
export function rule(points: number, doubled = false): IBorderOptions {
  const style = doubled ? BorderStyle.DOUBLE : BorderStyle.SINGLE;
  return { style, size: Math.max(2, Math.round(points * EIGHTHS)), color: '000000' };
}

/** The row headings begin where the rules begin, and the last column ends where they end. */
export function tableCell(text: CellText, place: Place, row: RowSetting): TableCell {
  const { columns, padding } = row.widths;
  const width = columns.slice(place.start, place.start + place.span).reduce((sum, one) => sum + one, 0);
  const { top, bottom, doubled } = row.rules;
  return new TableCell({
    children: [paragraph(text, row)],
    width: { size: width, type: 'dxa' },
    margins: { left: place.start === 0 ? 0 : padding, right: padding, marginUnitType: 'dxa' },
    verticalAlign: row.align,
    borders: {
      ...(top === undefined ? {} : { top: rule(top, doubled) }),
      ...(bottom === undefined ? {} : { bottom: rule(bottom) }),
    },
    ...(place.span > 1 ? { columnSpan: place.span } : {}),
    ...(text.merge ? { verticalMerge: text.merge } : {}),
  });
}

function paragraph(text: CellText, row: RowSetting): Paragraph {
  return new Paragraph({
    style: row.tight ? STYLE.tableTight : STYLE.tableText,
    alignment: text.align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
    ...(row.keepNext ? { keepNext: true } : {}),
    ...(row.before + row.after > 0 ? { spacing: { before: row.before, after: row.after } } : {}),
    ...(text.indent ? { indent: { left: text.indent } } : {}),
    ...(text.point === undefined ? {} : { tabStops: [{ type: TabStopType.DECIMAL, position: text.point }] }),
    ...(text.under === undefined ? {} : { border: { bottom: { ...rule(text.under), space: 1 } } }),
    children: [...text.runs],
  });
}

export const emptyText: CellText = { runs: [], align: 'left' };

export function words(text: Rich, align: 'left' | 'center'): CellText {
  return { runs: runsOf(text), align };
}

/** What a cell of the table's body shows. column: of the table, from 1. */
export function cellText(cell: Cell, spec: ColumnSpec, column: number, widths: Widths): CellText {
  switch (cell.kind) {
    case 'empty':
      return emptyText;
    case 'none':
      return words([{ text: '—' }], spec.align === 'left' ? 'left' : 'center');
    case 'text':
      return words(cell.text, cell.align ?? (spec.align === 'left' ? 'left' : 'center'));
    case 'number':
      return standsAtPoint(cell, spec)
        ? { runs: numberRuns(cell), align: 'left', point: pointOf(spec, widths.columns[column]!, widths) }
        : { runs: numberRuns(cell), align: spec.align === 'left' ? 'left' : 'center' };
  }
}

/** Counts under decimals are centred, as are intervals and powers of ten: no point lines them up. */
function standsAtPoint(cell: NumberCell, spec: ColumnSpec): boolean {
  if (spec.align !== 'decimal' || cell.upper !== undefined || !/^[<>]?-?\d+(\.\d+)?$/.test(cell.printed))
    return false;
  return spec.decimals === 0 || cell.printed.includes('.');
}
