import type { Name } from '../plan/expression.ts';
import { printExpression, printFixed } from '../plan/print.ts';
import type { FormulaTree, ShiftTree, TermTree } from './tree.ts';

/** The canonical text of a formula as written, families and sets kept. Reading it gives the same tree. */
export function printFormulaTree(tree: FormulaTree): string {
  const outcomes = tree.outcomes.map(printExpression);
  const left = outcomes.length === 1 ? outcomes[0]! : `c(${outcomes.join(', ')})`;
  const names = (list: readonly Name[]): readonly string[] => list.map((one) => one.name);
  const fixed = tree.fixed.map(({ columns, slopes }) =>
    printFixed({ columns: names(columns), slopes: names(slopes) }),
  );
  const parts = [`${left} ~ ${printTerms(tree.terms)}`];
  if (fixed.length > 0) parts.push(fixed.join(' + '));
  if (tree.instruments !== null) {
    const { endogenous, instruments } = tree.instruments;
    parts.push(`${printTerms(endogenous)} ~ ${printTerms(instruments)}`);
  }
  return parts.join(' | ');
}

/** The canonical text of terms as written. */
export function printTerms(term: TermTree): string {
  switch (term.kind) {
    case 'regressor':
      return printExpression(term.expression);
    case 'shift':
      return printShift(term);
    case 'constant':
      return String(term.value);
    case 'sum':
      return printSum(term.items);
    case 'product': {
      // Both bind to the left; a:b binds more than a*b.
      const own = tightness(term);
      const sign = term.operator === ':' ? ':' : ' * ';
      return bracketed(term.left, own) + sign + bracketed(term.right, own + 1);
    }
    case 'power':
      return `(${printTerms(term.base)})^${term.exponent}`;
    case 'family':
      return `${term.family}(${term.alternatives.map(printTerms).join(', ')})`;
  }
}

function printShift({ function: called, operand, distances }: ShiftTree): string {
  const printed = printExpression(operand);
  if (distances === null) return `${called}(${printed})`;
  const { from, to } = distances;
  return `${called}(${printed}, ${from === to ? from : `${from}:${to}`})`;
}

function printSum(items: readonly { readonly sign: '+' | '-'; readonly term: TermTree }[]): string {
  return items
    .map(({ sign, term }, i) => {
      if (i > 0) return ` ${sign} ${bracketed(term, 2)}`;
      // A minus at the beginning binds to the one name after it.
      return sign === '+' ? bracketed(term, 2) : `-${bracketed(term, 4)}`;
    })
    .join('');
}

function tightness(term: TermTree): number {
  if (term.kind === 'sum') return 1;
  if (term.kind === 'product') return term.operator === '*' ? 2 : 3;
  return term.kind === 'power' ? 4 : 5;
}

function bracketed(term: TermTree, minimum: number): string {
  return tightness(term) < minimum ? `(${printTerms(term)})` : printTerms(term);
}
