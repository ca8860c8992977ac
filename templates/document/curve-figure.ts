import type { CurveChoice, PlannedFigure } from '../../compiler/plan/plan.ts';
import { analysisOf, type Context, type Model, modelOf } from './context.ts';
import { curveAxes } from './curve-choices.ts';
import { captionOf, leadOf } from './captions.ts';
import type { CurveFigure, CurvePoint } from './document.ts';
import { formatDecimal, formatTrimmed, withMinus } from './format-number.ts';
import { termLabel } from './labels.ts';
import { placeOf } from './placebo.ts';

/** Models that have a point of their own; more would be a band of ink in which no choice can be read. */
const MOST_POINTS = 300;
const ESTIMATE_DIGITS = 3;

/** One model of a curve with an estimate, and what it chose. */
export interface DrawnModel {
  readonly choice: CurveChoice;
  readonly model: Model;
  readonly point: CurvePoint;
}

/** A specification curve as a figure: its models by the size of the estimate, and their choices. */
export function curveFigure(context: Context, figure: PlannedFigure): CurveFigure {
  const { locale } = context;
  const words = locale.figure.curve;
  const { drawn, missing, repeated } = drawnModels(context, figure.of);
  const shown = thinned(drawn);
  const own = drawn.find(({ point }) => point.own);
  const level = modelOf(context, choicesOf(context, figure.of)[0]!.ref).record.level;
  const term = followed(context, figure.of);
  const printed = (value: number): string => withMinus(formatDecimal(value, ESTIMATE_DIGITS));
  const { title, caption, captionLines } = captionOf(
    context,
    'figure',
    figure,
    locale.words.titles['curve']!,
  );
  const alpha = formatTrimmed(1 - level);
  return {
    kind: 'figure',
    draw: 'curve',
    id: figure.id,
    number: figure.number,
    title,
    ...{ caption, captionLines },
    description: words.description(drawn.length),
    points: shown.map(({ point }) => point),
    axes: curveAxes(context, drawn, shown),
    words: {
      y: words.y(term),
      own: words.own(own ? printed(own.point.estimate) : ''),
      significant: words.significant(alpha),
      insignificant: words.insignificant(alpha),
    },
    lead: leadOf(context),
    notes: locale.sentences(
      words.notes({
        term,
        models: drawn.length,
        points: shown.length < drawn.length ? shown.length : null,
        ...{ missing, repeated, level },
        significant: drawn.filter(({ point }) => point.significant).length,
        median: drawn.length === 0 ? '—' : printed(medianOf(drawn)),
        own: own
          ? { ref: baseOf(context, figure.of), place: placeOf(context, baseOf(context, figure.of)) }
          : null,
      }),
    ),
  };
}

function choicesOf(context: Context, id: string): readonly CurveChoice[] {
  return analysisOf(context, id).options['choices'] as unknown as readonly CurveChoice[];
}

/** The reference of the model that the curve starts from. */
function baseOf(context: Context, id: string): string {
  return String(analysisOf(context, id).options['model']);
}

/** The label of the term that is followed; null where there are several. */
function followed(context: Context, id: string): string | null {
  const terms = new Set(choicesOf(context, id).map((choice) => choice.term));
  const [only] = terms;
  return terms.size === 1 && only !== undefined ? termLabel(context, only) : null;
}

/** The different models that have an estimate, by its size; equal ones in the order of the study. */
function drawnModels(
  context: Context,
  id: string,
): { readonly drawn: readonly DrawnModel[]; readonly missing: number; readonly repeated: number } {
  const start = context.models.get(baseOf(context, id))?.planned.step;
  const different = new Map<string, { readonly choice: CurveChoice; readonly model: Model }>();
  const choices = choicesOf(context, id);
  for (const choice of choices) {
    const model = modelOf(context, choice.ref);
    const key = `${model.planned.step} ${choice.term}`;
    if (!different.has(key)) different.set(key, { choice, model });
  }
  const drawn = [...different.values()].flatMap(({ choice, model }): readonly DrawnModel[] => {
    const { record, planned } = model;
    const term = record.terms.find((one) => one.term === choice.term);
    if (!term || term.estimate === null) return [];
    const { estimate, p, conf_low: low, conf_high: high } = term;
    const point: CurvePoint = {
      estimate,
      interval: low === null || high === null ? null : [low, high],
      significant: p !== null && p < 1 - record.level,
      own: planned.step === start,
      source: `${planned.ref}.${choice.term}.estimate`,
    };
    return [{ choice, model, point }];
  });
  return {
    drawn: drawn.sort((a, b) => a.point.estimate - b.point.estimate),
    missing: different.size - drawn.length,
    repeated: choices.length - different.size,
  };
}

/** Of models by their estimates, at least one: that in the middle, or halfway between two. */
function medianOf(drawn: readonly DrawnModel[]): number {
  const middle = (drawn.length - 1) / 2;
  const [low, high] = [drawn[Math.floor(middle)]!, drawn[Math.ceil(middle)]!];
  return low.point.estimate + (high.point.estimate - low.point.estimate) / 2;
}

/** Evenly spaced by rank, both ends and the model to start from among them. */
function thinned(drawn: readonly DrawnModel[]): readonly DrawnModel[] {
  if (drawn.length <= MOST_POINTS) return drawn;
  const step = (drawn.length - 1) / (MOST_POINTS - 1);
  const ranks = Array.from({ length: MOST_POINTS }, (_, i) => Math.round(i * step));
  const own = drawn.findIndex(({ point }) => point.own);
  const nearest = Math.min(Math.max(Math.round(own / step), 1), MOST_POINTS - 2);
  if (own > 0 && own < drawn.length - 1) ranks[nearest] = own;
  return ranks.map((rank) => drawn[rank]!);
}
