import { invariant } from '../../compiler/plan/invariant.ts';
import type { PlannedPanel, PlannedTable } from '../../compiler/plan/plan.ts';
import { writtenOut } from './coded-terms.ts';
import { captionOf, leadOf, lookOf } from './captions.ts';
import { coefficientPanel } from './coefficients.ts';
import { analysisOf, type Context, type Model, modelOf, say } from './context.ts';
import { contrastPanel } from './comparisons.ts';
import { correlationPanels } from './correlations.ts';
import { curvePanel } from './curve.ts';
import { definitionPanel } from './definitions.ts';
import { descriptivePanel } from './descriptive.ts';
import type { Rich, TableDocument, TablePanel } from './document.ts';
import { headerRows } from './header.ts';
import { mediationPanels } from './mediation.ts';
import { tableNotes } from './notes.ts';
import { strong } from './rich.ts';
import { starLegend } from './star-legend.ts';

/** A planned table with its numbers in it. Every analysis that it shows has results. */
export function tableDocument(context: Context, planned: PlannedTable): TableDocument {
  const { locale } = context;
  const table = writtenOut(context, planned, modelsOf(context, planned));
  const panels = panelsOf(context, table);
  return {
    kind: 'table',
    id: table.id,
    number: table.number,
    label: table.label,
    ...captionOf(context, 'table', table, usualTitle(context, table)),
    continued: locale.continued(table.number),
    look: lookOf(context),
    panels,
    lead: leadOf(context),
    notes: locale.sentences(tableNotes(context, table, panels)),
    legend: starLegend(context, table, panels),
  };
}

function usualTitle(context: Context, table: PlannedTable): string {
  const { analysis, models } = table.panels[0]!;
  const verb = analysis ? analysisOf(context, analysis).verb : modelOf(context, models[0]!).analysis.verb;
  return context.locale.words.titles[verb] ?? table.id;
}

/** Columns are numbered through all panels, so that a note can name one. */
function panelsOf(context: Context, table: PlannedTable): readonly TablePanel[] {
  let first = 1;
  return table.panels.flatMap((panel) => {
    const panels = panelOf(context, table, panel, first);
    first += panel.models.length;
    return panels;
  });
}

type Layout = (
  context: Context,
  table: PlannedTable,
  id: string,
  first: number,
  heading: Rich | null,
) => readonly TablePanel[];

/** Layouts of the verbs whose tables are not one column a model. */
const layouts: Readonly<Record<string, Layout>> = {
  define: (context, _table, id, _first, heading) => [definitionPanel(context, id, heading)],
  describe: (context, table, id, _first, heading) => [descriptivePanel(context, table, id, heading)],
  correlate: (context, table, id, _first, heading) => correlationPanels(context, table, id, heading),
  contrast: (context, table, id, _first, heading) => [contrastPanel(context, table, id, heading)],
  curve: (context, table, id, _first, heading) => [curvePanel(context, table, id, heading)],
  mediate: (context, table, id, first) => mediationPanels(context, table, id, first),
};

function panelOf(
  context: Context,
  table: PlannedTable,
  panel: PlannedPanel,
  first: number,
): readonly TablePanel[] {
  const heading: Rich | null = panel.heading ? [strong(say(context, panel.heading))] : null;
  if (panel.analysis === null) {
    const models = panel.models.map((ref) => modelOf(context, ref));
    return [coefficientPanel(context, table, models, headerRows(context, table, models, first), heading)];
  }
  const layout = layouts[analysisOf(context, panel.analysis).verb];
  invariant(layout, `a layout for ${panel.analysis}`);
  return layout(context, table, panel.analysis, first, heading);
}

/** Every model of a table in column order. */
export function modelsOf(context: Context, table: PlannedTable): readonly Model[] {
  return table.panels.flatMap((panel) => panel.models.map((ref) => modelOf(context, ref)));
}

/** Whether all that a table shows has results: a model that failed takes its tables with it. */
export function isShown(context: Context, table: PlannedTable): boolean {
  return table.panels.every(
    (panel) =>
      panel.models.every((ref) => context.models.has(ref)) &&
      (panel.analysis === null || Object.hasOwn(context.results.analyses, panel.analysis)),
  );
}
