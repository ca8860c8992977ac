import { invariant } from '../../compiler/plan/invariant.ts';
import type { PlannedFigure } from '../../compiler/plan/plan.ts';
import type { Context } from './context.ts';
import { curveFigure } from './curve-figure.ts';
import type { FigureDocument } from './document.ts';
import { densityFigure } from './placebo.ts';

/** By what is drawn; the names are those that declarations.ts offers. */
const drawings: Readonly<Record<string, (context: Context, figure: PlannedFigure) => FigureDocument>> = {
  density: densityFigure,
  curve: curveFigure,
};

/** A planned figure with its numbers in it. The analysis that it shows has results. */
export function figureDocument(context: Context, figure: PlannedFigure): FigureDocument {
  const drawing = drawings[figure.draw];
  invariant(drawing, `a figure that draws ${figure.draw}, since the check refuses others`);
  return drawing(context, figure);
}
