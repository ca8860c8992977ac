import type { FigureDocument } from '../document/document.ts';
import type { Rendering } from '../rendering.ts';
import { renderFigure } from '../svg/figure.ts';
import type { Colours } from '../svg/marks.ts';
import { elementId, htmlOf } from './escape.ts';
import layout from './figure.hbs';
import { captionHtml } from './table.ts';

/** The page's names of the colours, which are others in the dark. */
const colours: Colours = {
  ink: 'currentColor',
  grey: 'var(--muted)',
  faint: 'var(--faint)',
  rule: 'var(--rule)',
  pale: 'var(--soft)',
  accent: 'var(--accent)',
  paper: 'var(--paper)',
};

/** A figure of the report: the drawing inline, in the colours of the page, its caption and notes. */
export function figureHtml(figure: FigureDocument, to: Rendering): string {
  const id = elementId('figure', figure.id);
  return to.layout(
    'html/figure',
    layout,
  )({
    id,
    drawing: within(renderFigure(figure, to.language, { colours }), id).trimEnd(),
    caption: captionHtml(figure),
    notes: figure.notes.length > 0 ? htmlOf([...figure.lead, ...figure.notes.flat()]) : '',
  });
}

/** The drawing as a part of a page, its ids after that of the figure. Quotation marks of a text are entities. */
function within(svg: string, id: string): string {
  return svg
    .replace(/ xml:lang="[^"]*"/, '')
    .replace(/ (id|aria-labelledby)="([^"]+)"/g, (_, name: string, ids: string) => {
      const own = ids.split(' ').map((one) => `${id}-${one.replace(/^.*-(?=title$|desc$)/, '')}`);
      return ` ${name}="${own.join(' ')}"`;
    });
}
