import type { Span } from '../plan/span.ts';

/** Spans by where they begin, for the search below. */
export function inOrder(spans: readonly Span[]): readonly Span[] {
  return [...spans].sort((a, b) => a.start - b.start);
}

/** Those of the spans, which are in order, that begin and end within another; the first is found by halving. */
export function within({ start, end }: Span, ordered: readonly Span[]): readonly Span[] {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  let after = low;
  while (after < ordered.length && ordered[after]!.start < end) after += 1;
  return ordered.slice(low, after).filter((one) => one.end <= end);
}

/** How many there are. */
export function countWithin(span: Span, ordered: readonly Span[]): number {
  return within(span, ordered).length;
}
