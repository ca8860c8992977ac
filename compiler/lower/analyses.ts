import type { CheckedStudy, Group, ModelEntry } from '../check/checked.ts';
import { resolveModels } from '../check/references.ts';
import type {
  Analysis,
  ContrastAnalysis,
  CorrelateAnalysis,
  CurveAnalysis,
  DefineAnalysis,
  DescribeAnalysis,
  MediateAnalysis,
  PlaceboAnalysis,
  RegressAnalysis,
  VaryAnalysis,
} from '../parse/study.ts';
import { invariant } from '../plan/invariant.ts';
import type { PlannedAnalysis, PlannedModel } from '../plan/plan.ts';
import { printFormula } from '../plan/print.ts';
import { modelSpec } from './models.ts';
import { memberNames } from './names.ts';
import type { StepBook } from './steps.ts';
import { lowerComparisons, lowerModelTests } from './tests.ts';

interface Context {
  readonly checked: CheckedStudy;
  readonly table: string;
  readonly book: StepBook;
  /** Models lowered so far, by reference. */
  readonly models: Map<string, PlannedModel>;
}

/** What a verb adds to its models: other steps, and what composition needs to know. */
type Extras = Pick<PlannedAnalysis, 'steps' | 'options'>;

const nothing: Extras = { steps: {}, options: {} };

const extras: {
  readonly [V in Analysis['verb']]: (analysis: Analysis & { verb: V }, context: Context) => Extras;
} = {
  regress: lowerRegress,
  vary: lowerVary,
  define: lowerDefine,
  describe: lowerDescribe,
  correlate: lowerCorrelate,
  mediate: lowerMediate,
  placebo: lowerPlacebo,
  contrast: lowerContrast,
  curve: lowerCurve,
};

/** The column that makes the groups, for readers. */
function lowerSplit({ split }: Analysis): Extras {
  return split?.kind === 'column' ? { steps: {}, options: { split: split.column.value } } : nothing;
}

/** Which models leave a value of a column out, for readers. */
function lowerVary(analysis: VaryAnalysis, { checked }: Context): Extras {
  const { steps, options } = lowerSplit(analysis);
  const { leaveOut, variants } = analysis;
  if (!leaveOut) return { steps, options };
  const written = new Set(variants.map((variant) => variant.name.value));
  const names = (checked.models.get(analysis.id.value) ?? []).flatMap(({ name }) => name ?? []);
  const values = [...new Set(names)].filter((name) => !written.has(name));
  return { steps, options: { ...options, leave_out: { column: leaveOut.value, values } } };
}

/** Every analysis in the order of the file; `models` may refer to analyses that stand further down. */
export function lowerAnalyses(
  checked: CheckedStudy,
  table: string,
  book: StepBook,
): readonly PlannedAnalysis[] {
  const context: Context = { checked, table, book, models: new Map() };
  for (const entries of checked.models.values()) {
    for (const entry of entries) context.models.set(entry.ref, lowerModel(entry, context));
  }
  return checked.spec.analyses.map((analysis) => ({
    id: analysis.id.value,
    verb: analysis.verb,
    models: (checked.models.get(analysis.id.value) ?? []).map((entry) => modelOf(entry.ref, context)),
    ...(extras[analysis.verb] as (analysis: Analysis, context: Context) => Extras)(analysis, context),
    note: analysis.note,
  }));
}

function lowerRegress(analysis: RegressAnalysis, context: Context): Extras {
  const { checked, book } = context;
  const stepOf = (ref: string): string => modelOf(ref, context).step;
  return { ...lowerSplit(analysis), steps: lowerComparisons(analysis, stepOf, checked, book) };
}

function modelOf(ref: string, context: Context): PlannedModel {
  const model = context.models.get(ref);
  invariant(model, `a model ${ref}, since the check resolved it`);
  return model;
}

