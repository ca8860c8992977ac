import { invariant } from '../../compiler/plan/invariant.ts';
import type { PlannedAnalysis, PlannedTable, PlanStep } from '../../compiler/plan/plan.ts';
import type { CompareResult, ContrastRow, ModelRecord } from '../../runtime/results/results.ts';
import type { ComparisonFact } from '../locale/comparison-words.ts';
import { printedP } from './bounded.ts';
import { empty, numberCell, STATISTIC_DIGITS } from './cells.ts';
import { decimalColumn } from './columns.ts';
import { analysisOf, type Context, type Model, say } from './context.ts';
import type { Block, Cell, Rich, Row, TablePanel } from './document.ts';
import { factWording } from './fact-wording.ts';
import { formatDecimal, withMinus } from './format-number.ts';
import { plainRow } from './header.ts';
import { nounOf, termLabel } from './labels.ts';
import { NONE, pText, statisticText } from './model-tests.ts';
import { code, concat, toRich } from './rich.ts';
import { starsOf } from './stars.ts';

/** What a comparison calls the test of every coefficient at once. */
const ALL = '(all)';

/** One row of `compare` in the results, with where it is found there and the models that it compares. */
interface Compared {
  readonly row: CompareResult;
  readonly source: string;
  readonly analysis: PlannedAnalysis;
  readonly step: PlanStep<'compare'>;
  /** Between analysis and group in the reference of its models. */
  readonly formula: string;
}

/** The comparisons of an analysis; none without `compare`. */
function comparedIn(context: Context, analysis: PlannedAnalysis): readonly Compared[] {
  const record = context.results.analyses[analysis.id];
  const rows = (record && 'compare' in record ? record.compare : undefined) ?? [];
  return rows.map((row, i) => {
    const step = context.plan.steps.find(({ id }) => id === analysis.steps[`compare.${row.formula}`]);
    invariant(step, 'the step of a comparison');
    return {
      row,
      source: `${analysis.id}.compare.${i + 1}`,
      analysis,
      step: step as PlanStep<'compare'>,
      formula: row.formula,
    };
  });
}

/**
 * The comparisons of a table's models in its lower block: of each, a row with the difference of two groups or the statistic
 * of all, and one with p, in the first column that it concerns.
 */
export function comparisonRows(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
): readonly Row[] {
  const places = placesOf(context, models);
  const stubs = new Map<string, (readonly [Compared, number])[]>();
  for (const [compared, column] of places) {
    const { term, groups } = compared.row;
    const key = JSON.stringify([term, groups]);
    stubs.set(key, [...(stubs.get(key) ?? []), [compared, column]]);
  }
  return [...stubs.values()].flatMap((found) => {
    const cells = (cellOf: (compared: Compared) => Cell): readonly Cell[] =>
      models.map((_, i) => {
        const here = found.find(([, column]) => column === i);
        return here ? cellOf(here[0]) : empty;
      });
    const [first] = found[0]!;
    return [
      {
        kind: 'data',
        stub: stubOf(context, first, table.names),
        cells: cells((compared) => valueCell(compared, table)),
        continues: false,
        indent: 0,
      },
      {
        kind: 'data',
        stub: context.locale.comparisons.p,
        cells: cells(({ row, source }) => numberCell(row.p, printedP(context), `${source}.p`)),
        continues: true,
        indent: 1,
      },
    ];
  });
}

/** Each comparison that was made, with the first column of the table that it concerns. */
function placesOf(context: Context, models: readonly Model[]): readonly (readonly [Compared, number])[] {
  const analyses = [...new Set(models.map(({ analysis }) => analysis))];
  return analyses
    .flatMap((analysis) => comparedIn(context, analysis))
    .flatMap((compared) => {
      const column = models.findIndex(({ planned }) => compared.step.inputs.includes(planned.step));
      return column < 0 || compared.row.distribution === null ? [] : [[compared, column] as const];
    });
}

function valueCell({ row, source }: Compared, table: PlannedTable): Cell {
  if (row.difference === null)
    return numberCell(row.statistic, (x) => formatDecimal(x, STATISTIC_DIGITS), `${source}.statistic`);
  const stars = starsOf(row.p, table.stars);
  return numberCell(row.difference, (x) => formatDecimal(x, table.digits), `${source}.difference`, { stars });
}

function stubOf(context: Context, { row, analysis }: Compared, names: PlannedTable['names']): Rich {
  const { comparisons } = context.locale;
  const term = labelOf(context, row.term, names);
  const [first, second] = row.groups.map((group) => groupLabel(context, analysis, group));
  if (row.difference !== null) return comparisons.difference(term, first!, second!);
  return comparisons.equality(term, row.distribution === 'permutation' ? null : row.distribution);
}

function labelOf(context: Context, term: string, names: PlannedTable['names'] = 'label'): string {
  return term === ALL ? context.locale.comparisons.everything : termLabel(context, term, names);
}

function groupLabel(context: Context, analysis: PlannedAnalysis, name: string): string {
  const group = analysis.models.find((model) => model.group?.name === name)?.group;
  return group ? say(context, group.label) : name;
}

