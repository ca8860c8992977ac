import type { Expression } from '../../compiler/plan/expression.ts';
import type { ModelSpec, VcovSpec } from '../../compiler/plan/model.ts';
import type { Plan, PlannedAnalysis, PlanStep } from '../../compiler/plan/plan.ts';
import { printExpression, termName } from '../../compiler/plan/print.ts';
import { namesDefining, profileFor } from '../conventions/index.ts';
import { estimatorFor } from '../estimators/index.ts';
import { covariances } from '../vcov/index.ts';
import { vcovWords } from './vcov-words.ts';

/** A model of the study with one or two of its choices exchanged. */
export interface Attempt {
  /** What is exchanged; `sample` changes the estimates too. */
  readonly kind: 'vcov' | 'conventions' | 'both' | 'sample';
  /** As a reader says it: `vcov {cluster: city}`, `the rows where year >= 2020`. */
  readonly words: string;
  readonly spec: ModelSpec;
}

export type EstimateStep = PlanStep<'estimate'>;

const PLAIN = ['iid', 'HC0', 'HC1', 'HC2', 'HC3', 'HC4', 'nid'];
/** Of covariances along time: how many periods back. */
const LAGS = [1, 2, 3];
/** Of the columns that may be clusters, the first; of two dimensions, pairs of these. */
const KEYS = 6;
/** Corrections that decompose each cluster are tried on samples up to this. */
const CORRECTED = 2000;

/** At most so many variants of a model, fewer where it has many rows: of a million a dozen. */
export function budget(n: number): number {
  return Math.max(12, Math.min(120, Math.floor(3e6 / Math.max(1, n))));
}

/** What is tried for a model of `n` rows, the likeliest first: the order is that of the plan and of the catalog. */
export function attemptsOf(
  step: EstimateStep,
  analysis: PlannedAnalysis,
  plan: Plan,
  n: number,
): readonly Attempt[] {
  const spec = step.parameters;
  const vcovs = otherVcovs(spec, plan, n);
  const conventions = otherConventions(spec);
  // What draws does so once more for each variant, so that its sample and its conventions stay.
  const drawn = spec.vcov.draws !== undefined;
  const single = [
    ...vcovs.map((vcov): Attempt => ({ kind: 'vcov', words: vcovWords(vcov), spec: { ...spec, vcov } })),
    ...(drawn ? [] : conventions.map((name) => underConventions(spec, name))),
    ...(drawn ? [] : otherSamples(step, analysis, plan)),
  ];
  const both = vcovs.flatMap((vcov) =>
    conventions.map((name): Attempt => {
      const words = `${vcovWords(vcov)} and conventions ${name}`;
      return { kind: 'both', words, spec: { ...spec, vcov, conventions: name } };
    }),
  );
  return [...single, ...both].slice(0, budget(n));
}

function underConventions(spec: ModelSpec, name: string): Attempt {
  return { kind: 'conventions', words: `conventions ${name}`, spec: { ...spec, conventions: name } };
}

function otherVcovs(spec: ModelSpec, plan: Plan, n: number): readonly VcovSpec[] {
  const keys = clusterColumns(plan);
  const pairs = keys.flatMap((one, i) => keys.slice(i + 1).map((other) => [one, other]));
  const lagged = plan.panel === null ? [] : LAGS;
  const corrected = n <= CORRECTED ? keys : [];
  const all: readonly VcovSpec[] = [
    ...PLAIN.map((type) => ({ type })),
    ...keys.map((key) => ({ type: 'cluster', by: [key] })),
    ...pairs.map((by) => ({ type: 'cluster', by })),
    ...lagged.map((lag) => ({ type: 'newey-west', lag })),
    ...lagged.map((lag) => ({ type: 'driscoll-kraay', lag })),
    ...corrected.flatMap((key) => ['cr2', 'cr3'].map((type) => ({ type, by: [key] }))),
  ];
  const has = estimatorFor(spec.estimator)?.declaration.covariances;
  const exists = ({ type }: VcovSpec): boolean =>
    has ? has.includes(type) : type !== 'nid' && covariances.some((one) => one.declaration.name === type);
  const own = vcovWords(spec.vcov);
  return all.filter((vcov) => exists(vcov) && vcovWords(vcov) !== own);
}