function lowerModel(entry: ModelEntry, { book, table, checked }: Context): PlannedModel {
  const step = book.add('estimate', modelSpec(entry, checked.spec), [table], entry.span);
  return {
    ref: entry.ref,
    name: entry.name,
    group: entry.group && { name: entry.group.name, label: entry.group.label },
    formula: printFormula(entry.formula),
    outcome: entry.outcome,
    step,
    ...lowerModelTests(entry, step, checked, book),
  };
}

function lowerDefine(analysis: DefineAnalysis, { checked }: Context): Extras {
  return { steps: {}, options: { variables: memberNames(analysis.names, checked.sets) } };
}

/** What `describe` shows when nothing is said. */
const usualStatistics = ['n', 'mean', 'sd', 'min', 'median', 'max'] as const;

function lowerDescribe(analysis: DescribeAnalysis, { checked, book, table }: Context): Extras {
  const statistics = analysis.statistics?.map((name) => name.value) ?? usualStatistics;
  const variables = memberNames(analysis.names, checked.sets);
  const groups = checked.groups.get(analysis.id.value) ?? [];
  const step = book.add(
    'describe',
    {
      variables,
      statistics,
      where: analysis.where ? [analysis.where.tree] : [],
      conventions: (analysis.conventions ?? checked.spec.conventions).value,
      groups: groups.map((group) => ({ name: group.name, where: group.where })),
      ...(isDrawn(analysis, checked) ? { distributions: true } : {}),
    },
    [table],
    analysis.span,
  );
  return {
    steps: { describe: step },
    options: {
      variables,
      statistics: [...statistics],
      groups: groups.map((group) => ({ name: group.name, label: group.label })),
    },
  };
}

function isDrawn({ id }: Analysis, { spec }: CheckedStudy): boolean {
  return spec.figures.some(
    ({ of, draw }) => draw.value === 'density' && of.some(({ value }) => value.text === id.value),
  );
}

function lowerCorrelate(analysis: CorrelateAnalysis, { checked, book, table }: Context): Extras {
  const variables = memberNames(analysis.names, checked.sets);
  const groups = checked.groups.get(analysis.id.value) ?? [];
  const parameters = {
    variables,
    method: analysis.method,
    where: analysis.where ? [analysis.where.tree] : [],
    listwise: analysis.commonSample,
    groups: groups.map((group) => ({ name: group.name, where: group.where })),
  };
  return {
    steps: { correlate: book.add('correlate', parameters, [table], analysis.span) },
    options: {
      variables,
      method: analysis.method,
      sample: analysis.commonSample ? 'listwise' : 'pairwise',
      groups: groups.map((group) => ({ name: group.name, label: group.label })),
    },
  };
}

/** One step a group: its role is `mediate`, or `mediate@GROUP`. */
function lowerMediate(analysis: MediateAnalysis, context: Context): Extras {
  const { checked } = context;
  const id = analysis.id.value;
  const groups = analysis.split === null ? [null] : (checked.groups.get(id) ?? []);
  const steps = groups.map((group) => {
    const models = (checked.models.get(id) ?? []).filter((entry) => entry.group?.name === group?.name);
    const inputs = models.map((entry) => modelOf(entry.ref, context).step);
    return [roleOf('mediate', group), mediateStep(analysis, inputs, context)] as const;
  });
  const mediators = analysis.mediators.map((one) => one.value);
  return {
    steps: Object.fromEntries(steps),
    options: {
      outcome: analysis.outcome.value,
      treatment: analysis.treatment.value,
      ...(analysis.parallel ? { mediators } : { mediator: mediators[0]! }),
      ...splitOptions(analysis, groups),
    },
  };
}

