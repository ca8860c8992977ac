import type { Expression } from '../plan/expression.ts';
import { type Complain, collector, type Located, outcomeOf, type Parsed, spanOf } from './located.ts';
import { readExpression, type Scope } from './read-expression.ts';
import { readFormula } from './read-formula.ts';
import { readTerms } from './read-terms.ts';
import { parseChain, parseParts } from './recognise.ts';
import type { FormulaTree, TermTree } from './tree.ts';

/**
 * Reads an expression: of `derive`, `filter`, `where` and `split` over columns, of `holds` over results, where
 * dotted references are allowed and a bare name refers to an analysis. Every node has its span. Knows no data:
 * whether names and functions exist is not looked at. Never throws.
 */
export function parseExpression(input: Located, context: 'columns' | 'results'): Parsed<Expression> {
  const { diagnostics, complain } = collector(input);
  const syntax = parseChain(input.text, context, complain);
  if (syntax === null) return { ok: false, diagnostics };
  return outcomeOf(readExpression(syntax, scopeOf(input, complain, false)), diagnostics);
}

/**
 * Reads a formula, `AGG ~ TIN + csw0(POS, NUE) | city`. What the language has and this version has not (instruments,
 * varying slopes, `i() l() f() d()`) is read and refused at its place. Knows no data and no sets. Never throws.
 */
export function parseFormula(input: Located): Parsed<FormulaTree> {
  const { diagnostics, complain } = collector(input);
  const syntax = parseParts(input.text, complain);
  if (syntax === null) return { ok: false, diagnostics };
  return outcomeOf(readFormula(syntax, scopeOf(input, complain, true), input.text), diagnostics);
}

/**
 * Reads what stands where a term stands: a member of a set, a row of a table. `TIN`, `log(POS)`, `TIN:POS`, a set's
 * name, a sum of these; no constant and no family.
 */
export function parseTerm(input: Located): Parsed<TermTree> {
  const { diagnostics, complain } = collector(input);
  const syntax = parseChain(input.text, 'formula', complain);
  if (syntax === null) return { ok: false, diagnostics };
  const place = { constants: false, families: false };
  return outcomeOf(readTerms(syntax, place, scopeOf(input, complain, true), input.text), diagnostics);
}

function scopeOf(input: Located, complain: Complain, formula: boolean): Scope {
  return { complain, spanAt: (range) => spanOf(input, range), formula };
}
