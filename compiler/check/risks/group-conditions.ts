import type { Analysis, Condition, Located } from '../../parse/study.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { Expression } from '../../plan/expression.ts';
import type { CheckContext } from '../context.ts';
import { evaluateAt } from '../evaluate-at.ts';
import { conjunctsOf, narrowed, onlyColumn } from '../narrowing.ts';
import type { ColumnFact, Scope } from '../scope.ts';
import { valuesOf } from './column-values.ts';

/** Samples that no row is in, and groups of a split that share rows, where one column decides it. */
export function groupConditions({ spec, scope, index }: CheckContext): readonly Diagnostic[] {
  return spec.analyses.flatMap((analysis) => {
    const where = analysis.where ? conjunctsOf(analysis.where.tree) : [];
    if (analysis.where && matchesNothing(where, scope)) return [noRows(analysis.id.value, analysis.where)];
    const { split } = analysis;
    if (split?.kind === 'conditions')
      return [...empty(split.groups, where, scope), ...shared(split.groups, where, scope)];
    if (split?.kind !== 'column') return variants(analysis, where, scope);
    const groups = (index.groups.get(analysis.id.value) ?? []).filter((group) =>
      matchesNothing([...where, group.where], scope),
    );
    if (groups.length === 0 || where.length === 0) return [];
    const names = groups.map((group) => group.name).join(', ');
    return [
      diagnostic('no-rows', split.column.span, { what: `${split.column.value} ${names}`, beside: true }),
    ];
  });
}

type Groups = readonly { readonly name: Located<string>; readonly where: Condition }[];

const noRows = (what: string, { span }: Condition, beside = false): Diagnostic =>
  diagnostic('no-rows', span, { what, beside });

function empty(groups: Groups, where: readonly Expression[], scope: Scope): readonly Diagnostic[] {
  return groups
    .filter((group) => matchesNothing([...where, ...conjunctsOf(group.where.tree)], scope))
    .map((group) => noRows(`the group ${group.name.value}`, group.where, where.length > 0));
}

function variants(analysis: Analysis, where: readonly Expression[], scope: Scope): readonly Diagnostic[] {
  if (analysis.verb !== 'vary') return [];
  return analysis.variants.flatMap((variant) =>
    variant.where && matchesNothing([...where, ...conjunctsOf(variant.where.tree)], scope)
      ? [noRows(`the variant ${variant.name.value}`, variant.where, where.length > 0)]
      : [],
  );
}

/** Each group that shares a value of its column with an earlier one, with the first such. */
function shared(groups: Groups, where: readonly Expression[], scope: Scope): readonly Diagnostic[] {
  const first = new Map<number, { readonly with: number; readonly at: string }>();
  for (const [name, members] of byColumn(groups)) {
    const fact = scope.columns.get(name);
    if (!fact) continue;
    const base = where.filter((one) => onlyColumn(one) === name);
    for (const value of valuesOf(
      fact,
      members.map((i) => groups[i]!.where.tree),
    )) {
      const holds = (one: Expression): boolean => evaluateAt(one, name, value) === 1;
      if (!base.every(holds)) continue;
      const [earliest, ...others] = members.filter((i) => holds(groups[i]!.where.tree));
      for (const other of others) {
        if (!first.has(other)) first.set(other, { with: earliest!, at: `${name} = ${value}` });
      }
    }
  }
  return [...first].map(([i, { with: other, at }]) => {
    const payload = { group: groups[i]!.name.value, other: groups[other]!.name.value, at };
    return diagnostic('overlapping-groups', groups[i]!.where.span, payload);
  });
}

/** The groups whose conditions look at one and the same column. */
function byColumn(groups: Groups): ReadonlyMap<string, readonly number[]> {
  const columns = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const name = onlyColumn(group.where.tree);
    if (name !== null) columns.set(name, [...(columns.get(name) ?? []), i]);
  });
  return columns;
}

/** Whether no row can satisfy all conditions, by what is known of some column by itself. */
function matchesNothing(conditions: readonly Expression[], scope: Scope): boolean {
  const names = new Set(conditions.flatMap((one) => onlyColumn(one) ?? []));
  return [...names].some((name) => {
    const fact = scope.columns.get(name);
    return (
      fact !== undefined &&
      excluded(
        fact,
        conditions.filter((one) => onlyColumn(one) === name),
      )
    );
  });
}

function excluded(fact: ColumnFact, own: readonly Expression[]): boolean {
  const { levels, cells } = narrowed(fact, own);
  if (cells.range && cells.range[0] > cells.range[1] && cells.missing[1] === 0) return true;
  if (!fact.levels || levels === null || levels.length > 0) return false;
  const atMissing = own.every((one) => {
    const answer = evaluateAt(one, fact.name, null);
    return answer === 1 || answer === undefined;
  });
  return !atMissing || fact.cells.missing[1] === 0;
}
