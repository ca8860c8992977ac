import { freeze } from '../parse/freeze.ts';
import type { StudySpec } from '../parse/study.ts';
import type { Catalog, TableSchema } from '../plan/catalog.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { Reported } from '../plan/reported.ts';
import { applicable } from './applicable.ts';
import { missingness } from './cells.ts';
import type { CheckedColumn, CheckedStudy } from './checked.ts';
import { claims } from './claims.ts';
import { codings } from './codings.ts';
import type { CheckContext, DescribedTables, NameContext, NameRule, Rule } from './context.ts';
import { contrasts } from './contrasts.ts';
import { comparedFormulas, comparisons } from './group-comparisons.ts';
import { covariances } from './covariances.ts';
import { curves } from './curves.ts';
import { data } from './data.ts';
import { effects } from './effects.ts';
import { engines, sumsAlone } from './engines.ts';
import { formulas } from './formulas.ts';
import { formulaFunctions } from './functions.ts';
import { hypotheses, hypothesesOf } from './hypotheses.ts';
import { identifiers } from './identifiers.ts';
import { instruments } from './instruments.ts';
import { lists } from './lists.ts';
import { mainSource } from './main-source.ts';
import { mediation } from './mediation.ts';
import { modelSettings } from './model-settings.ts';
import { modelTests } from './model-tests.ts';
import { indexModels } from './models.ts';
import { notAvailable } from './not-available.ts';
import { paths } from './paths.ts';
import { placebos } from './placebos.ts';
import { countWithin, inOrder } from './places.ts';
import { prepare } from './preparation.ts';
import { presentations } from './presentations.ts';
import { prose } from './prose.ts';
import { reported } from './reported.ts';
import { reportedTies, tiedReport } from './reported-ties.ts';
import { warnings } from './risks/index.ts';
import { samples } from './samples.ts';
import type { ColumnFact } from './scope.ts';
import { seed } from './seed.ts';
import { setMembers } from './set-members.ts';
import { readSets } from './sets.ts';
import { sourceOptions } from './source-options.ts';
import { statements } from './statements.ts';
import { stepOrder } from './step-order.ts';
import { joinedColumns, usedNames } from './used.ts';
import { variables } from './variables.ts';
import { variants } from './variants.ts';

/** Rules about what makes models. A rule that is listed neither here nor below does not exist. */
const nameRules: readonly NameRule[] = [setMembers, samples, formulas, mediation, variants, curves];

/** Every other rule, in the order of a study. */
const rules: readonly Rule[] = [
  notAvailable,
  applicable,
  identifiers,
  paths,
  prose,
  mainSource,
  data,
  sourceOptions,
  engines,
  ({ preparation }) => preparation.diagnostics,
  stepOrder,
  variables,
  ({ index }) => index.diagnostics,
  effects,
  codings,
  instruments,
  lists,
  placebos,
  contrasts,
  covariances,
  modelSettings,
  sumsAlone,
  modelTests,
  hypotheses,
  comparisons,
  seed,
  presentations,
  claims,
  reported,
  reportedTies,
  statements,
];

