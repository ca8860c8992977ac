import type { Expression, Name } from '../plan/expression.ts';
import { namesIn } from './names.ts';
import { readExpression, type Scope } from './read-expression.ts';
import { readTerms } from './read-terms.ts';
import type { BarSyntax, FormulaSyntax, SlopeSyntax, Syntax } from './syntax.ts';
import type { FixedTree, FormulaTree, InstrumentsTree } from './tree.ts';

/** The meaning of a formula's syntax. After a complaint the value is of no use. */
export function readFormula(syntax: FormulaSyntax, scope: Scope, source: string): FormulaTree {
  return {
    kind: 'formula',
    outcomes: readOutcomes(syntax.left, scope, source),
    terms: readTerms(syntax.right, { constants: true, families: true }, scope, source),
    ...readBars(syntax.bars, scope, source),
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

/** The parts after `|`: fixed effects, then instruments; either may stand alone. */
function readBars(
  bars: readonly BarSyntax[],
  scope: Scope,
  source: string,
): Pick<FormulaTree, 'fixed' | 'instruments'> {
  const [first] = bars;
  if (first === undefined) return { fixed: [], instruments: null };
  const parts = bars.findIndex((bar) => bar.right !== null);
  const excess = parts > 1 ? bars[1] : bars[parts < 0 ? 1 : parts + 1];
  if (excess !== undefined) {
    scope.complain({ start: excess.start, end: excess.start + 1 }, 'formula-syntax', {
      found: '|',
      after: source.slice(first.start, excess.start).trim(),
      expected: 'one | before the fixed effects, and one before endogenous ~ instruments',
    });
  }
  const part = parts < 0 ? undefined : bars[parts];
  return {
    fixed: first.right === null ? readFixed(first.left, scope, source) : [],
    instruments: part === undefined ? null : readInstruments(part, scope, source),
  };
}

/** `endogenous ~ instruments`: terms without constants and families on both sides. */
function readInstruments({ left, right }: BarSyntax, scope: Scope, source: string): InstrumentsTree {
  const place = { constants: false, families: false };
  return {
    endogenous: readTerms(left, place, scope, source),
    instruments: readTerms(right!, place, scope, source),
    span: scope.spanAt({ start: left.start, end: right!.end }),
  };
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
  return parts.reverse().map((part) => ({ ...readCombined(part, scope, source), span: scope.spanAt(part) }));
}

/** `f1^f2[x]`: the slope is that of the combination. */
function readCombined(syntax: Syntax, scope: Scope, source: string): Pick<FixedTree, 'columns' | 'slopes'> {
  const columns: Name[] = [];
  let rest = syntax;
  while (rest.kind === 'infix' && rest.operator === '^') {
    for (const one of readColumn(rest.left, scope, source)) columns.push(one);
    rest = rest.right;
  }
  if (rest.kind !== 'slope') return { columns: [...columns, ...readColumn(rest, scope, source)], slopes: [] };
  return {
    columns: [...columns, readExpression(rest.name, scope) as Name],
    slopes: rest.slopes.flatMap((slope) => readSlope(slope, scope, source)),
  };
}

function readSlope(syntax: Syntax, scope: Scope, source: string): Name[] {
  if (syntax.kind === 'word') return [readExpression(syntax, scope) as Name];
  const found = source.slice(syntax.start, syntax.end);
  scope.complain(syntax, 'fixed-form', { found, write: 'in the brackets stand columns: f[x], f[x, z]' });
  return [];
}

function readColumn(syntax: Syntax, scope: Scope, source: string): Name[] {
  if (syntax.kind === 'word') return [readExpression(syntax, scope) as Name];
  const found = source.slice(syntax.start, syntax.end);
  scope.complain(syntax, 'fixed-form', { found, write: fixedHint(syntax, source) });
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
  if (syntax.kind === 'slope') return slopeHint(syntax, source);
  if (syntax.kind === 'number') return 'leave out | where there are no fixed effects';
  return 'after | stand columns: city + year, or city^year for their combinations';
}

/** A slope before `^`. */
function slopeHint({ name, slopes }: SlopeSyntax, source: string): string {
  const inner = slopes.map((slope) => source.slice(slope.start, slope.end)).join(', ');
  return `the slope of a combination stands last: f^${source.slice(name.start, name.end)}[${inner}]`;
}
