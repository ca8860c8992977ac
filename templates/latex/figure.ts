import { plainText } from '../document/rich.ts';
import type { FigureDocument } from '../document/document.ts';
import { type Colour, colours, type Drawing, type Mark } from '../figures/drawing.ts';
import { drawFigure } from '../figures/figure.ts';
import { textsOf } from '../figures/texts.ts';
import { plainRendering, type Rendering } from '../rendering.ts';
import { latexOf } from './escape.ts';
import layout from './figure.hbs';
import { hasIdeographs } from './preamble.ts';
import { colourName, tikzOf } from './tikz.ts';

/**
 * A figure as a LaTeX fragment for `\input`: TikZ without libraries, as wide as the line, in the document's fonts at
 * whole points, none below 7. The first line names the packages; nothing in a label can leave its node.
 */
export function renderFigure(figure: FigureDocument, to: Rendering = plainRendering): string {
  const drawing = drawFigure(figure);
  const notes = latexOf([...figure.lead, ...figure.notes.flat()]);
  return to.layout(
    'latex/figure',
    layout,
  )({
    packages: `tikz${isCjk(figure, drawing) ? ' ; ctex or xeCJK' : ''}`,
    colours: definitions(drawing.marks),
    ...{ width: drawing.width, height: Math.ceil(drawing.height) },
    lines: drawing.marks.flatMap(tikzOf),
    caption: `\\caption{${latexOf(figure.title)}}\\label{fig:${labelOf(figure.id)}}`,
    notes: figure.notes.length > 0 ? [notes] : [],
  });
}

function isCjk({ title, lead, notes }: FigureDocument, { marks }: Drawing): boolean {
  const drawn = textsOf(marks).flatMap(({ text }) => text);
  return hasIdeographs(plainText([...title, ...lead, ...notes.flat(), ...drawn]));
}

/** A label names a thing and is never shown: what LaTeX could read as something else becomes a hyphen. */
function labelOf(id: string): string {
  return id.replace(/[^\p{L}\p{N}_.:-]/gu, '-');
}

/** The colours that are used and that a document does not have. */
function definitions(marks: readonly Mark[]): readonly string[] {
  const used = new Set(marks.flatMap(coloursOf));
  return (Object.keys(colours) as Colour[])
    .filter((colour) => used.has(colour) && colourName(colour).startsWith('studyc'))
    .map((colour) => {
      const hex = colours[colour].slice(1).toUpperCase();
      return `\\definecolor{${colourName(colour)}}{HTML}{${hex}}`;
    });
}

function coloursOf(mark: Mark): readonly Colour[] {
  if (mark.kind === 'group') return mark.marks.flatMap(coloursOf);
  if (mark.kind === 'text') return [mark.colour];
  if (mark.kind === 'line') return [mark.stroke.colour];
  const { fill, stroke } = mark.paint;
  return [...(fill ? [fill] : []), ...(stroke ? [stroke.colour] : [])];
}
