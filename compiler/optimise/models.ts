import type { Expression } from '../plan/expression.ts';
import type { ModelSpec } from '../plan/model.ts';
import type { Plan, PlanStep } from '../plan/plan.ts';
import { printExpression, printFixed, termName } from '../plan/print.ts';

/** A model of the plan with what decides what it can share. */
export interface Model {
  readonly step: PlanStep<'estimate'>;
  readonly spec: ModelSpec;
  /** The step that makes its table. */
  readonly table: string;
  /** Columns by name: the outcome, then the regressors and instruments, each once. */
  readonly columns: readonly string[];
  /** Regressors by name, instrumented ones included. */
  readonly regressors: readonly string[];
  /** Names of what must not be missing, each once. */
  readonly required: readonly string[];
  /** Absorbed effects by name. */
  readonly effects: readonly string[];
  /** Dimensions of clusters by name. */
  readonly clusters: readonly string[];
  /** Of the main file. */
  readonly rows: number;
}

/** From here on least squares is solved from products of columns, below by Householder QR; the runtime's own number. */
export const MANY_ROWS = 20_000;
/** Of more rows what effects leave of the columns is not kept; the runtime's own number. */
const MOST_ABSORBED = 2 ** 22;

/**
 * Whether the columns of a regression can be those of another: under weights, and beside slopes that vary with effects, each
 * model makes its own.
 */
export function sharesColumns({ spec: { weights, formula }, rows }: Model): boolean {
  const { fixed } = formula;
  const absorbs = fixed.length > 0;
  const kept = rows <= MOST_ABSORBED && fixed.every(({ slopes }) => slopes.length === 0);
  return weights === undefined && (!absorbs || kept);
}

/** Least squares without instruments on columns that others may have. */
export function isSharedLeastSquares(model: Model): boolean {
  const { estimator, formula } = model.spec;
  return estimator === 'ols' && formula.instruments === null && sharesColumns(model);
}

/** The models of a plan, in the order of their steps. */
export function modelsOf({ steps }: Plan, rows: number): readonly Model[] {
  return steps
    .filter((step): step is PlanStep<'estimate'> => step.kind === 'estimate')
    .map((step) => modelOf(step, step.parameters, rows));
}

function modelOf(step: PlanStep<'estimate'>, spec: ModelSpec, rows: number): Model {
  const { outcome, terms, fixed, instruments } = spec.formula;
  const regressors = [...terms, ...(instruments?.endogenous ?? [])];
  const all = [...regressors, ...(instruments?.instruments ?? [])];
  const clusters = spec.vcov.by ?? [];
  const expressions = [outcome, ...all.flatMap(({ factors }) => factors), ...spec.complete];
  const required = [
    ...expressions.flatMap(needsOf).map(printExpression),
    ...fixed.flatMap(({ columns, slopes }) => [...columns, ...slopes]),
    ...(spec.weights === undefined ? [] : [spec.weights]),
    ...(spec.vcov.combined ?? [clusters]).flat(),
  ];
  return {
    ...{ step, spec, clusters, rows },
    table: step.inputs[0]!,
    columns: [...new Set([printExpression(outcome), ...all.map(termName)])],
    regressors: [...new Set(regressors.map(termName))],
    required: [...new Set(required)],
    effects: fixed.map(printFixed),
  };
}

/** What a factor takes its values from: f and x of `i(f, x)`, x of `factor(x)`, else itself. */
function needsOf(e: Expression): readonly Expression[] {
  if (e.kind !== 'call') return [e];
  if (e.function === 'i') return e.arguments;
  const wraps = (e.function === 'factor' || e.function === 'I') && e.arguments.length === 1;
  return wraps ? needsOf(e.arguments[0]!) : [e];
}

/** Lists of items with equal keys, in the order of their first; those of one item left out. */
export function together<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Names that occur, each once, in the order in which they first do. */
export function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}
