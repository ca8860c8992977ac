import { type ISectionOptions, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import type { ClaimList, Grid, List, Rich } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { textWidth } from '../document/width.ts';
import { BULLETS, STYLE } from './styles.ts';
import { noBorders } from './table.ts';
import { runsOf } from './text.ts';
import { lineWidth, type Typography, twips } from './typography.ts';

type Content = ISectionOptions['children'];

/** A cell of such a table: its paragraphs. */
interface Entry {
  readonly lines: readonly (readonly TextRun[])[];
  /** Of the widest line, in em. */
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** Of the verdict that the study does not expect: word and sign say it too. */
const ACCENT = '9B2226';
const GREY = 'A6A6A6';
/** Between the columns, in em. */
const GAP = 1;
/** How much wider than text a line of code is. */
const CODE = 1.4;

/** Claims with condition, values and verdict: a sign and a word. */
export function claimTable({ header, items }: ClaimList, type: Typography): Content {
  const rows = items.map(({ id, says, condition, values, expected, word }) => [
    entry([[{ text: id }]]),
    entry([says, [{ text: condition, style: 'code' as const }]].filter((line) => plainText(line) !== '')),
    entry([[{ text: values }]]),
    verdict(expected, word),
  ]);
  return plainTable(
    header.map((text) => entry([text])),
    rows,
    type,
  );
}

function verdict(expected: boolean, word: string): Entry {
  const text: Rich = [{ text: `${expected ? '✓' : '✗'} ${word}` }];
  const look = { bold: true, ...(expected ? {} : { color: ACCENT }) };
  return { ...entry([text]), lines: [text.map((part) => new TextRun({ ...look, ...part }))] };
}

/** A table that no journal prints: the sample ledger. */
export function gridTable({ header, rows, align }: Grid, type: Typography): Content {
  const line = (cells: readonly Rich[]): readonly Entry[] =>
    cells.map((text, i) => entry([text], align[i] ?? 'left'));
  return plainTable(line(header), rows.map(line), type);
}

export function listItems({ items }: List): Content {
  return items.map(
    (item) =>
      new Paragraph({
        style: STYLE.list,
        numbering: { reference: BULLETS, level: 0 },
        children: [...runsOf(item)],
      }),
  );
}

function entry(lines: readonly Rich[], align: 'left' | 'right' = 'left'): Entry {
  const widths = lines.map((line) =>
    line.reduce((sum, { text, style }) => sum + textWidth(text) * (style === 'code' ? CODE : 1), 0),
  );
  return { lines: lines.map((text) => runsOf(text)), width: Math.max(0, ...widths), align };
}

function plainTable(
  header: readonly Entry[],
  rows: readonly (readonly Entry[])[],
  type: Typography,
): Content {
  const em = twips(type.table);
  const needs = header.map(
    (cell, i) => (Math.max(cell.width, ...rows.map((row) => row[i]?.width ?? 0)) * 1.1 + GAP) * em,
  );
  const widths = shared(needs, lineWidth(false));
  const line = (cells: readonly Entry[], head: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      ...(head ? { tableHeader: true } : {}),
      children: cells.map((cell, i) => listCell(cell, widths, i, head)),
    });
  return [
    new Table({
      width: { size: lineWidth(false), type: 'dxa' },
      columnWidths: [...widths],
      layout: 'fixed',
      borders: noBorders,
      rows: [line(header, true), ...rows.map((row) => line(row, false))],
    }),
    new Paragraph({ style: STYLE.gap, keepNext: false, spacing: { after: twips(8) } }),
  ];
}

function listCell(cell: Entry, widths: readonly number[], index: number, head: boolean): TableCell {
  const line = { style: 'single', size: head ? 6 : 4, color: head ? '000000' : GREY } as const;
  const right = index === widths.length - 1 ? 0 : Math.round(widths[index]! * 0.05 + 60);
  return new TableCell({
    width: { size: widths[index]!, type: 'dxa' },
    margins: { left: 0, right: Math.min(right, 160), marginUnitType: 'dxa' },
    borders: { bottom: line },
    children: cell.lines.map(
      (runs) =>
        new Paragraph({
          style: STYLE.listText,
          alignment: cell.align,
          ...(head ? { keepNext: true } : {}),
          children: [...runs],
        }),
    ),
  });
}

/** Columns that need little have it; the rest of the line is for the others, alike. What is over, the widest has. */
export function shared(needs: readonly number[], room: number): readonly number[] {
  const order = needs.map((_, i) => i).sort((a, b) => needs[a]! - needs[b]! || a - b);
  const widths = needs.map(() => 0);
  let left = room;
  order.forEach((index, k) => {
    const last = k === order.length - 1;
    widths[index] = last ? left : Math.floor(Math.min(needs[index]!, left / (order.length - k)));
    left -= widths[index]!;
  });
  return widths;
}
