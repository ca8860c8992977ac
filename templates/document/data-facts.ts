import type { PlanStep, PrepareParameters } from '../../compiler/plan/plan.ts';
import type { PrepareRecord } from '../../runtime/results/results.ts';
import type { Context } from './context.ts';
import type { DataFacts, Extent, ScalingFact, WinsorFact } from './facts.ts';
import { formatTrimmed } from './format-number.ts';
import { nounOf, variableLabel } from './labels.ts';

/** A step of the preparation as planned, with what it did. */
export interface PreparedStep {
  readonly parameters: PrepareParameters;
  readonly record: PrepareRecord;
}

/** The preparation in order: the plan walked back from the table that the analyses read. */
export function preparation({ plan, results }: Context): readonly PreparedStep[] {
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const chain: PlanStep[] = [];
  for (let step = steps.get(plan.table); step?.kind === 'prepare'; step = steps.get(step.inputs[0]!)) {
    chain.unshift(step);
  }
  return chain.flatMap((step, i) => {
    const record = results.prepare[i];
    return record ? [{ parameters: step.parameters as PrepareParameters, record }] : [];
  });
}

/** One option of a step by its name; undefined where the step has none, or is not a map of options. */
export function optionOf(options: PrepareParameters['options'], name: string): unknown {
  if (options === null || typeof options !== 'object' || Array.isArray(options)) return undefined;
  return (options as Readonly<Record<string, unknown>>)[name];
}

/** Names in an option: a list, a map from names, or a list of pairs. */
export function namesOf(option: unknown): readonly string[] {
  if (typeof option === 'string') return [option];
  if (Array.isArray(option)) return option.map((item) => String(Array.isArray(item) ? item[0] : item));
  return option !== null && typeof option === 'object' ? Object.keys(option) : [];
}

interface Treatment {
  readonly verb: 'normalize' | 'winsorize';
  readonly method: string;
  readonly by: readonly string[];
}

/** What was done to each column, as it stands at the end: a column computed anew starts anew. */
function treatments(steps: readonly PreparedStep[]): ReadonlyMap<string, readonly Treatment[]> {
  const found = new Map<string, readonly Treatment[]>();
  for (const { parameters } of steps) {
    const { verb, options } = parameters;
    if (verb === 'derive') for (const name of namesOf(options)) found.delete(name);
    if (verb === 'rename') renameAll(found, options);
    if (verb !== 'normalize' && verb !== 'winsorize') continue;
    const method =
      verb === 'normalize'
        ? String(optionOf(options, 'method') ?? 'minmax')
        : percentiles(optionOf(options, 'at'));
    const treatment: Treatment = { verb, method, by: namesOf(optionOf(options, 'by') ?? []) };
    for (const name of namesOf(optionOf(options, 'columns')))
      found.set(name, [...(found.get(name) ?? []), treatment]);
  }
  return found;
}

/** A map of options as pairs, however the plan holds it. */
function pairsOf(options: PrepareParameters['options']): readonly (readonly [string, unknown])[] {
  if (Array.isArray(options)) return options.map((pair) => pair as readonly [string, unknown]);
  return options !== null && typeof options === 'object' ? Object.entries(options) : [];
}

function renameAll(found: Map<string, readonly Treatment[]>, options: PrepareParameters['options']): void {
  const moved = pairsOf(options).flatMap(([from, to]) => {
    const before = found.get(from);
    found.delete(from);
    return before && typeof to === 'string' ? [[to, before] as const] : [];
  });
  for (const [to, before] of moved) found.set(to, before);
}

function percentiles(at: unknown): string {
  const [low, high] = Array.isArray(at) ? at.map(Number) : [1, 99];
  return `${formatTrimmed(low ?? 1)} ${formatTrimmed(high ?? 99)}`;
}

/** What was done to the data of a table: `outcomes` and `regressors` are the variables that it shows. */
export function dataFacts(
  context: Context,
  outcomes: readonly string[],
  regressors: readonly string[],
): DataFacts {
  const steps = preparation(context);
  const treated = treatments(steps);
  const shown = [...new Set([...outcomes, ...regressors])];
  const kinds = new Map<string, Treatment>();
  for (const name of shown) for (const t of treated.get(name) ?? []) kinds.set(JSON.stringify(t), t);
  const facts = [...kinds].map(([key, treatment]) => {
    const has = (name: string): boolean => (treated.get(name) ?? []).some((t) => JSON.stringify(t) === key);
    return { treatment, extent: extentOf(context, outcomes, regressors, has) };
  });
  return {
    unmatched: steps.flatMap(unmatchedRows),
    interpolated: interpolation(context, steps),
    scaled: facts.flatMap(({ treatment, extent }): ScalingFact[] =>
      treatment.verb === 'normalize'
        ? [{ method: treatment.method, by: nouns(context, treatment), extent }]
        : [],
    ),
    winsorized: facts.flatMap(({ treatment, extent }): WinsorFact[] =>
      treatment.verb === 'winsorize'
        ? [{ at: treatment.method.split(' ') as [string, string], by: nouns(context, treatment), extent }]
        : [],
    ),
  };
}

function unmatchedRows({ parameters, record }: PreparedStep): DataFacts['unmatched'] {
  const rows = record.matched?.unmatched ?? 0;
  return rows > 0 ? [{ source: String(optionOf(parameters.options, 'with')), rows }] : [];
}

function nouns(context: Context, treatment: Treatment): ScalingFact['by'] {
  return treatment.by.map((name) => nounOf(context, name));
}

function interpolation(context: Context, steps: readonly PreparedStep[]): DataFacts['interpolated'] {
  const cells = steps
    .filter(({ parameters }) => parameters.verb === 'interpolate')
    .flatMap(({ record }) => Object.values(record.filled))
    .reduce((sum, count) => sum + count, 0);
  const { panel } = context.plan;
  if (cells === 0 || !panel) return null;
  return { cells, unit: nounOf(context, panel.unit), time: nounOf(context, panel.time) };
}

/** Says the extent in the fewest words: all, the regressors, all but a few, or those few. */
function extentOf(
  context: Context,
  outcomes: readonly string[],
  regressors: readonly string[],
  has: (name: string) => boolean,
): Extent {
  const shown = [...new Set([...outcomes, ...regressors])];
  const labels = (names: readonly string[]): readonly string[] =>
    names.map((name) => variableLabel(context, name));
  const without = shown.filter((name) => !has(name));
  if (without.length === 0) return { kind: 'all' };
  if (regressors.length > 0 && regressors.every(has) && !outcomes.some(has)) return { kind: 'regressors' };
  const most = without.length <= 2 && shown.length - without.length > without.length;
  return most
    ? { kind: 'except', labels: labels(without) }
    : { kind: 'only', labels: labels(shown.filter(has)) };
}
