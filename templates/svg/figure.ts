import type { FigureDocument } from '../document/document.ts';
import { renderCurve } from './curve.ts';
import { renderLevels } from './levels.ts';
import { renderDensity } from './placebo.ts';
import { renderTerms } from './terms.ts';

/** A figure as SVG, 680 wide, real text, the same bytes everywhere. language: of the text, as a BCP 47 tag. */
export function renderFigure(figure: FigureDocument, language: string): string {
  switch (figure.draw) {
    case 'density':
      return renderDensity(figure, language);
    case 'coefficients':
      return figure.layout === 'levels' ? renderLevels(figure, language) : renderTerms(figure, language);
    case 'curve':
      return renderCurve(figure, language);
  }
}
