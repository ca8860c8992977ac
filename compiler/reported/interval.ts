import type { Complain, Range } from '../formula/located.ts';
import { type Found, numberAt } from './number.ts';

/** What may stand between the ends of an interval. */
const SEPARATOR = /,|，|;|；|\bto\b|[-−–—~～]/gu;

/**
 * `0.26, 0.46`, `0.26; 0.46`, `-0.46 to -0.26`, `0.26–0.46` → its ends. Every sign that may separate is tried; a text
 * that can be read in two ways is reported as such rather than read in one of them.
 */
export function intervalIn(
  text: string,
  { start, end }: Range,
  complain: Complain,
): { readonly low: Found; readonly high: Found } | null {
  const inner = text.slice(start, end);
  const readings = [...inner.matchAll(SEPARATOR)].flatMap((match) => {
    const [from, to] = [start + match.index, start + match.index + match[0].length];
    if (isMinus(text, from, to)) return [];
    const low = wholeNumber(text, start, from);
    const high = wholeNumber(text, to, end);
    return low && high ? [{ low, high }] : [];
  });
  if (readings.length === 1) return readings[0]!;
  const shown = inner.trim();
  complain({ start, end }, 'interval-ends', { text: shown, several: readings.length > 1 });
  return null;
}

/** `-0.46 -0.26`: a blank before and none after is a minus, and nothing separates the two. */
function isMinus(text: string, from: number, to: number): boolean {
  return (
    /[-−]/u.test(text.slice(from, to)) && /\s/u.test(text[from - 1] ?? '') && !/\s/u.test(text[to] ?? '')
  );
}

/** The number that fills a range but for blanks. */
function wholeNumber(text: string, start: number, end: number): Found | null {
  const inner = text.slice(start, end);
  const from = start + (inner.length - inner.trimStart().length);
  const found = numberAt(text.slice(0, end), from);
  return found && text.slice(found.range.end, end).trim() === '' ? found : null;
}
