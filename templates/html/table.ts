import type { ColumnSpec, Rich, TableDocument, TablePanel } from '../document/document.ts';
import { noteParagraphs } from '../document/note-paragraphs.ts';
import type { Rendering } from '../rendering.ts';
import { rowGroups } from './body.ts';
import { elementId, escapeHtml, htmlOf } from './escape.ts';
import { columnGroups, headerRowsHtml } from './header.ts';
import { halvesOf } from './number.ts';
import tableLayout from './table.hbs';
import styleLayout from './table-style.hbs';
import { type View, viewsOf } from './views.ts';

/**
 * A table as a fragment for any page: a `figure` of class `studyc` with caption, panels and notes, after the style that
 * it needs. A page with several of them needs the style once, if the widths of columns (`.w7`) are those of all.
 */
export function renderTable(table: TableDocument, to: Rendering): string {
  return `<style>\n${tableStyle([table], to)}</style>\n${tableHtml(table, to)}`;
}

/** The rules for these tables, all under the class `studyc`. */
export function tableStyle(tables: readonly TableDocument[], to: Rendering): string {
  const columns = tables.flatMap(({ panels }) => panels.flatMap((panel) => panel.columns));
  const look = tables[0]?.look;
  return to.layout(
    'html/table-style',
    styleLayout,
  )({
    widths: widthsOf(columns).map((half) => ({ half, ch: half / 2 })),
    outer: look?.rules.outer ?? 0.8,
    // Two lines and as much between them.
    doubled: look?.rules.doubled ? [3 * look.rules.outer] : [],
    inner: look?.rules.inner ?? 0.5,
    caption: look?.caption ?? 'center',
  });
}

/** The widths that occur, in halves of a digit, ascending. */
function widthsOf(columns: readonly ColumnSpec[]): readonly number[] {
  const decimal = columns.filter(({ align }) => align === 'decimal').map(halvesOf);
  const widths = new Set(decimal.flatMap(({ before, after }) => [before, after]));
  return [...widths].sort((a, b) => a - b);
}

/** The figure without its style. */
export function tableHtml(table: TableDocument, to: Rendering): string {
  const id = elementId('table', table.id);
  const views = viewsOf(table.panels);
  return to.layout(
    'html/table',
    tableLayout,
  )({
    id,
    language: escapeHtml(to.language),
    caption: captionHtml(table),
    panels: table.panels.map((panel, i) =>
      panelSlots(panel, views[i]!, id, table.panels.length > 1 ? i + 1 : 0),
    ),
    notes: noteParagraphs(table).map(htmlOf).join('<br>'),
  });
}

/** number: of the panel, from 1; 0 where it is the only one. */
function panelSlots(panel: TablePanel, views: readonly View[], id: string, number: number): object {
  const own = panel.heading && number > 0 ? `${id}-panel-${number}` : '';
  const labelled = `${id}-caption ${own}`.trim();
  const name = own === '' ? ` aria-labelledby="${labelled}"` : '';
  return {
    labelled,
    views: views.map(({ part, classes }, i) => ({
      attributes: `${classes === '' ? '' : ` class="${classes}"`}${i === 0 ? name : ''}`,
      heading: part.heading ? htmlOf(part.heading.map(plainRun)) : '',
      headingId: i === 0 && own !== '' ? ` id="${own}"` : '',
      colgroups: columnGroups(part).map(({ span }) => span),
      header: headerRowsHtml(part),
      groups: rowGroups(part),
    })),
    footer: panel.footer ? htmlOf(panel.footer) : '',
  };
}

/** The lines of a caption. */
export function captionHtml({ captionLines }: { readonly captionLines: readonly Rich[] }): string {
  return captionLines.map(captionLine).join('<br>');
}

/** A line that the style sets as it likes stands as it is; any other is bold. */
function captionLine(line: Rich): string {
  const text = htmlOf(line);
  return line.some(({ style }) => style !== undefined) ? text : `<strong>${text}</strong>`;
}

/** A heading is set apart as a whole. */
function plainRun(run: Rich[number]): Rich[number] {
  return run.style === 'emphasis' || run.style === 'strong' ? { text: run.text } : run;
}
