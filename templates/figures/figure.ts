import type { FigureDocument } from '../document/document.ts';
import { drawCurve } from './curve.ts';
import { drawDistributions } from './distributions.ts';
import type { Drawing } from './drawing.ts';
import { drawLevels } from './levels.ts';
import { drawPlacebo } from './placebo.ts';
import { drawTerms } from './terms.ts';

const drawings = new WeakMap<FigureDocument, Drawing>();

/** A figure as marks, 680 pixels wide, the same everywhere, and so drawn once for all formats. */
export function drawFigure(figure: FigureDocument): Drawing {
  const drawing = drawings.get(figure) ?? drawn(figure);
  drawings.set(figure, drawing);
  return drawing;
}

function drawn(figure: FigureDocument): Drawing {
  switch (figure.draw) {
    case 'density':
      return drawPlacebo(figure);
    case 'coefficients':
      return figure.layout === 'levels' ? drawLevels(figure) : drawTerms(figure);
    case 'distributions':
      return drawDistributions(figure);
    case 'curve':
      return drawCurve(figure);
  }
}
