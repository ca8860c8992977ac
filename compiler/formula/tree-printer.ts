import { printExpression, printFixed } from '../plan/print.ts';
import type { FormulaTree, TermTree } from './tree.ts';

/** The canonical text of a formula as written, families and sets kept. Reading it gives the same tree. */
export function printFormulaTree(tree: FormulaTree): string {
  const outcomes = tree.outcomes.map(printExpression);
  const left = outcomes.length === 1 ? outcomes[0]! : `c(${outcomes.join(', ')})`;
  const fixed = tree.fixed.map((effect) => printFixed({ columns: effect.columns.map((name) => name.name) }));
  return `${left} ~ ${printTerms(tree.terms)}${fixed.length === 0 ? '' : ` | ${fixed.join(' + ')}`}`;
}

/** The canonical text of terms as written. */
export function printTerms(term: TermTree): string {
  switch (term.kind) {
    case 'regressor':
      return printExpression(term.expression);
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
