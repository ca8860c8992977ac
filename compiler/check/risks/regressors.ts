import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { Expression } from '../../plan/expression.ts';
import type { ModelTerm } from '../../plan/model.ts';
import { printExpression, printFixed, termName } from '../../plan/print.ts';
import type { Span } from '../../plan/span.ts';
import { type CellFacts, cellsOf, type PanelKey } from '../cells.ts';
import type { ModelEntry } from '../checked.ts';
import type { CheckContext } from '../context.ts';
import { conjunctsOf, narrowed } from '../narrowing.ts';

/**
 * Terms that cannot do what they stand for: absorbed by a fixed effect, without variation, the outcome itself, or text
 * that holds numbers. Each once where it stands, whatever number of models a formula makes of it.
 */
export function regressors(context: CheckContext): readonly Diagnostic[] {
  const { index, scope } = context;
  const known = new Map<Expression, CellFacts>();
  const cells = (node: Expression): CellFacts => {
    const found = known.get(node) ?? cellsOf(node, scope);
    known.set(node, found);
    return found;
  };
  const seen = new Set<string>();
  const out: Diagnostic[] = [];
  for (const models of index.models.values()) {
    for (const model of models) {
      for (const term of model.formula.terms) {
        const span = term.factors[0]?.span ?? model.span;
        const found = risk({ term, model, span, context, cells });
        const key = found && `${span.start} ${found.code} ${termName(term)}`;
        if (!found || !key || seen.has(key)) continue;
        seen.add(key);
        out.push(found);
      }
    }
  }
  return out;
}

interface Term {
  readonly term: ModelTerm;
  readonly model: ModelEntry;
  readonly span: Span;
  readonly context: CheckContext;
  readonly cells: (node: Expression) => CellFacts;
}

/** The first that applies: one mistake has one message. */
function risk(one: Term): Diagnostic | null {
  return outcomeItself(one) ?? numbersAsText(one) ?? withoutVariation(one) ?? absorbed(one);
}

function outcomeItself({ term, model, span }: Term): Diagnostic | null {
  const same = term.factors.some((factor) => printExpression(factor) === model.outcome);
  return same ? diagnostic('outcome-as-regressor', span, { outcome: model.outcome, ref: model.ref }) : null;
}

function numbersAsText({ term, span, context }: Term): Diagnostic | null {
  const { spec, scope, file } = context;
  for (const factor of term.factors) {
    const fact = factor.kind === 'name' ? scope.columns.get(factor.name) : undefined;
    if (fact?.type !== 'text' || !file) continue;
    const { numeric, distinct } = fact.cells;
    const meant =
      spec.data?.options.columns?.[fact.name] === 'string' ||
      spec.variables.some((one) => one.name.value === fact.name && one.levels.length > 0);
    if (meant || 2 * numeric <= file.rows) continue;
    return diagnostic('numbers-as-text', span, { column: fact.name, numeric, rows: file.rows, distinct });
  }
  return null;
}

/** Over the table, or over the rows that the model's conditions leave. Without a constant it would be one. */
function withoutVariation({ term, model, span, context, cells }: Term): Diagnostic | null {
  if (!model.formula.intercept && model.formula.fixed.length === 0) return null;
  const single = term.factors.every((factor) => {
    const fact = factor.kind === 'name' ? context.scope.columns.get(factor.name) : undefined;
    const where = model.where.flatMap(conjunctsOf);
    const { distinct } = fact && where.length > 0 ? narrowed(fact, where).cells : cells(factor);
    return distinct === 1;
  });
  return single ? diagnostic('constant-regressor', span, { term: termName(term), ref: model.ref }) : null;
}

/** Constant within the values of an effect that is absorbed: no variation is left. */
function absorbed({ term, model, span, context, cells }: Term): Diagnostic | null {
  const { keys, rows, units } = context.scope.sample;
  const within = (factor: Expression, columns: readonly string[]): boolean => {
    if (factor.kind === 'name' && columns.includes(factor.name)) return true;
    const of = (key: PanelKey): boolean =>
      keys !== null && columns.includes(keys[key]) && cells(factor).within.includes(key);
    // Where every unit has one row, everything is constant within it.
    return (of('unit') && (rows === null || rows !== units)) || of('time');
  };
  const effect = model.formula.fixed.find(({ columns }) => term.factors.every((one) => within(one, columns)));
  return effect
    ? diagnostic('absorbed-regressor', span, {
        term: termName(term),
        effect: printFixed(effect),
        ref: model.ref,
      })
    : null;
}
