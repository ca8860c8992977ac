import type { Analysis, Located, StudySpec } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import type { Localised } from '../plan/plan.ts';
import type { Group } from './checked.ts';
import { byCodePoint } from './code-points.ts';
import type { ColumnFact, Scope } from './scope.ts';

/** The groups of an analysis with a split, in order; none (and a message) where they cannot be known. */
export function groupsOf(
  analysis: Analysis,
  spec: StudySpec,
  scope: Scope,
  out: Diagnostic[],
): readonly Group[] {
  const { split } = analysis;
  if (split === null) return [];
  if (split.kind === 'conditions') {
    return split.groups.map(({ name, where }) => ({
      name: name.value,
      label: name.value,
      where: where.tree,
    }));
  }
  return columnGroups(split.column, spec, scope, out);
}

/** The values of a column, in the order of its `levels`, else sorted; none (and a message) where they cannot be known. */
export function columnGroups(
  column: Located<string>,
  spec: StudySpec,
  scope: Scope,
  out: Diagnostic[],
): readonly Group[] {
  const fact = scope.columns.get(column.value);
  const declared = spec.variables.find((one) => one.name.value === column.value)?.levels ?? [];
  const values = declared.length > 0 ? declared.map((level) => level.value.value) : sortedLevels(fact);
  if (values === null) {
    // A column that does not exist, or whose file could not be read, is reported as such.
    if (fact && fact.type !== 'unknown') {
      out.push(diagnostic('unknown-levels', column.span, { column: column.value }));
    }
    return [];
  }
  const labels = new Map(declared.map((level) => [level.value.value, level.label]));
  return values.map((value) => group(column.value, value, labels.get(value) ?? value, fact));
}

/** In the order of the file where it gives one (value labels); by number where all are numbers, else by code point. */
function sortedLevels(fact: ColumnFact | undefined): readonly string[] | null {
  if (!fact?.levels) return null;
  if (fact.ordered) return fact.levels;
  const numeric = fact.type === 'number';
  return [...fact.levels].sort((a, b) => (numeric ? Number(a) - Number(b) : byCodePoint(a, b)));
}

function group(column: string, value: string, label: Localised, fact: ColumnFact | undefined): Group {
  const numeric = fact?.type === 'number' || fact?.type === 'condition';
  const literal: Expression = numeric ? { kind: 'number', value: Number(value) } : { kind: 'text', value };
  const where: Expression = {
    kind: 'binary',
    operator: '==',
    left: { kind: 'name', name: column },
    right: literal,
  };
  return { name: value, label, where };
}
