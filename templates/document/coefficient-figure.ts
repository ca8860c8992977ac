import type { PlannedFigure, PlannedTable } from '../../compiler/plan/plan.ts';
import { columnsNamed } from './coded-terms.ts';
import { type Context, type Model, modelOf } from './context.ts';
import { captionOf, leadOf } from './captions.ts';
import type { CoefficientFigure, CoefficientMark, Rich } from './document.ts';
import type { CoefficientFigureFacts } from './facts.ts';
import { coefficientFacts } from './inference-facts.ts';
import { termLabel } from './labels.ts';
import { type LevelAxis, levelAxis } from './level-axis.ts';
import { modelLabels } from './model-labels.ts';
import { toRich } from './rich.ts';
import { sameTerm, termsOf, usualOrder } from './terms.ts';

type FigureRow = CoefficientFigure['rows'][number];

/** Coefficients of models with their intervals: a row for each term, or one `i()` along its levels. */
export function coefficientFigure(context: Context, figure: PlannedFigure): CoefficientFigure {
  const { locale } = context;
  const models = figure.models.map((ref) => modelOf(context, ref));
  const terms = drawnTerms(context, figure, models);
  const levels = levelAxis(context, models, terms);
  const rows = levels ? levelRows(levels, models) : terms.map((term, i) => termRow(context, models, term, i));
  const series = modelLabels(context, models);
  const facts = figureFacts(context, models, series, levels);
  const { title, caption, captionLines } = captionOf(
    context,
    'figure',
    figure,
    locale.words.titles['coefficients']!,
  );
  const layout = levels ? 'levels' : 'terms';
  return {
    ...{ kind: 'figure', draw: 'coefficients', layout, id: figure.id, number: figure.number, title },
    ...{ caption, captionLines },
    description: locale.figure.coefficients(layout, rows.length, models.length),
    series,
    rows: rows.filter((row) => row.marks.length > 0),
    event: levels?.event ?? null,
    words: {
      estimate: locale.figure.estimate(facts.level, shortErrors(facts)),
      levels: levels ? toRich(levels.label) : null,
    },
    lead: leadOf(context),
    notes: locale.sentences(locale.notes.coefficientFigure(facts)),
  };
}

/** What the figure lists, in its order, or everything but the constant. */
function drawnTerms(context: Context, figure: PlannedFigure, models: readonly Model[]): readonly string[] {
  const present = termsOf(models);
  if (figure.terms.length === 0)
    return usualOrder(
      context,
      present.filter((term) => term !== '(Intercept)'),
    );
  const named = figure.terms.flatMap((name) =>
    columnsNamed(context, models, name === '_cons' ? '(Intercept)' : name),
  );
  return [...new Set(named.flatMap((name) => present.filter((term) => sameTerm(term, name))))];
}

function termRow(context: Context, models: readonly Model[], term: string, at: number): FigureRow {
  const label = toRich(termLabel(context, term));
  return { label, at, marks: models.flatMap((model, series) => markOf(model, series, term)) };
}

function markOf({ record }: Model, series: number, name: string): readonly CoefficientMark[] {
  const term = record.terms.find((one) => sameTerm(one.term, name));
  if (!term || term.estimate === null) return [];
  const { estimate, conf_low, conf_high } = term;
  const interval = conf_low === null || conf_high === null ? null : ([conf_low, conf_high] as const);
  const source = `${record.id}.${term.term}.estimate`;
  return [{ series, estimate, interval, reference: false, source }];
}

function levelRows({ levels }: LevelAxis, models: readonly Model[]): readonly FigureRow[] {
  return levels.map(({ label, at, columns }) => ({
    label,
    at,
    marks: models.flatMap((model, series): readonly CoefficientMark[] => {
      const column = columns[series];
      if (column === 'reference')
        return [{ series, estimate: 0, interval: null, reference: true, source: '' }];
      return column ? markOf(model, series, column) : [];
    }),
  }));
}

function figureFacts(
  context: Context,
  models: readonly Model[],
  series: readonly Rich[],
  levels: LevelAxis | null,
): CoefficientFigureFacts {
  const { inference, estimator, sample, data } = coefficientFacts(context, asTable, models, false);
  const ofLevel = new Set(models.map(({ record }) => record.level));
  return {
    estimator: { ...estimator, columns: 1 },
    sample: { ...sample, of: 'models' },
    data,
    level: ofLevel.size === 1 ? inference.level : null,
    vcovs: inference.vcovs.map((fact) => ({
      fact,
      models: fact.columns?.map((column) => series[column - 1]!) ?? null,
    })),
    reference: levels?.reference ?? null,
    event: levels?.event !== null && levels !== null,
  };
}

/** A figure of estimates and intervals, as the facts of tables know it. */
const asTable: PlannedTable = {
  ...{ id: '', number: 0, title: null, label: '', panels: [], rows: [], omit: [], indicate: [] },
  ...{ header: null, labels: null, names: 'label', digits: 3, stars: [], statistics: [] },
  ...{ cells: ['estimate', 'ci'], fixedEffects: false, notes: ['auto'] },
};

/** `HC1` for the name of the axis, where that says all. */
function shortErrors({ vcovs }: CoefficientFigureFacts): string | null {
  const [only, ...others] = vcovs;
  return only && others.length === 0 && /^HC\d$/.test(only.fact.type) ? only.fact.type : null;
}