export interface CheckResult {
  /** Null where something is wrong, or where the data were not looked at. */
  readonly study: CheckedStudy | null;
  /** What is published, which needs no data; null where there is none, or something is wrong. */
  readonly reported: Reported | null;
  /** Sorted by place. Warnings do not make `study` null. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * StudySpec → CheckedStudy. `tables` describes the files that `sourceNeeds` asked for: their schemas, or why there is
 * none; the rules about a source that is not there are left out (--no-data). `outside`: data files may lie outside the
 * study's folder. Diagnostics of `parseStudy` are not repeated: the caller puts both together. Throws nothing.
 */
export function check(
  spec: StudySpec,
  tables: DescribedTables,
  catalog: Catalog,
  outside = false,
): CheckResult {
  const names = namesOf(spec, tables, catalog, outside);
  const early = nameRules.flatMap((rule) => rule(names));
  const context = withModels(names, early);
  const mistakes = [...early, ...rules.flatMap((rule) => rule(context))];
  const diagnostics = sorted([...mistakes, ...warnings(context, mistakes)]);
  const broken = spec.broken.names.length + spec.broken.analyses.length + spec.broken.sections.length > 0;
  const failed = broken || diagnostics.some((one) => one.severity === 'error');
  return {
    study: failed || !context.file ? null : checked(context, context.file),
    reported: failed ? null : freeze(tiedReport(context)),
    diagnostics,
  };
}

function namesOf(spec: StudySpec, tables: DescribedTables, catalog: Catalog, outside: boolean): NameContext {
  const table = tables.get(spec.data?.name ?? '') ?? null;
  const file = table && !('kind' in table) ? table : null;
  const sets = readSets(spec);
  const preparation = prepare(spec, file, sets.members, catalog, tables);
  const { scope } = preparation;
  const formulaScope = { ...scope, functions: formulaFunctions(scope.functions) };
  return { spec, catalog, tables, outside, data: table, file, sets, preparation, scope, formulaScope };
}

function withModels(names: NameContext, early: readonly Diagnostic[]): CheckContext {
  const { spec, scope } = names;
  const index = indexModels(spec, scope, spoiltBy(early, spec));
  const derived = names.catalog.derivedModels.map((one) => one.name);
  const world = { analyses: spec.analyses, models: index.models, broken: index.unsure, derived };
  return { ...names, index, world };
}

/** Analyses with a mistake in what makes their models; a mistake elsewhere, in a set, spoils all. */
function spoiltBy(early: readonly Diagnostic[], spec: StudySpec): readonly string[] {
  const errors = early.filter((one) => one.severity === 'error').map((one) => one.span);
  if (errors.length === 0) return [];
  const places = inOrder(errors);
  const inside = spec.analyses.map(({ span }) => countWithin(span, places));
  const elsewhere = inside.reduce((sum, count) => sum + count, 0) < errors.length;
  return spec.analyses.filter((_, i) => elsewhere || inside[i]! > 0).map(({ id }) => id.value);
}

/** By place; the same message at the same place once. */
function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const kept = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const key = JSON.stringify([one.span.start, one.span.end, one.code, one.message]);
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function checked(context: CheckContext, file: TableSchema): CheckedStudy {
  const { spec, scope, sets, index, preparation } = context;
  const used = usedNames(spec, index, sets.members);
  return freeze({
    spec,
    file,
    columns: [...scope.columns.values()].map(checkedColumn),
    used: file.columns.map((column) => column.name).filter((name) => used.has(name)),
    joined: joinedColumns(spec, context.catalog, context.tables, used),
    panel: preparation.panel,
    sets: sets.members,
    models: index.models,
    groups: index.groups,
    choices: index.choices,
    ...testsOf(context),
  });
}

/** The tests beside models, as `hypotheses` and `compare` ask for them. */
function testsOf(context: CheckContext): Pick<CheckedStudy, 'hypotheses' | 'comparisons'> {
  const { spec, index } = context;
  const regressions = spec.analyses.filter((analysis) => analysis.verb === 'regress');
  const tested = regressions.filter((analysis) => analysis.hypotheses.length > 0);
  const hypothesesByModel = tested.flatMap((analysis) =>
    (index.models.get(analysis.id.value) ?? []).map(
      (model) => [model.ref, hypothesesOf(analysis, model, context)] as const,
    ),
  );
  const compared = regressions.map((analysis) => {
    const id = analysis.id.value;
    return [id, comparedFormulas(analysis, index.groups.get(id) ?? [], context)] as const;
  });
  return { hypotheses: new Map(hypothesesByModel), comparisons: new Map(compared) };
}

function checkedColumn({ name, type, levels, cells }: ColumnFact): CheckedColumn {
  return { name, type: type === 'text' ? 'text' : 'number', levels, missing: missingness(cells) };
}
