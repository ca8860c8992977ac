import type { FigureDocument } from '../document/document.ts';
import type { Rendering } from '../rendering.ts';
import { ACCENT, FAINT, GREY, INK } from '../svg/marks.ts';
import { renderFigure } from '../svg/figure.ts';
import { elementId, htmlOf } from './escape.ts';
import layout from './figure.hbs';

/** The page's colours for those of the drawing; `#fff` is its paper and the edge of a label on a line. */
const colours: Readonly<Record<string, string>> = {
  [INK]: 'currentColor',
  [GREY]: 'var(--muted)',
  [FAINT]: 'var(--faint)',
  [ACCENT]: 'var(--accent)',
  '#fff': 'var(--paper)',
};

/** A figure of the report: the drawing inline, in the colours of the page, its caption and notes. */
export function figureHtml(figure: FigureDocument, to: Rendering): string {
  const id = elementId('figure', figure.id);
  return to.layout(
    'html/figure',
    layout,
  )({
    id,
    drawing: adapted(renderFigure(figure, to.language), id).trimEnd(),
    caption: htmlOf(figure.caption),
    notes: figure.notes.length > 0 ? htmlOf([...figure.lead, ...figure.notes.flat()]) : '',
  });
}

/**
 * The drawing as a part of a page: its colours are variables, its ids begin with that of the figure. Only attributes
 * change: a quotation mark in a text is an entity.
 */
function adapted(svg: string, id: string): string {
  const coloured = svg.replace(/="(#[0-9a-f]{3,6})"/g, (whole, colour: string) => {
    const own = colours[colour];
    return own === undefined ? whole : `="${own}"`;
  });
  return coloured
    .replace(/ xml:lang="[^"]*"/, '')
    .replace(/ (id|aria-labelledby)="([^"]+)"/g, (_, name: string, ids: string) => {
      const renamed = ids.split(' ').map((one) => `${id}-${one.replace(/^.*-(?=title$|desc$)/, '')}`);
      return ` ${name}="${renamed.join(' ')}"`;
    });
}
