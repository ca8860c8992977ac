import type { PlannedAnalysis, PlannedTable } from '../../compiler/plan/plan.ts';
import type { ModelRecord } from '../../runtime/results/results.ts';
import { hasStars } from './coefficients.ts';
import { analysisOf, type Context, type Model, modelOf, say } from './context.ts';
import { comparisonNotes, contrastNotes } from './comparisons.ts';
import { correlationFacts } from './correlations.ts';
import { jointFacts } from './curve.ts';
import { dataFacts } from './data-facts.ts';
import { describeRecord, statisticsOf } from './descriptive.ts';
import type { Rich, TablePanel } from './document.ts';
import { ended, wordingOf } from './fact-wording.ts';
import type { DescriptiveFacts, MediationFacts, SampleFact } from './facts.ts';
import { coefficientFacts } from './inference-facts.ts';
import { hypothesisNote } from './hypotheses.ts';
import { nounOf, variableLabel } from './labels.ts';
import { closedForms, indirectEffects, mediationsOf } from './mediation.ts';
import { toRich } from './rich.ts';
import { dataRows, intervalOf, panelFact } from './sample-facts.ts';

/** The notes of a table: what the table asks for, in its order; `auto` is what the results make necessary. */
export function tableNotes(
  context: Context,
  table: PlannedTable,
  panels: readonly TablePanel[],
): readonly Rich[] {
  return table.notes.flatMap((note) =>
    note === 'auto' ? automatic(context, table, panels) : [toRich(say(context, note.text))],
  );
}

function automatic(context: Context, table: PlannedTable, panels: readonly TablePanel[]): readonly Rich[] {
  const ids = analysesOf(context, table);
  const authors = ids.flatMap((id) => authorNote(context, analysisOf(context, id)));
  return [
    ...ownNotes(context, table, panels),
    ...testNotes(context, table),
    ...modelNotes(context, table),
    ...authors,
  ];
}

/** Sentences of the kind of table; stacked panels of several kinds each have theirs. */
function ownNotes(context: Context, table: PlannedTable, panels: readonly TablePanel[]): readonly Rich[] {
  const models = table.panels.flatMap((panel) => panel.models.map((ref) => modelOf(context, ref)));
  const kinds = new Set(
    table.panels.map((panel) => (panel.analysis ? analysisOf(context, panel.analysis).verb : 'models')),
  );
  const { notes } = context.locale;
  const mediated = table.panels.find(
    (panel) => panel.analysis && analysisOf(context, panel.analysis).verb === 'mediate',
  );
  const stars = hasStars(panels);
  const correlated = table.panels.flatMap(({ analysis }) =>
    analysis && analysisOf(context, analysis).verb === 'correlate' ? [analysis] : [],
  );
  const curves = table.panels.flatMap(({ analysis }) =>
    analysis && analysisOf(context, analysis).verb === 'curve' ? [analysis] : [],
  );
  return [
    ...(kinds.has('define') ? notes.definitions(definitionFacts(context, table)) : []),
    ...(kinds.has('describe') ? notes.descriptive(descriptiveFacts(context, table)) : []),
    ...correlated.flatMap((id) => notes.correlations(correlationFacts(context, table, id, stars))),
    ...curves.flatMap((id) => {
      const facts = jointFacts(context, id);
      return facts ? context.locale.figure.curve.joint(facts) : [];
    }),
    ...(mediated?.analysis
      ? notes.mediation(mediationFacts(context, table, mediated.analysis, models, stars))
      : kinds.has('models')
        ? notes.coefficients(coefficientFacts(context, table, models, stars))
        : []),
  ];
}

/** What is tested in the rows of the table, and how. */
function testNotes(context: Context, table: PlannedTable): readonly Rich[] {
  const models = table.panels.flatMap((panel) => panel.models.map((ref) => modelOf(context, ref)));
  const contrasts = table.panels.flatMap(({ analysis }) =>
    analysis && analysisOf(context, analysis).verb === 'contrast' ? [analysis] : [],
  );
  return [
    ...(table.statistics.includes('hypotheses') ? hypothesisNote(context, models) : []),
    ...(table.statistics.includes('compare') ? comparisonNotes(context, models) : []),
    ...contrasts.flatMap((id) => contrastNotes(context, id)),
  ];
}

function analysesOf(context: Context, table: PlannedTable): readonly string[] {
  const ids = table.panels.flatMap((panel) => [
    ...(panel.analysis ? [panel.analysis] : []),
    ...panel.models.map((ref) => modelOf(context, ref).analysis.id),
  ]);
  return [...new Set(ids)];
}

function authorNote(context: Context, analysis: PlannedAnalysis): readonly Rich[] {
  return analysis.note ? [toRich(say(context, analysis.note))] : [];
}

