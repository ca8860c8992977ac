import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Call, Expression } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import { type ColumnFact, columnFact, type Scope } from './scope.ts';
import { requireNumber } from './types.ts';

/** `i(f, x, ref='a')`: f is a column, x a number, and some row of f is a. */
export function coding(call: Call, span: Span, scope: Scope, out: Diagnostic[]): void {
  const [column, slope] = call.arguments;
  if (slope) requireNumber(slope, 'a slope of i()', scope, slope.span ?? span, out);
  // What is no name was refused when it was read; a set is refused where sets are written out.
  if (column?.kind !== 'name' || scope.sets.has(column.name)) return;
  const fact = columnFact({ value: column.name, span: column.span ?? span }, scope, out);
  const reference = call.named['ref'];
  if (fact && reference) referenceLevel(fact, reference, reference.span ?? span, out);
}

function referenceLevel(fact: ColumnFact, reference: Expression, span: Span, out: Diagnostic[]): void {
  const printed = printExpression(reference);
  const text = reference.kind === 'text';
  if (text && fact.type === 'number') {
    out.push(diagnostic('mixed-types', span, { text: printed, number: fact.name }));
  } else if (!text && fact.type === 'text') {
    out.push(diagnostic('mixed-types', span, { text: fact.name, number: printed }));
  } else if (fact.levels !== null) {
    const level = text ? reference.value : printed;
    if (fact.levels.includes(level)) return;
    const payload = { column: fact.name, level, allowed: fact.levels.slice(0, 30) };
    const suggestion = nearest(level, fact.levels);
    out.push(diagnostic('unknown-reference-level', span, { ...payload, suggestion }));
  }
}
