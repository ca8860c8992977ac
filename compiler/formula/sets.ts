import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { namesIn } from './names.ts';
import { parseTerm } from './parse.ts';
import { distancesIn, shiftCall } from './read-shift.ts';
import { isCoding } from './terms.ts';
import type { PowerTree, RegressorTree, ShiftTree, TermTree } from './tree.ts';
import { printTerms } from './tree-printer.ts';

/** Name → members, each the text of a term (`POS`, `log(POS)`, `TIN:POS`) or the name of another set. */
export type Sets = ReadonlyMap<string, readonly string[]>;

/** Members that sets may stand for in one formula, repetitions counted: sets of sets multiply. */
export const memberLimit = 10_000;

/** The names of the sets that led here, outermost first. */
type Path = readonly string[];

/**
 * Replaces each set's name among terms by the sum of its members, which carry the span of the name, and ranges of lags
 * by the lags one by one.
 */
export function writeOutSets(term: TermTree, sets: Sets, diagnostics: Diagnostic[]): TermTree {
  let members = 0;

  function write(inner: TermTree, path: Path): TermTree {
    switch (inner.kind) {
      case 'regressor':
        return writeRegressor(inner, path);
      case 'sum':
        return {
          ...inner,
          items: inner.items.map((item) => ({ sign: item.sign, term: write(item.term, path) })),
        };
      case 'product':
        return { ...inner, left: write(inner.left, path), right: write(inner.right, path) };
      case 'power':
        refuseSquare(inner, sets, diagnostics);
        return { ...inner, base: write(inner.base, path) };
      case 'family':
        return { ...inner, alternatives: inner.alternatives.map((one) => write(one, path)) };
      case 'shift':
        return writeShift(inner, path);
      case 'constant':
        return inner;
    }
  }

  function writeShift(shift: ShiftTree, path: Path): TermTree {
    const { operand, span } = shift;
    if (operand.kind !== 'name' || !sets.has(operand.name)) {
      refuseSets(operand, `within ${shift.function}()`, sets, span, diagnostics);
      return shifted(operand, shift);
    }
    return shiftMembers(writeRegressor({ kind: 'regressor', expression: operand, span }, path), shift);
  }

  /** Each value of a written-out set, shifted. */
  function shiftMembers(tree: TermTree, shift: ShiftTree): TermTree {
    if (tree.kind === 'sum' && tree.items.every((item) => item.sign === '+')) {
      const items = tree.items.map((item) => ({ ...item, term: shiftMembers(item.term, shift) }));
      return { ...tree, items };
    }
    if (tree.kind === 'regressor' && !isCoding(tree.expression)) {
      members += countOf(shift);
      if (members <= memberLimit) return shifted(tree.expression, shift);
      if (members - countOf(shift) <= memberLimit) {
        diagnostics.push(diagnostic('too-many-terms', shift.span, { limit: memberLimit }));
      }
      return tree;
    }
    diagnostics.push(
      diagnostic('shift-member', shift.span, { function: shift.function, member: printTerms(tree) }),
    );
    return tree;
  }

  function writeRegressor(regressor: RegressorTree, path: Path): TermTree {
    const { expression, span } = regressor;
    if (expression.kind === 'call') {
      refuseSets(expression, `within ${expression.function}()`, sets, span, diagnostics);
      return regressor;
    }
    const listed = sets.get(expression.name);
    return listed === undefined ? regressor : writeSet(expression.name, listed, span, path);
  }

  function writeSet(name: string, listed: readonly string[], span: Span, path: Path): TermTree {
    const items: { sign: '+'; term: TermTree }[] = [];
    members += listed.length;
    if (path.includes(name)) {
      const cycle = [...path.slice(path.indexOf(name)), name];
      diagnostics.push(diagnostic('set-cycle', span, { path: cycle }));
    } else if (members > memberLimit) {
      if (members - listed.length <= memberLimit) {
        diagnostics.push(diagnostic('too-many-terms', span, { limit: memberLimit }));
      }
    } else {
      for (const member of listed) {
        const parsed = parseTerm({ text: member, span, offsets: 'whole' });
        if (parsed.ok) items.push({ sign: '+', term: write(parsed.value, [...path, name]) });
        else {
          const reason = parsed.diagnostics[0]!.message.split('\n')[0]!;
          diagnostics.push(diagnostic('set-member', span, { set: name, member, reason }));
        }
      }
    }
    return { kind: 'sum', items, span };
  }

  return write(term, []);
}

function countOf({ distances }: ShiftTree): number {
  return distances === null ? 1 : Math.abs(distances.to - distances.from) + 1;
}

/** One term for each distance. */
function shifted(operand: Expression, { function: called, distances, span }: ShiftTree): TermTree {
  const calls = (distances === null ? [null] : distancesIn(distances)).map((distance) => ({
    sign: '+' as const,
    term: {
      kind: 'regressor' as const,
      expression: { ...shiftCall(called, operand, distance), span },
      span,
    },
  }));
  return calls.length === 1 ? calls[0]!.term : { kind: 'sum', items: calls, span };
}

/** `(x)^2`, where x is no set. */
function refuseSquare(power: PowerTree, sets: Sets, diagnostics: Diagnostic[]): void {
  const { base, exponent, span } = power;
  if (base.kind !== 'regressor' || base.expression.kind !== 'name' || sets.has(base.expression.name)) return;
  const name = printExpression(base.expression);
  diagnostics.push(
    diagnostic('square-of-name', span, { power: `(${name})^${exponent}`, write: `I(${name}^${exponent})` }),
  );
}

/** A set stands for terms: within an expression it has no meaning. */
export function refuseSets(
  expression: Expression,
  place: string,
  sets: Sets,
  otherwise: Span,
  diagnostics: Diagnostic[],
): void {
  for (const { name, span } of namesIn(expression)) {
    if (sets.has(name)) {
      diagnostics.push(diagnostic('set-misplaced', span ?? otherwise, { set: name, place }));
    }
  }
}
