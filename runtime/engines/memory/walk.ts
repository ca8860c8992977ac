import type { Expression } from '../../../compiler/plan/expression.ts';

/** Every node of a tree, parents before their operands, operands in written order; no recursion, so no depth limit. */
export function nodesOf(expression: Expression): readonly Expression[] {
  const nodes: Expression[] = [];
  const waiting: Expression[] = [expression];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node);
    for (const one of [...childrenOf(node)].reverse()) waiting.push(one);
  }
  return nodes;
}

/** The columns that an expression names, each once, in order of appearance. */
export function namesIn(expression: Expression): readonly string[] {
  return [...new Set(nodesOf(expression).flatMap((node) => (node.kind === 'name' ? [node.name] : [])))];
}

/** Operands and arguments in written order. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'unary':
    case 'membership':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'interval':
      return [node.operand, node.low, node.high];
    case 'call':
      return [...node.arguments, ...Object.values(node.named)];
    default:
      return [];
  }
}