/** Unit and time of the panel, then every column that some model is clustered by or absorbs. */
function clusterColumns(plan: Plan): readonly string[] {
  const read = new Set(
    plan.steps.flatMap((step) => (step.kind === 'read' ? (step as PlanStep<'read'>).parameters.columns : [])),
  );
  const panel = plan.panel === null ? [] : [plan.panel.unit, plan.panel.time];
  const used = estimateSteps(plan).flatMap(({ parameters: { vcov, formula } }) => [
    ...(vcov.combined ?? (vcov.by ?? []).map((by) => [by])).flat(),
    ...formula.fixed.flatMap(({ columns }) => columns),
  ]);
  return [...new Set([...panel.filter((name) => read.has(name)), ...used])].slice(0, KEYS);
}

/** One name for each way to count; those that count as the model's own are left out. */
function otherConventions({ formula, estimator, conventions }: ModelSpec): readonly string[] {
  const absorbed = formula.fixed.length > 0;
  const ways: unknown[] = [profileFor(conventions, absorbed, estimator)?.smallSample];
  return namesDefining(absorbed).filter((name) => {
    const way = profileFor(name, absorbed, estimator)?.smallSample;
    if (way === undefined || ways.includes(way)) return false;
    ways.push(way);
    return true;
  });
}

/** All rows, those of every other group or condition in the study, and those complete for the analysis as a whole. */
function otherSamples(step: EstimateStep, analysis: PlannedAnalysis, plan: Plan): readonly Attempt[] {
  const spec = step.parameters;
  const samples = new Map<string, readonly Expression[]>([['', []]]);
  for (const other of estimateSteps(plan)) {
    if (other.inputs[0] === step.inputs[0]) {
      samples.set(conditionText(other.parameters.where), other.parameters.where);
    }
  }
  samples.delete(conditionText(spec.where));
  const rows = [...samples].map(
    ([text, where]): Attempt => ({
      kind: 'sample',
      words: text === '' ? 'all rows' : `the rows where ${text}`,
      spec: { ...spec, where },
    }),
  );
  return [...completeRows(spec, analysis, plan), ...rows];
}

function conditionText(where: readonly Expression[]): string {
  return where.map(printExpression).join(' and ');
}

function completeRows(spec: ModelSpec, analysis: PlannedAnalysis, plan: Plan): readonly Attempt[] {
  if (spec.complete.length > 0) {
    const words = 'the rows that are complete for this model alone';
    return [{ kind: 'sample', words, spec: { ...spec, complete: [] } }];
  }
  const ids = new Set(analysis.models.map((model) => model.step));
  const formulas = estimateSteps(plan)
    .filter(({ id }) => ids.has(id))
    .map(({ parameters }) => parameters.formula);
  const terms = formulas.flatMap((formula) => formula.terms);
  // A call may be coded into several columns, or reach other periods: what is complete then is not said by one column.
  if (terms.some(({ factors }) => factors.some(({ kind }) => kind === 'call'))) return [];
  const own = new Set([spec.formula.outcome, ...factorsOf(spec.formula.terms)].map(printExpression));
  const all = [...formulas.map(({ outcome }) => outcome), ...factorsOf(terms)];
  const complete = [...new Map(all.map((one) => [printExpression(one), one])).values()];
  if (complete.every((one) => own.has(printExpression(one)))) return [];
  const words = `the rows that are complete for every model of ${analysis.id}`;
  return [{ kind: 'sample', words, spec: { ...spec, complete } }];
}

function factorsOf(terms: ModelSpec['formula']['terms']): readonly Expression[] {
  return [...new Map(terms.map((term) => [termName(term), term])).values()].flatMap(({ factors }) => factors);
}

/** Every model of a plan. */
export function estimateSteps(plan: Plan): readonly EstimateStep[] {
  return plan.steps.filter((step): step is EstimateStep => step.kind === 'estimate');
}