function mediateStep(analysis: MediateAnalysis, inputs: readonly string[], context: Context): string {
  const { bootstrap } = analysis;
  const common = {
    treatment: analysis.treatment.value,
    tests: analysis.tests.map((test) => test.value),
    bootstrap: bootstrap && {
      draws: bootstrap.draws,
      cluster: bootstrap.cluster?.value ?? null,
      interval: bootstrap.interval,
    },
    alpha: analysis.alpha,
    seed: bootstrap ? (context.checked.spec.seed?.value ?? null) : null,
  };
  const mediators = analysis.mediators.map((one) => one.value);
  return analysis.parallel
    ? context.book.add('mediate-parallel', { ...common, mediators }, inputs, analysis.span)
    : context.book.add('mediate', { ...common, mediator: mediators[0]! }, inputs, analysis.span);
}

/** The role of a step that each group of a split has: `mediate@early`. */
function roleOf(role: string, group: Group | null): string {
  return group === null ? role : `${role}@${group.name}`;
}

/** What readers are told of a split: its column where it is one, and the labels of the groups. */
function splitOptions(analysis: Analysis, groups: readonly (Group | null)[]): PlannedAnalysis['options'] {
  const given = groups.flatMap((group) => (group ? [{ name: group.name, label: group.label }] : []));
  return given.length === 0 ? {} : { ...lowerSplit(analysis).options, groups: given };
}

function lowerPlacebo(analysis: PlaceboAnalysis, context: Context): Extras {
  const seed = context.checked.spec.seed;
  invariant(seed, 'a seed, since the check asks for one where something is drawn');
  const { models } = context.checked;
  const [own] = models.get(analysis.id.value) ?? [];
  const entry = own ?? resolveModels(analysis.model.value, models)[0];
  invariant(entry, 'the model of a placebo, since the check resolved it');
  const model = modelOf(entry.ref, context);
  const permuted = {
    permute: analysis.permute.value,
    draws: analysis.draws,
    within: analysis.within?.value ?? null,
    unit: analysis.unit?.value ?? null,
    statistic: analysis.statistic,
  };
  return {
    steps: {
      placebo: context.book.add('placebo', { ...permuted, seed: seed.value }, [model.step], analysis.span),
    },
    options: { model: model.ref, permute: permuted.permute, draws: permuted.draws, outcome: model.outcome },
  };
}

function lowerContrast(analysis: ContrastAnalysis, context: Context): Extras {
  const models = analysis.models.map((reference) => {
    const [entry] = resolveModels(reference.value, context.checked.models);
    invariant(entry, 'the models of a contrast, since the check resolved them');
    return modelOf(entry.ref, context);
  });
  const terms = memberNames(analysis.terms, context.checked.sets);
  const test = analysis.test.value;
  const step = context.book.add(
    'contrast',
    { terms, test },
    models.map((model) => model.step),
    analysis.span,
  );
  return { steps: { contrast: step }, options: { models: models.map((model) => model.ref), terms, test } };
}

/** One step a group: its role is `curve`, or `curve@GROUP`. */
function lowerCurve(analysis: CurveAnalysis, context: Context): Extras {
  const { checked, book } = context;
  const id = analysis.id.value;
  const [base] = resolveModels(analysis.model.value, checked.models);
  invariant(base, 'the model of a curve, since the check resolved it');
  const choices = checked.choices.get(id) ?? [];
  const groups = analysis.split === null ? [null] : (checked.groups.get(id) ?? []);
  const size = choices.length / groups.length;
  const steps = groups.map((group, i) => {
    const own = choices.slice(i * size, (i + 1) * size);
    const draws = analysis.draws?.value ?? null;
    const step = book.add(
      'curve',
      {
        terms: own.map((choice) => choice.term),
        draws,
        seed: draws === null ? null : (checked.spec.seed?.value ?? null),
      },
      own.map((choice) => modelOf(choice.ref, context).step),
      analysis.span,
    );
    return [roleOf('curve', group), step] as const;
  });
  return {
    steps: Object.fromEntries(steps),
    options: {
      model: base.ref,
      choices: choices.map((choice) => ({ ...choice })),
      ...splitOptions(analysis, groups),
    },
  };
}
