import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { SourceText } from '../plan/span.ts';
import { pasteValue, quoteScalar } from './quote.ts';
import type { EntryTree, ScalarTree, Tree } from './tree.ts';

/**
 * Inside `{…}` and `[…]` YAML cuts an unquoted value at each comma, and sees no error in `{a: i(t, ref=1)}`: it reads
 * the keys `a` and `ref=1)`. Such a run of items is joined again, marked damaged, and reported once with the quoted
 * text to paste. Items of a list, or entries of a map.
 */
export function joinCuts<T extends Tree | EntryTree>(
  items: readonly T[],
  source: SourceText,
  diagnostics: Diagnostic[],
): readonly T[] {
  const joined: T[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i]!;
    const last = cutEnd(items, i, source);
    if (last === i) {
      joined.push(item);
      continue;
    }
    const from = valueIn(item)!;
    const whole = scalarOver(from, tailIn(items[last]!)!, source);
    const paste = pasteValue(source, from.span.start, quoteScalar(whole.text));
    diagnostics.push(diagnostic('cut-value', whole.span, { kept: from.text, mark: ',', paste }));
    joined.push(('key' in item ? { ...item, value: whole } : whole) as T);
    i = last;
  }
  return joined;
}

/** Parts that a value may be cut into: a search to the end for each opening bracket would cost the square. */
const MOST_PARTS = 200;

/** Index of the item that closes the brackets opened by item i; i itself where nothing is cut. */
function cutEnd<T extends Tree | EntryTree>(items: readonly T[], i: number, source: SourceText): number {
  const from = valueIn(items[i]!);
  if (!from?.plain || from.value === null) return i;
  if (balance(from.text) <= 0) return thousandsEnd(items, i, from, source);
  let [open, end] = [balance(from.text), from.span.end];
  for (let j = i + 1; j < Math.min(items.length, i + MOST_PARTS); j += 1) {
    const tail = tailIn(items[j]!);
    if (!tail) return i;
    open += balance(source.text.slice(end, tail.span.end));
    end = tail.span.end;
    if (open === 0) return j;
  }
  return i;
}

/** `{n: 1,234}` is the key n with 1, and the key 234: a comma between digits, no blank, and no value after. */
function thousandsEnd<T extends Tree | EntryTree>(
  items: readonly T[],
  i: number,
  from: ScalarTree,
  source: SourceText,
): number {
  let [last, end] = [i, from.span.end];
  while (/^\d,\d{3}(?!\d)/.test(source.text.slice(end - 1, end + 5))) {
    const next = items[last + 1];
    const tail = next && 'key' in next ? tailIn(next) : undefined;
    if (!tail || tail.span.start !== end + 1) break;
    [last, end] = [last + 1, tail.span.end];
  }
  return last;
}

function valueIn(item: Tree | EntryTree): ScalarTree | undefined {
  const value = 'key' in item ? item.value : item;
  return value.kind === 'scalar' ? value : undefined;
}

/** What an item after the cut looks like: a bare scalar in a list, a key without a value in a map. */
function tailIn(item: Tree | EntryTree): ScalarTree | undefined {
  if (!('key' in item)) return item.kind === 'scalar' ? item : undefined;
  const { key, value } = item;
  return value.kind === 'scalar' && value.value === null && value.text === '' ? key : undefined;
}

function scalarOver(from: ScalarTree, to: ScalarTree, source: SourceText): ScalarTree {
  const span = { ...from.span, end: to.span.end };
  const text = source.text.slice(span.start, span.end);
  return { ...from, value: text, text, offsets: 'whole', damaged: true, span };
}

/** Opening less closing parentheses. */
function balance(text: string): number {
  let depth = 0;
  for (const character of text) depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  return depth;
}
