import type { Localised, Plan, PlannedAnalysis, PlannedModel, StepKind } from '../compiler/plan/plan.ts';
import { evaluateClaim } from './claims/evaluate.ts';
import { namedDerived } from './results/derived.ts';
import type {
  AnalysisRecord,
  CompareRow,
  CorrelateRecord,
  Grouped,
  ModelRecord,
  PrepareRecord,
  Results,
} from './results/results.ts';
import type { StepRecords } from './steps/step.ts';

type Outputs = ReadonlyMap<string, StepRecords[StepKind]>;

/** Puts the outputs of the steps under the names that the author gave: results.json, section 9 of the language. */
export function assemble(plan: Plan, outputs: Outputs, version: string): Results {
  // By way of entries: a name such as __proto__ is a name, too.
  const analyses = Object.fromEntries(
    plan.analyses.flatMap((analysis): [string, AnalysisRecord][] => {
      const record = records[analysis.verb]?.(analysis, plan, outputs);
      return record ? [[analysis.id, record]] : [];
    }),
  );
  const results: Results = {
    schema: 1,
    study: plan.study,
    studyc: version,
    spec: plan.spec,
    data: stepsOf(plan, 'read', outputs).map((output) => output.record),
    prepare: stepsOf(plan, 'prepare', outputs).map((output): PrepareRecord => output.record),
    analyses,
    claims: {},
    notes: [],
  };
  const claims = plan.claims.map((claim) => [claim.id, evaluateClaim(claim, results)] as const);
  return { ...results, claims: Object.fromEntries(claims) };
}

function stepsOf<K extends StepKind>(plan: Plan, kind: K, outputs: Outputs): readonly StepRecords[K][] {
  return plan.steps
    .filter((step) => step.kind === kind && outputs.has(step.id))
    .map((step) => outputs.get(step.id) as StepRecords[K]);
}

/** What the record of each verb holds; undefined when a step that it needs failed. */
const records: Readonly<
  Record<string, (analysis: PlannedAnalysis, plan: Plan, outputs: Outputs) => AnalysisRecord | undefined>
> = {
  regress: (analysis, plan, outputs) => withModels('regress', analysis, plan, outputs),
  vary: (analysis, plan, outputs) => withModels('vary', analysis, plan, outputs),
  define: (analysis, plan) => ({
    verb: 'define',
    rows: (analysis.options['variables'] as readonly string[]).map((name) => {
      const variable = plan.variables.find((candidate) => candidate.name === name);
      return { variable: name, label: variable?.label ?? null, role: variable?.role ?? null };
    }),
  }),
  describe: (analysis, _plan, outputs) => {
    const described = outputOf<'describe'>(analysis.steps['describe'], outputs);
    return described && { verb: 'describe', ...described };
  },
  correlate: (analysis, _plan, outputs) => {
    const rows = outputOf<'correlate'>(analysis.steps['correlate'], outputs);
    const { method, sample } = analysis.options as unknown as Pick<CorrelateRecord, 'method' | 'sample'>;
    return rows && { verb: 'correlate', method, sample, rows };
  },
  mediate: (analysis, plan, outputs) => {
    const record = grouped<'mediate'>('mediate', analysis, outputs);
    const models = modelsOf(analysis, plan, outputs);
    return record && models && { verb: 'mediate', models, ...record };
  },
  contrast: (analysis, _plan, outputs) => {
    const rows = outputOf<'contrast'>(analysis.steps['contrast'], outputs);
    return rows && { verb: 'contrast', test: String(analysis.options['test']), rows };
  },
  curve: (analysis, plan, outputs) => {
    const models = modelsOf(analysis, plan, outputs);
    const result = grouped<'curve'>('curve', analysis, outputs);
    return models && result && { verb: 'curve', models, ...result };
  },
  placebo: (analysis, plan, outputs) => {
    const record = outputOf<'placebo'>(analysis.steps['placebo'], outputs);
    const models = modelsOf(analysis, plan, outputs) ?? [];
    return record && { verb: 'placebo', ...(models.length > 0 ? { models } : {}), ...record };
  },
};

function outputOf<K extends StepKind>(id: string | undefined, outputs: Outputs): StepRecords[K] | undefined {
  return id === undefined ? undefined : (outputs.get(id) as StepRecords[K] | undefined);
}

/** The output of a step of the analysis, or of that of each group (`ROLE@GROUP`); undefined when one failed. */
function grouped<K extends StepKind>(
  role: string,
  analysis: PlannedAnalysis,
  outputs: Outputs,
): Grouped<StepRecords[K]> | undefined {
  const one = analysis.steps[role];
  if (one !== undefined) return outputOf<K>(one, outputs);
  const groups: [string, StepRecords[K]][] = [];
  for (const [name, id] of Object.entries(analysis.steps)) {
    if (!name.startsWith(`${role}@`)) continue;
    const output = outputOf<K>(id, outputs);
    if (output === undefined) return undefined;
    groups.push([name.slice(role.length + 1), output]);
  }
  return { groups: Object.fromEntries(groups) };
}

/** What the tests of a model gave; the empty records of the estimation where there are none. */
function testsOf(
  { tests }: PlannedModel,
  outputs: Outputs,
): Partial<Pick<ModelRecord, 'hypotheses' | 'diagnostics'>> {
  const hypotheses = outputOf<'hypotheses'>(tests?.hypotheses, outputs);
  const diagnostics = outputOf<'diagnose'>(tests?.diagnostics, outputs);
  return { ...(hypotheses ? { hypotheses } : {}), ...(diagnostics ? { diagnostics } : {}) };
}

/** The rows of `compare`, formula by formula. */
function comparisonsOf({ steps }: PlannedAnalysis, outputs: Outputs): readonly CompareRow[] {
  return Object.entries(steps).flatMap(([role, id]) => {
    if (!role.startsWith('compare.')) return [];
    const formula = role.slice('compare.'.length);
    return (outputOf<'compare'>(id, outputs) ?? []).map((row) => ({ formula, ...row }));
  });
}

function withModels(
  verb: 'regress' | 'vary',
  analysis: PlannedAnalysis,
  plan: Plan,
  outputs: Outputs,
): AnalysisRecord | undefined {
  const models = modelsOf(analysis, plan, outputs);
  const compare = comparisonsOf(analysis, outputs);
  return models && { verb, models, ...(compare.length > 0 ? { compare } : {}) };
}

function modelsOf(
  analysis: PlannedAnalysis,
  plan: Plan,
  outputs: Outputs,
): readonly ModelRecord[] | undefined {
  if (!analysis.models.every((model) => outputs.has(model.step))) return undefined;
  return analysis.models.map((model) => modelRecord(model, plan, outputs));
}

function modelRecord(model: PlannedModel, plan: Plan, outputs: Outputs): ModelRecord {
  const { record } = outputs.get(model.step) as StepRecords['estimate'];
  const named = {
    id: model.ref,
    name: model.name,
    group: model.group && { name: model.group.name, label: inLanguage(model.group.label, plan.language) },
    formula: model.formula,
  };
  const derived = namedDerived(record.derived, named);
  return { ...named, ...record, ...testsOf(model, outputs), derived };
}

/** A text in the language of the study, else in English, else in whatever language it has. */
function inLanguage(text: Localised, language: string): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
