import type { CheckedStudy } from '../check/checked.ts';
import { findAnalysis } from '../check/find-analysis.ts';
import { resolveModels } from '../check/references.ts';
import type { Analysis, FigureSpec, ModelReference, TableRow, TableSpec } from '../parse/study.ts';
import type { StyleDeclaration } from '../plan/catalog.ts';
import type { PlannedFigure, PlannedPanel, PlannedTable } from '../plan/plan.ts';
import { memberNames } from './names.ts';

/** What a table shows when neither it nor `defaults.tables` says otherwise. */
const usual = {
  cells: ['estimate', 't'],
  statistics: ['n', 'adj_r2'],
  digits: 3,
  stars: [
    { mark: '***', below: 0.01 },
    { mark: '**', below: 0.05 },
    { mark: '*', below: 0.1 },
  ],
  names: 'label',
} as const;

/** Verbs whose analysis has a layout of its own, not one column a model. */
const ownLayout: ReadonlySet<string> = new Set([
  'define',
  'describe',
  'correlate',
  'mediate',
  'contrast',
  'curve',
]);

/** Verbs that are drawn, and how. */
const drawnVerbs: Readonly<Record<string, string>> = { placebo: 'density', curve: 'curve' };

/** The tables of the file in its order, then one for each analysis that has none; a placebo is a figure alone. */
export function lowerTables(checked: CheckedStudy, style: StyleDeclaration): readonly PlannedTable[] {
  const { spec } = checked;
  const written = spec.tables.map((table, index) => lowerTable(table, index + 1, checked, style));
  const shown = new Set(
    spec.tables.flatMap((table) => table.panels.flatMap((panel) => panel.of.map(analysisOf))),
  );
  const missing = spec.analyses.filter(
    (analysis) => !shown.has(analysis.id.value) && analysis.verb !== 'placebo',
  );
  const added = missing.map((analysis, index) =>
    defaultTable(analysis, written.length + index + 1, checked, style),
  );
  return [...written, ...added];
}

function analysisOf(reference: { readonly value: ModelReference }): string {
  return reference.value.parts[0] ?? '';
}

function lowerTable(
  table: TableSpec,
  number: number,
  checked: CheckedStudy,
  style: StyleDeclaration,
): PlannedTable {
  const defaults = checked.spec.defaults.tables;
  return {
    id: table.id.value,
    number,
    title: table.title,
    label: table.label ?? table.id.value,
    panels: table.panels.map((panel) => ({ heading: panel.heading, ...lowerPanel(panel.of, checked) })),
    cells: (table.cells ?? defaults.cells)?.map((cell) => cell.value) ?? style.tables?.cells ?? usual.cells,
    rows: table.rows.flatMap((row) => lowerRow(row, checked)),
    omit: table.omit.flatMap((name) =>
      name.value === 'rest' ? ['rest'] : memberNames([name], checked.sets),
    ),
    indicate: table.indicate.map((row) => ({
      heading: row.heading,
      terms: memberNames(row.terms, checked.sets),
    })),
    header: table.header,
    labels: table.labels,
    names: table.names ?? defaults.names ?? usual.names,
    digits: table.digits ?? defaults.digits ?? usual.digits,
    stars: table.stars ?? defaults.stars ?? style.tables?.stars ?? usual.stars,
    statistics: (table.statistics ?? defaults.statistics)?.map((name) => name.value) ?? usual.statistics,
    fixedEffects: table.fixedEffects,
    notes: table.notes ?? ['auto'],
  };
}

function lowerPanel(
  of: readonly { readonly value: ModelReference }[],
  checked: CheckedStudy,
): Pick<PlannedPanel, 'models' | 'analysis'> {
  const only = of.length === 1 ? of[0]!.value : null;
  const analysis = findAnalysis(checked.spec.analyses, only?.parts[0]);
  const whole = only !== null && only.parts.length === 1 && only.group === null;
  const isOwn = whole && analysis !== undefined && ownLayout.has(analysis.verb);
  return {
    // A curve's models are too many for columns: its table is their summary.
    models: (isOwn && analysis.verb === 'curve' ? [] : of).flatMap((reference) =>
      resolveModels(reference.value, checked.models).map((model) => model.ref),
    ),
    analysis: isOwn ? analysis.id.value : null,
  };
}

/** A merged row keeps its name; a set, alone or under its own name, has one row for each member. */
function lowerRow(row: TableRow, { sets }: CheckedStudy): PlannedTable['rows'] {
  const terms = memberNames(row.terms, sets);
  if (row.merged && !sets.has(row.name.value)) return [{ name: row.name.value, terms }];
  return terms.map((term) => ({ name: term, terms: [term] }));
}

function defaultTable(
  analysis: Analysis,
  number: number,
  checked: CheckedStudy,
  style: StyleDeclaration,
): PlannedTable {
  const reference = { text: analysis.id.value, parts: [analysis.id.value], group: null };
  const { id, span } = analysis;
  const table: TableSpec = {
    ...{ id, span, title: null, label: null, rows: [], omit: [], indicate: [], header: null, labels: null },
    ...{
      fixedEffects: false,
      notes: null,
      cells: null,
      statistics: null,
      digits: null,
      stars: null,
      names: null,
    },
    panels: [{ heading: null, of: [{ value: reference, span: id.span }] }],
  };
  return lowerTable(table, number, checked, style);
}

/** The figures of the file in its order, then one for each drawn analysis that has none. */
export function lowerFigures(checked: CheckedStudy): readonly PlannedFigure[] {
  const { spec } = checked;
  const written = spec.figures.map((figure, index) => lowerFigure(figure, index + 1, checked));
  const shown = new Set(written.map((figure) => figure.of));
  const missing = spec.analyses.filter(
    (analysis) => drawnVerbs[analysis.verb] && !shown.has(analysis.id.value),
  );
  const added = missing.map((analysis, index) => ({
    id: analysis.id.value,
    number: written.length + index + 1,
    of: analysis.id.value,
    draw: drawnVerbs[analysis.verb]!,
    ...{ models: [], terms: [], title: null },
  }));
  return [...written, ...added];
}

function lowerFigure(figure: FigureSpec, number: number, { sets, models }: CheckedStudy): PlannedFigure {
  const shown =
    figure.draw.value === 'coefficients'
      ? figure.of.flatMap(({ value }) => resolveModels(value, models))
      : [];
  return {
    id: figure.id.value,
    number,
    of: figure.of[0]!.value.text,
    draw: figure.draw.value,
    models: shown.map((model) => model.ref),
    terms: memberNames(figure.terms, sets),
    title: figure.title,
  };
}
