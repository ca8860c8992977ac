import { rowsByGroup } from '../groups.ts';
import type { ExpressionFunction } from '../scope.ts';
import { asNumber, numbers, spread } from '../value.ts';
import { declare, groupsBy, wholeArgument } from './call.ts';

export const rank: ExpressionFunction = {
  declaration: declare(
    'rank',
    'Rank from 1 for the smallest, over the rows or within by; equal values share the mean of their ranks.',
    [1, 1],
    { named: ['by'] },
  ),
  apply(call, scope) {
    const { rows } = scope.table;
    const cells = spread(asNumber(wholeArgument(call, 0, scope)), rows);
    const out = new Float64Array(rows).fill(Number.NaN);
    for (const members of rowsByGroup(groupsBy(call, scope))) ranksWithin(members, cells, out);
    return numbers(out);
  },
};

/** Writes the ranks of the rows that are not missing into `out`. */
export function ranksWithin(members: Int32Array, cells: Float64Array, out: Float64Array): void {
  const order = members.filter((row) => !Number.isNaN(cells[row]!)).sort((a, b) => cells[a]! - cells[b]!);
  let from = 0;
  while (from < order.length) {
    let to = from + 1;
    while (to < order.length && cells[order[to]!] === cells[order[from]!]) to += 1;
    // Ranks from + 1 … to, shared.
    const shared = (from + 1 + to) / 2;
    for (let i = from; i < to; i += 1) out[order[i]!] = shared;
    from = to;
  }
}
