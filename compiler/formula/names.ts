import type { Expression, Name, Reference } from '../plan/expression.ts';
import type { ModelFormula, ModelTerm } from '../plan/model.ts';
import type { FormulaTree, TermTree } from './tree.ts';

/** The parts of a node, in written order. */
function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'membership':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'interval':
      return [expression.operand, expression.low, expression.high];
    case 'call':
      return [...expression.arguments, ...Object.values(expression.named)];
    default:
      return [];
  }
}

/** An expression and everything within it, in written order. */
export function nodesIn(expression: Expression): readonly Expression[] {
  return [expression, ...childrenOf(expression).flatMap(nodesIn)];
}

/** The names in an expression, in written order, each with its span; a name that occurs twice is there twice. */
export function namesIn(expression: Expression): Name[] {
  return nodesIn(expression).filter((node) => node.kind === 'name');
}

/** What a claim refers to: dotted references, and bare names, which are analyses; in written order. */
export function referencesIn(expression: Expression): (Reference | Name)[] {
  return nodesIn(expression).filter((node) => node.kind === 'reference' || node.kind === 'name');
}

/** Every name of a formula as written (columns and sets alike), outcomes first, then terms, fixed effects, instruments. */
export function namesInTree(tree: FormulaTree): Name[] {
  const fixed = tree.fixed.flatMap((effect) => [...effect.columns, ...effect.slopes]);
  const part = tree.instruments;
  const instruments = part ? [part.endogenous, part.instruments].flatMap(namesInTerms) : [];
  return [...tree.outcomes.flatMap(namesIn), ...namesInTerms(tree.terms), ...fixed, ...instruments];
}

/** Every name among terms as written. */
export function namesInTerms(term: TermTree): Name[] {
  switch (term.kind) {
    case 'regressor':
      return namesIn(term.expression);
    case 'shift':
      return namesIn(term.operand);
    case 'sum':
      return term.items.flatMap((item) => namesInTerms(item.term));
    case 'product':
      return [...namesInTerms(term.left), ...namesInTerms(term.right)];
    case 'power':
      return namesInTerms(term.base);
    case 'family':
      return term.alternatives.flatMap(namesInTerms);
    case 'constant':
      return [];
  }
}

/** The expressions that a model computes, in order of appearance: outcome, terms, instrumented terms, instruments. */
export function expressionsIn(formula: ModelFormula): readonly Expression[] {
  const { outcome, terms, instruments: part } = formula;
  const all = [...terms, ...(part ? [...part.endogenous, ...part.instruments] : [])];
  return [outcome, ...all.flatMap((term) => term.factors)];
}

/** The terms that have coefficients: the regressors, and what is instrumented. */
export function estimatedTerms({ terms, instruments }: ModelFormula): readonly ModelTerm[] {
  return instruments === null ? terms : [...terms, ...instruments.endogenous];
}

/** The columns of the fixed effects and of their slopes, in order of appearance. */
export function fixedColumns(formula: ModelFormula): readonly string[] {
  return formula.fixed.flatMap(({ columns, slopes }) => [...columns, ...slopes]);
}

/** The columns that a model uses, each once, in order of appearance; fixed effects last. */
export function variablesIn(formula: ModelFormula): readonly string[] {
  const names = expressionsIn(formula)
    .flatMap(namesIn)
    .map((name) => name.name);
  return [...new Set([...names, ...fixedColumns(formula)])];
}
