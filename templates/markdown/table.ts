import type {
  Cell,
  ColumnSpec,
  NumberCell,
  Rich,
  Row,
  TableDocument,
  TablePanel,
} from '../document/document.ts';
import { noteParagraphs } from '../document/note-paragraphs.ts';
import { escapeLineStart, escapeMarkdown, markdownNumber, markdownOf } from './escape.ts';
import { plainRendering, type Rendering } from '../rendering.ts';
import { type Alignment, pipeTable } from './grid.ts';
import layout from './table.hbs';

/** A table as GitHub-flavoured Markdown: its number and title, its panels one below the other, its notes. */
export function renderTable(table: TableDocument, to: Rendering = plainRendering): string {
  return to.layout(
    'markdown/table',
    layout,
  )({
    caption: markdownCaption(table),
    panels: table.panels.map(panelSlots),
    notes: noteParagraphs(table).map((text) => escapeLineStart(markdownOf(text))),
  });
}

/** The lines of a caption. */
export function markdownCaption({ captionLines }: { readonly captionLines: readonly Rich[] }): string {
  return captionLines.map(captionLine).join('<br>');
}

/** Bold, unless the style sets its parts apart. */
function captionLine(line: Rich): string {
  const text = markdownOf(line);
  return line.some((run) => run.style !== undefined) ? text : `**${text}**`;
}

/** What spans every column has no place in a pipe table: it stands on a line above. */
function panelSlots(panel: TablePanel): object {
  const columns = panel.columns.length;
  const over = panel.header.flatMap((row) =>
    row.cells.filter((cell) => columns > 1 && cell.span === columns),
  );
  return {
    heading: panel.heading ? [`**${markdownOf(panel.heading.map(({ text }) => ({ text })))}**`] : [],
    over: over.map((cell) => escapeLineStart(markdownOf(cell.text))),
    grid: pipeTable(headerOf(panel), panel.blocks.flat().map(rowOf), [
      'left',
      ...panel.columns.map(alignmentOf),
    ]),
    footer: panel.footer ? [escapeLineStart(markdownOf(panel.footer))] : [],
  };
}

/** The lines of a heading in one cell each: a spanning cell is repeated over its columns. */
function headerOf({ header, columns }: TablePanel): readonly string[] {
  const lines = header.filter(
    (row) => !row.cells.some((cell) => columns.length > 1 && cell.span === columns.length),
  );
  const stub = lines.map((row) => markdownOf(row.stub)).filter((text) => text !== '');
  return [
    stub.join('<br>'),
    ...columns.map((_, i) =>
      lines
        .map((row) => headingAt(row.cells, i))
        .filter((text) => text !== '')
        .join('<br>'),
    ),
  ];
}

function headingAt(cells: TablePanel['header'][number]['cells'], column: number): string {
  const cell = cells.find(({ start, span }) => column >= start && column < start + span);
  return cell ? markdownOf(cell.text) : '';
}

/** Starred and bracketed numbers are centred, plain ones end together. */
function alignmentOf(column: ColumnSpec): Alignment {
  if (column.align !== 'decimal') return column.align;
  return column.starred || column.bracketed ? 'center' : 'right';
}

function rowOf(row: Row): readonly string[] {
  if (row.kind === 'group') return [row.cells[0]?.kind === 'text' ? markdownOf(row.cells[0].text) : ''];
  const indent = '&emsp;'.repeat(row.indent);
  return [indent + markdownOf(row.stub), ...row.cells.flatMap(cellsOf)];
}

function cellsOf(cell: Cell): readonly string[] {
  switch (cell.kind) {
    case 'text':
      return [markdownOf(cell.text), ...Array.from({ length: (cell.span ?? 1) - 1 }, () => '')];
    case 'empty':
      return [''];
    case 'none':
      return ['—'];
    case 'number':
      return [numberOf(cell)];
  }
}

const brackets = { none: ['', ''], round: ['(', ')'], square: ['\\[', '\\]'] } as const;

function numberOf(cell: NumberCell): string {
  const [open, close] = brackets[cell.bracket];
  const upper = cell.upper ? `, ${markdownNumber(cell.upper.printed)}` : '';
  return open + markdownNumber(cell.printed) + upper + close + escapeMarkdown(cell.stars);
}
