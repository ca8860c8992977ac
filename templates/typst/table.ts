import type { Rich, Row, TableDocument, TablePanel } from '../document/document.ts';
import { noteParagraphs } from '../document/note-paragraphs.ts';
import { plainText } from '../document/rich.ts';
import { textWidth } from '../document/width.ts';
import type { Rendering } from '../rendering.ts';
import { typstOf, typstString } from './escape.ts';
import { isCjk } from './faces.ts';
import { type Fit, fitOf, sizes } from './fit.ts';
import { panelSlots } from './panel.ts';
import layout from './table.hbs';

/** Lines of a table that still stand on one page; a longer one breaks. */
const LONGEST_WHOLE = 38;

/** Widths in em at which a text takes another line: beside running text, and running text itself. */
const NAME = 12;
const RUNNING = 20;

/** About as many lines as the table takes. */
function linesOf({ panels, stub }: Fit): number {
  const lines = (row: Row, { columns }: TablePanel): number => {
    const wraps = columns.some((column) => column.wraps);
    const cells = row.cells.map((cell, i) =>
      cell.kind === 'text' ? textWidth(plainText(cell.text)) / (columns[i]?.wraps ? RUNNING : NAME) : 1,
    );
    const own = textWidth(plainText(row.stub)) / (wraps ? NAME : (stub ?? Number.POSITIVE_INFINITY));
    return Math.ceil(Math.max(1, own, ...(wraps ? cells : [])));
  };
  const rows = (panel: TablePanel): number =>
    panel.blocks.flat().reduce((sum, row) => sum + lines(row, panel), panel.header.length);
  return panels.reduce((sum, panel) => sum + rows(panel), 0);
}

/** The lines of a caption: bold, unless the style sets its parts apart. */
export function captionSource({ captionLines }: { readonly captionLines: readonly Rich[] }): string {
  const lines = captionLines.map((line) =>
    line.some(({ style }) => style !== undefined) ? typstOf(line) : `strong(${typstOf(line)})`,
  );
  return lines.join(' + linebreak() + ');
}

/**
 * A table as Typst for `#include`: a figure with its caption, three rules, numbers aligned at the point, its notes.
 * Fonts and margins are the document's. Every text is a string: nothing of it is markup or code.
 */
export function renderTable(table: TableDocument, to: Rendering): string {
  const own = isCjk(to.language) ? sizes.cjk : sizes.latin;
  const fit = fitOf(table.panels, own);
  const [first, ...rest] = fit.panels.map((panel) => panelSlots(panel, fit));
  const { rules, caption } = table.look;
  return to.layout(
    'typst/table',
    layout,
  )({
    outer: `${rules.outer}pt`,
    doubled: rules.doubled,
    inner: `${rules.inner}pt`,
    size: `${fit.size}pt`,
    noteSize: `${own.note}pt`,
    gap: `${fit.gap / 2}em`,
    turned: fit.turned,
    long: linesOf(fit) > LONGEST_WHOLE,
    captionAlign: caption,
    caption: captionSource(table),
    continued: typstOf(table.continued),
    number: typstString(String(table.number)),
    label: typstString(`tab:${table.label.replace(/^tab:/, '')}`),
    panels: [{ ...first, first: true }, ...rest],
    notes: noteParagraphs(table).map(typstOf),
  });
}