/** Notes of models that have sentences of their own. */
const SAID_ELSEWHERE: readonly string[] = [
  ...['collinear', 'bootstrap-failed-draws', 'separated-rows', 'average-margins', 'margins-at-means'],
];

/** Facts about the fitting of the models, with the columns that they are about. */
function modelNotes(context: Context, table: PlannedTable): readonly Rich[] {
  const models = table.panels.flatMap((panel) => panel.models.map((ref) => modelOf(context, ref)));
  const tests = table.statistics.includes('hypotheses');
  const columns = new Map<string, number[]>();
  models.forEach(({ record }, i) => {
    const wordings = record.notes
      .filter(({ code }) => !SAID_ELSEWHERE.includes(code))
      .map((note) => wordingOf(context, note));
    if (tests) wordings.push(...hypothesisNotes(context, record));
    for (const text of new Set(wordings)) columns.set(text, [...(columns.get(text) ?? []), i + 1]);
  });
  return [...columns].map(([text, where]) => context.locale.notes.ofColumns(where, ended(text)));
}

/** What there is to know of single hypotheses, by their names. */
function hypothesisNotes(context: Context, { hypotheses }: ModelRecord): readonly string[] {
  return Object.entries(hypotheses).flatMap(([name, { note }]) =>
    note ? [`${name}${context.locale.colon}${wordingOf(context, note)}`] : [],
  );
}

function definitionFacts(context: Context, table: PlannedTable): DescriptiveFacts {
  const names = table.panels.flatMap((panel) => {
    const variables = panel.analysis && analysisOf(context, panel.analysis).options['variables'];
    return Array.isArray(variables) ? variables.map(String) : [];
  });
  return { sample: null, data: dataFacts(context, [], names), extremes: false, percentiles: null };
}

function descriptiveFacts(context: Context, table: PlannedTable): DescriptiveFacts {
  const ids = table.panels.flatMap((panel) => (panel.analysis ? [panel.analysis] : []));
  const described = ids.filter((id) => analysisOf(context, id).verb === 'describe');
  const rows = described.flatMap((id) => describeRecord(context, id).rows);
  const statistics = described.flatMap((id) => statisticsOf(context, id));
  const extremes =
    statistics.includes('min') && statistics.includes('max') && rows.every((row) => row.group === null);
  const names = [...new Set(rows.map((row) => row.variable))];
  const percentiles = described.map((id) => describeRecord(context, id).percentile).find(Boolean) ?? null;
  return {
    sample: describedSample(context, rows),
    data: dataFacts(context, [], names),
    extremes,
    percentiles,
  };
}

/** The sample of a descriptive table: whole when every variable has every row, missing cells counted. */
function describedSample(
  context: Context,
  rows: readonly { readonly n?: unknown; readonly missing?: unknown; readonly group: string | null }[],
): SampleFact | null {
  const counts = rows.flatMap((row) => (typeof row.n === 'number' ? [row.n] : []));
  if (counts.length === 0 || rows.some((row) => row.group !== null)) return null;
  const all = dataRows(context);
  const used = intervalOf(counts);
  return {
    panel: panelFact(context),
    rows: all,
    used,
    whole: used[0] === all && used[1] === all,
    split: null,
    separated: null,
  };
}

function mediationFacts(
  context: Context,
  table: PlannedTable,
  id: string,
  models: readonly Model[],
  stars: boolean,
): MediationFacts {
  const mediations = mediationsOf(context, id);
  const mediation = mediations[0]!;
  const effectOf = (one: (typeof mediations)[number]) => indirectEffects(one)[0]!.effect;
  const indirect = effectOf(mediation);
  const failed = mediations.reduce((sum, one) => sum + (effectOf(one).bootstrap?.failed ?? 0), 0);
  const tests = closedForms.filter((name) => indirect[name]);
  const names = tests.map((name) => toRich(name.slice(0, 1).toUpperCase() + name.slice(1)));
  const column = (model: Model): number => models.indexOf(model) + 1;
  return {
    base: coefficientFacts(context, table, models, stars),
    treatment: variableLabel(context, mediation.treatment, table.names),
    mediators: mediation.mediators.map((name) => variableLabel(context, name, table.names)),
    columns: [
      mediations.flatMap((one) => one.models.slice(1, -1).map(column)),
      mediations.map((one) => column(one.models[one.models.length - 1]!)),
    ],
    test: names[0] ?? null,
    closedForm: names,
    bootstrap: indirect.bootstrap
      ? {
          draws: indirect.bootstrap.draws,
          failed,
          interval: indirect.bootstrap.interval === 'bca' ? 'bca' : 'percentile',
          unit: indirect.bootstrap.unit === 'rows' ? null : nounOf(context, indirect.bootstrap.unit),
        }
      : null,
  };
}
