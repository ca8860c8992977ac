import { invariant } from '../../compiler/plan/invariant.ts';
import type { PlaceboParameters, PlannedFigure } from '../../compiler/plan/plan.ts';
import type { PlaceboRecord } from '../../runtime/results/results.ts';
import { analysisOf, type Context, modelOf } from './context.ts';
import { captionOf, leadOf } from './captions.ts';
import type { DensityFigure } from './document.ts';
import type { PlaceboFacts } from './facts.ts';
import { formatDecimal, withMinus } from './format-number.ts';
import { nounOf, termLabel } from './labels.ts';

/** Draws that have a point of their own; the density is of all. More would only be darker, and a file of megabytes. */
const MOST_POINTS = 5000;
/** Decimals of the true estimate beside its line. */
const ESTIMATE_DIGITS = 3;

/** The placebo as a figure: estimates and p-values of the draws, and the estimate that they are compared with. */
export function densityFigure(context: Context, figure: PlannedFigure): DensityFigure {
  const { locale } = context;
  const record = placeboRecord(context, figure.of);
  const { estimate } = record.actual;
  invariant(estimate !== null, `an estimate for the placebo ${figure.of}`);
  const printed = formatDecimal(estimate, ESTIMATE_DIGITS);
  const draws = record.draws.filter((draw) => draw.estimate !== null && draw.p !== null);
  const { title, caption, captionLines } = captionOf(
    context,
    'figure',
    figure,
    locale.words.titles['placebo']!,
  );
  return {
    kind: 'figure',
    draw: 'density',
    id: figure.id,
    number: figure.number,
    title,
    ...{ caption, captionLines },
    description: locale.figure.description(draws.length, withMinus(printed)),
    estimates: draws.map((draw) => draw.estimate!),
    normal: normalOf(record.summary),
    p: draws.slice(0, MOST_POINTS).map((draw) => draw.p!),
    actual: { value: estimate, printed, source: `${figure.of}.actual.estimate` },
    words: locale.words.placebo,
    lead: leadOf(context),
    notes: locale.sentences(locale.notes.placebo(placeboFacts(context, figure.of, record))),
  };
}

function normalOf({ mean, sd }: PlaceboRecord['summary']): DensityFigure['normal'] {
  return mean !== null && sd !== null && sd > 0 ? { mean, sd } : null;
}

function placeboRecord(context: Context, id: string): PlaceboRecord {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'placebo', `a result of placebo for ${id}`);
  return record;
}

function placeboFacts(context: Context, id: string, record: PlaceboRecord): PlaceboFacts {
  const { model } = analysisOf(context, id).options;
  const { record: estimated, planned } = modelOf(context, String(model));
  const { within, unit, term } = record.permuted;
  const used = record.draws.filter((draw) => draw.estimate !== null).length;
  const above = record.summary.share_p_above_10;
  return {
    term: termLabel(context, term),
    draws: record.draws.length,
    failed: record.draws.length - used,
    points: used > MOST_POINTS ? MOST_POINTS : null,
    rows: estimated.n,
    model: planned.ref,
    place: placeOf(context, planned.ref),
    within: within === null ? null : nounOf(context, within),
    unit: unit === null ? null : nounOf(context, unit),
    shareAbove: above === null ? null : formatDecimal(100 * above, 1),
    statistic: record.statistic,
    letter: estimated.statistic,
    extreme: extremeDraws(record.p, used),
    p: record.p,
    error: formatDecimal(record.monte_carlo_error, 3),
    seed: seedOf(context, id),
  };
}

/** The first column of a table that shows a model. */
export function placeOf({ plan }: Context, ref: string): PlaceboFacts['place'] {
  for (const table of plan.tables) {
    const column = table.panels.flatMap((panel) => panel.models).indexOf(ref);
    if (column >= 0) return { table: table.number, column: column + 1 };
  }
  return null;
}

/** From p = (1 + k) / (1 + draws) back to k; null where p is not of that form. */
function extremeDraws(p: number, draws: number): number | null {
  const count = p * (draws + 1);
  return Math.abs(count - Math.round(count)) < 1e-6 ? Math.round(count) - 1 : null;
}

function seedOf({ plan }: Context, id: string): number | null {
  const analysis = plan.analyses.find((candidate) => candidate.id === id);
  const step = plan.steps.find((candidate) => candidate.id === analysis?.steps['placebo']);
  return step ? (step.parameters as PlaceboParameters).seed : null;
}