/** How the comparisons among these models were tested, each way once. */
export function comparisonNotes(context: Context, models: readonly Model[]): readonly Rich[] {
  const facts = placesOf(context, models).map(([compared]) => factOf(context, compared));
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()].map((fact) =>
    context.locale.comparisons.sentence(fact),
  );
}

function factOf(context: Context, { row, analysis, step }: Compared): ComparisonFact {
  const record = context.results.analyses[analysis.id] as { readonly models?: readonly ModelRecord[] };
  const { draws, unit } = step.parameters;
  return {
    test: row.test,
    by: (record.models?.[0]?.vcov.by ?? []).map((name) => nounOf(context, name)),
    draws,
    unit: unit === null ? null : nounOf(context, unit),
  };
}

/** The table of a contrast: a row a term. */
export function contrastPanel(
  context: Context,
  table: PlannedTable,
  id: string,
  heading: Rich | null,
): TablePanel {
  const record = context.results.analyses[id];
  invariant(record?.verb === 'contrast', `a result of contrast for ${id}`);
  const rows = record.rows.map((row, i): Row => {
    const source = `${id}.rows.${i + 1}`;
    const decimal = (x: number): string => formatDecimal(x, table.digits);
    const cells = [
      numberCell(row.difference, decimal, `${source}.difference`, { stars: starsOf(row.p, table.stars) }),
      numberCell(row.std_error, decimal, `${source}.std_error`),
      numberCell(row.statistic, (x) => formatDecimal(x, STATISTIC_DIGITS), `${source}.statistic`),
      numberCell(row.p, printedP(context), `${source}.p`),
    ];
    const stub = toRich(labelOf(context, row.term, table.names));
    return { kind: 'data', stub, cells, continues: false, indent: 0 };
  });
  const { columns } = context.locale.comparisons;
  return {
    heading,
    columns: columns.map((_, i) => decimalColumn(rows, i)),
    header: [plainRow(context.locale.words.variable, columns)],
    blocks: [rows],
    footer: null,
  };
}

/** What a contrast takes from what, and how it was tested. */
export function contrastNotes(context: Context, id: string): readonly Rich[] {
  const record = context.results.analyses[id];
  const refs = analysisOf(context, id).options['models'] as readonly string[];
  const models = refs.flatMap((ref) => context.models.get(ref) ?? []);
  const [first, second] = models;
  if (record?.verb !== 'contrast' || !first || !second) return [];
  const { comparisons } = context.locale;
  const apart = first.analysis === second.analysis && first.planned.name === second.planned.name;
  const named = ({ planned, record: { id: ref } }: Model): Rich =>
    apart && planned.group ? toRich(say(context, planned.group.label)) : [code(ref)];
  const by = (first.record.vcov.by ?? []).map((name) => nounOf(context, name));
  const fact = { test: record.test, by, draws: null, unit: null };
  return [comparisons.contrast(named(first), named(second)), comparisons.sentence(fact)];
}

/** Every comparison of the study, as the report shows them: a table a formula, and what could not be tested. */
export function comparisonBlocks(context: Context): readonly Block[] {
  return context.plan.analyses.flatMap((analysis) => {
    const compared = comparedIn(context, analysis);
    const steps = [...new Set(compared.map(({ step }) => step))];
    return steps.flatMap((step) =>
      blocksOf(
        context,
        compared.filter((one) => one.step === step),
      ),
    );
  });
}

function blocksOf(context: Context, compared: readonly Compared[]): readonly Block[] {
  const { comparisons } = context.locale;
  const [{ analysis, formula }] = compared as readonly [Compared, ...Compared[]];
  const about = formula === '' ? analysis.id : `${analysis.id}.${formula}`;
  const how = comparisons.sentence(factOf(context, compared[0]!));
  const notes = [
    ...new Set(compared.flatMap(({ row }) => (row.note ? [factWording(context, row.note)] : []))),
  ];
  return [
    { kind: 'prose', text: concat(code(about), context.locale.colon, how) },
    {
      kind: 'grid',
      header: comparisons.header,
      rows: compared.map((one) => gridRow(context, one)),
      align: ['left', 'left', 'right', 'right', 'right'],
    },
    ...(notes.length > 0 ? [{ kind: 'list', items: notes.map((note) => toRich(note)) } as const] : []),
  ];
}

function gridRow(context: Context, { row, analysis }: Compared): readonly Rich[] {
  const exchanged = row.distribution === 'permutation';
  return [
    toRich(labelOf(context, row.term)),
    context.locale.comparisons.groups(row.groups.map((group) => groupLabel(context, analysis, group))),
    differenceText(row),
    exchanged && row.difference !== null
      ? NONE
      : statisticText({ ...row, distribution: exchanged ? null : row.distribution }),
    pText(row),
  ];
}

function differenceText({ difference, std_error }: Pick<ContrastRow, 'difference' | 'std_error'>): Rich {
  if (difference === null) return NONE;
  const value = withMinus(formatDecimal(difference, 3));
  return toRich(std_error === null ? value : `${value} (${formatDecimal(std_error, 3)})`);
}
