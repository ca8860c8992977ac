import type { Expression, Name } from '../plan/expression.ts';
import { namesIn } from './names.ts';
import { readExpression, type Scope } from './read-expression.ts';
import { readTerms } from './read-terms.ts';
import type { BarSyntax, FormulaSyntax, Syntax } from './syntax.ts';
import type { FixedTree, FormulaTree } from './tree.ts';

/** The meaning of a formula's syntax. After a complaint the value is of no use. */
export function readFormula(syntax: FormulaSyntax, scope: Scope, source: string): FormulaTree {
  return {
    kind: 'formula',
    outcomes: readOutcomes(syntax.left, scope, source),
    terms: readTerms(syntax.right, { constants: true, families: true }, scope, source),
    fixed: readBars(syntax.bars, scope, source),
    span: scope.spanAt(syntax),
  };
}

/** One expression, or those of `c(y1, y2)`. */
function readOutcomes(syntax: Syntax, scope: Scope, source: string): Expression[] {
  if (syntax.kind !== 'call' || syntax.function !== 'c') return [readOutcome(syntax, scope, source)];
  const values = syntax.arguments.filter((argument) => argument.name === null);
  if (values.length === 0 || values.length < syntax.arguments.length) {
    scope.complain(syntax, 'outcome-form', { found: source.slice(syntax.start, syntax.end) });
  }
  return values.map((argument) => readOutcome(argument.value, scope, source));
}

function readOutcome(syntax: Syntax, scope: Scope, source: string): Expression {
  let complained = false;
  const inner: Scope = {
    ...scope,
    complain: (...mistake) => {
      complained = true;
      scope.complain(...mistake);
    },
  };
  const outcome = readExpression(syntax, inner);
  if (!complained && namesIn(outcome).length === 0) {
    scope.complain(syntax, 'outcome-form', { found: source.slice(syntax.start, syntax.end) });
  }
  return outcome;
}

/** The parts after `|`: fixed effects, then instruments, which are not built yet. */
function readBars(bars: readonly BarSyntax[], scope: Scope, source: string): FixedTree[] {
  const first = bars[0];
  if (first === undefined) return [];
  const instruments = bars.findIndex((bar) => bar.right !== null);
  const excess = bars[instruments < 0 ? 1 : instruments + 1];
  if (instruments > 1 || excess !== undefined) {
    const at = instruments > 1 ? bars[1]! : excess!;
    scope.complain({ start: at.start, end: at.start + 1 }, 'formula-syntax', {
      found: '|',
      after: source.slice(first.start, at.start).trim(),
      expected: 'one | before the fixed effects, and one before endogenous ~ instruments',
    });
  } else if (instruments >= 0) {
    const part = bars[instruments]!;
    scope.complain({ start: part.left.start, end: part.end }, 'not-available', {
      what: 'an instruments part',
    });
  }
  return first.right === null ? readFixed(first.left, scope, source) : [];
}

/** `f1 + f2^f3`. */
function readFixed(syntax: Syntax, scope: Scope, source: string): FixedTree[] {
  const parts: Syntax[] = [];
  let rest = syntax;
  while (rest.kind === 'infix' && rest.operator === '+') {
    parts.push(rest.right);
    rest = rest.left;
  }
  parts.push(rest);
  return parts
    .reverse()
    .map((part) => ({ columns: readCombined(part, scope, source), span: scope.spanAt(part) }));
}

function readCombined(syntax: Syntax, scope: Scope, source: string): Name[] {
  const columns: Name[] = [];
  let rest = syntax;
  while (rest.kind === 'infix' && rest.operator === '^') {
    for (const one of readColumn(rest.left, scope, source)) columns.push(one);
    rest = rest.right;
  }
  return [...columns, ...readColumn(rest, scope, source)];
}

function readColumn(syntax: Syntax, scope: Scope, source: string): Name[] {
  if (syntax.kind === 'word') return [readExpression(syntax, scope) as Name];
  const found = source.slice(syntax.start, syntax.end);
  if (syntax.kind === 'slope') {
    scope.complain(syntax, 'not-available', { what: `a varying slope, ${found},` });
  } else scope.complain(syntax, 'fixed-form', { found, write: fixedHint(syntax, source) });
  return [];
}

function fixedHint(syntax: Syntax, source: string): string {
  const inner = syntax.kind === 'call' ? syntax.arguments[0]?.value : undefined;
  if (syntax.kind === 'call' && /^c?sw0?$/.test(syntax.function)) {
    return 'write one formula for each list of fixed effects';
  }
  if (inner?.kind === 'word')
    return `write ${source.slice(inner.start, inner.end)}: every fixed effect is a factor`;
  if (syntax.kind === 'infix' && syntax.operator === ':') return 'categories are combined by ^, city^year';
  if (syntax.kind === 'number') return 'leave out | where there are no fixed effects';
  return 'after | stand columns: city + year, or city^year for their combinations';
}
