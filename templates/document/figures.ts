import { invariant } from '../../compiler/plan/invariant.ts';
import type { PlannedFigure } from '../../compiler/plan/plan.ts';
import { coefficientFigure } from './coefficient-figure.ts';
import { analysisOf, type Context } from './context.ts';
import { curveFigure } from './curve-figure.ts';
import { distributionFigure } from './distribution-figure.ts';
import type { FigureDocument } from './document.ts';
import { densityFigure } from './placebo.ts';

/** By what is drawn; the names are those that declarations.ts offers. */
const drawings: Readonly<Record<string, (context: Context, figure: PlannedFigure) => FigureDocument>> = {
  density: (context, figure) =>
    analysisOf(context, figure.of).verb === 'describe'
      ? distributionFigure(context, figure)
      : densityFigure(context, figure),
  coefficients: coefficientFigure,
  curve: curveFigure,
};

/** A planned figure with its numbers in it. What it shows has results. */
export function figureDocument(context: Context, figure: PlannedFigure): FigureDocument {
  const drawing = drawings[figure.draw];
  invariant(drawing, `a figure that draws ${figure.draw}, since the check refuses others`);
  return drawing(context, figure);
}

/** Whether all that a figure shows has results: a model that failed takes its figures with it. */
export function isDrawn({ results, models }: Context, figure: PlannedFigure): boolean {
  return figure.models.length > 0
    ? figure.models.every((ref) => models.has(ref))
    : Object.hasOwn(results.analyses, figure.of);
}
