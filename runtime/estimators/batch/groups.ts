import type { Expression } from '../../../compiler/plan/expression.ts';
import type { ModelSpec, ModelTerm, VcovSpec } from '../../../compiler/plan/model.ts';
import { termName } from '../../../compiler/plan/print.ts';
import type { Profile } from '../../conventions/profile.ts';
import { buildDesign } from '../../design/build.ts';
import { clusterColumns } from '../../design/codes.ts';
import type { Design } from '../../design/design.ts';
import { expressionName } from '../../design/names.ts';
import { chooseRows, requiredNames } from '../../design/rows.ts';
import type { Table } from '../../engines/memory/table.ts';
import type { EstimateOptions } from '../estimate.ts';

/** Models on the same rows, and one design that has the columns of all of them. */
export interface ModelGroup {
  /** Places among the models that were given. */
  readonly members: readonly number[];
  readonly design: Design;
}

/** What decides about rows and about what is partialled out, columns and clusters apart. */
function familyKey({ formula, where, complete, weights, conventions }: ModelSpec): string {
  const { fixed, intercept } = formula;
  return JSON.stringify([fixed, intercept, where, complete, weights ?? null, conventions]);
}

/**
 * Models whose rows are the same whatever their columns: those of one family (conditions, effects, weights) that need
 * the same columns with missing cells. Columns without any take no row from a model.
 */
export function groupsOf(
  table: Table,
  specs: readonly ModelSpec[],
  profileOf: (spec: ModelSpec) => Profile | null,
  options: EstimateOptions,
  least: number,
): readonly ModelGroup[] {
  const all = specs.map((_, i) => i);
  return partition(all, (i) => familyKey(specs[i]!)).flatMap((family) => {
    const profile = profileOf(specs[family[0]!]!);
    if (family.length < least || profile === null) return [];
    const missing = missingCells(
      table,
      family.map((i) => specs[i]!),
      options,
    );
    const lacking = (i: number): string =>
      JSON.stringify(
        requiredNames(specs[i]!, specs[i]!.vcov.by ?? [])
          .filter((name) => (missing[name] ?? 0) > 0)
          .sort(),
      );
    return partition(family, lacking).flatMap((members): readonly ModelGroup[] => {
      if (members.length < least) return [];
      const spec = unionOf(members.map((i) => specs[i]!));
      const design = buildDesign(table, spec, {
        ...options,
        dropSingletons: profile.dropsSingletons,
        normaliseWeights: profile.normalisesWeights ?? false,
        clusters: spec.vcov.by ?? [],
      });
      return 'kind' in design || design.n === 0 ? [] : [{ members, design }];
    });
  });
}

function partition<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}

/** Missing cells by name among the rows that the conditions leave. */
function missingCells(
  table: Table,
  specs: readonly ModelSpec[],
  { evaluate }: EstimateOptions,
): Readonly<Record<string, number>> {
  const spec = unionOf(specs);
  const clusters = spec.vcov.by ?? [];
  return chooseRows(table, spec, { evaluate, dropSingletons: false, clusters }).record.missing;
}

/**
 * One model with the terms, outcomes and clusters of all, in an order that does not depend on that of the models: terms by
 * name, other outcomes among what must be complete.
 */
function unionOf(specs: readonly ModelSpec[]): ModelSpec {
  const [first] = specs;
  const terms = new Map<string, ModelTerm>();
  const outcomes = new Map<string, Expression>();
  const clusters = new Map<string, readonly string[]>();
  for (const { formula, vcov } of specs) {
    outcomes.set(expressionName(formula.outcome), formula.outcome);
    for (const term of formula.terms) terms.set(termName(term), term);
    for (const name of vcov.by ?? []) clusters.set(name, clusterColumns(vcov, name));
  }
  const sorted = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const by = sorted(clusters);
  const ordered = sorted(outcomes).map(([, outcome]) => outcome);
  const vcov: VcovSpec =
    by.length === 0
      ? { type: 'iid' }
      : { type: 'cluster', by: by.map(([name]) => name), combined: by.map(([, columns]) => columns) };
  return {
    ...first!,
    formula: {
      ...first!.formula,
      outcome: ordered[0]!,
      terms: sorted(terms).map(([, term]) => term),
    },
    complete: [...first!.complete, ...ordered.slice(1)],
    vcov,
  };
}
