import { comparison, precedence, prefixPrecedence } from '../plan/precedence.ts';
import type { Complain, Range } from './located.ts';
import type { InfixOperator, PrefixOperator, RangeOperand, Syntax } from './syntax.ts';

/** Brackets, and operators whose right side holds the next, within one another: what the call stack must bear. */
export const nestingLimit = 200;
/** Height of a whole tree, long sums included. */
export const depthLimit = 1000;

/** One link of a chain such as `- a + b in [1, 2]`, as the grammar finds them. */
export type Link =
  | (Range & { readonly kind: 'prefix'; readonly operator: PrefixOperator })
  | (Range & { readonly kind: 'infix'; readonly operator: InfixOperator })
  | (Range & { readonly kind: 'in'; readonly range: RangeOperand })
  | { readonly kind: 'operand'; readonly node: Syntax };

type InfixLink = Extract<Link, { kind: 'infix' }>;

/**
 * The tree of a chain, by precedence climbing (Pratt 1973): prefixes, then operand, then infix and so on, which is
 * the grammar's promise.
 */
export function climb(links: readonly Link[], complain: Complain): Syntax {
  let next = 0;

  function operand(minimum: number, level: number): Syntax {
    const link = links[next]!;
    next += 1;
    if (link.kind === 'operand') return link.node;
    const operator = (link as Extract<Link, { kind: 'prefix' }>).operator;
    const own = prefixPrecedence[operator];
    // A minus may follow any operator (2^-1), as in R; a `not` there would take the rest of the condition.
    if (operator === 'not' && own < minimum) complain(link as Range, 'misplaced-not', { write: '(not …)' });
    const inner = chain(own, level + 1);
    const start = (link as Range).start;
    return { kind: 'prefix', operator, operand: inner, start, end: inner.end, depth: inner.depth + 1 };
  }

  function chain(minimum: number, level: number): Syntax {
    if (level > nestingLimit) return giveUp();
    let left = operand(minimum, level);
    let compared: string | null = null;
    for (let link = links[next]; link !== undefined; link = links[next]) {
      const operator = link.kind === 'infix' ? link.operator : 'in';
      const own = operator === 'in' ? comparison : precedence[operator];
      if (own < minimum) break;
      if (own === comparison) {
        if (compared !== null)
          complain(link as Range, 'chained-comparison', { first: compared, second: operator });
        compared = operator;
      }
      next += 1;
      left = link.kind === 'in' ? within(left, link.range) : infix(left, link as InfixLink, level);
    }
    return left;
  }

  function infix(left: Syntax, link: InfixLink, level: number): Syntax {
    const { operator, start, end } = link;
    const right = chain(precedence[operator] + (operator === '^' ? 0 : 1), level + 1);
    const depth = 1 + Math.max(left.depth, right.depth);
    return {
      kind: 'infix',
      operator,
      sign: { start, end },
      left,
      right,
      start: left.start,
      end: right.end,
      depth,
    };
  }

  function giveUp(): Syntax {
    next = links.length;
    const last = links.findLast((link) => link.kind === 'operand') as Extract<Link, { kind: 'operand' }>;
    return { ...last.node, depth: depthLimit + 1 };
  }

  return chain(0, 0);
}

function within(operand: Syntax, range: RangeOperand): Syntax {
  const inner = range.kind === 'interval' ? Math.max(range.low.depth, range.high.depth) : 0;
  const depth = 1 + Math.max(operand.depth, inner);
  return { kind: 'range', operand, range, start: operand.start, end: range.end, depth };
}
