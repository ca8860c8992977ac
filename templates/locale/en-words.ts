import type { Rich } from '../document/document.ts';
import type { Interval, Noun } from '../document/facts.ts';
import { grouped } from '../document/format-number.ts';
import { concat, join, type Piece, toRich } from '../document/rich.ts';
import { runs } from './runs.ts';

/** 1,000. */
export function count(value: number): string {
  return grouped(value, ',');
}

export function noun({ label, name }: Noun): string {
  return label ?? name;
}

/** The regular plural of the last word: cities, boxes, firms. A name that is no English word stays as it is. */
export function plural(word: string): string {
  if (!/[a-z]$/i.test(word) || /[_\d]/.test(word)) return word;
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
}

export function plurals(unit: Noun): string {
  return plural(noun(unit));
}

export function units(value: number, unit: Noun): Rich {
  return toRich(`${count(value)} ${value === 1 ? noun(unit) : plurals(unit)}`);
}

/** a, b and c. */
export function listed(items: readonly Piece[]): Rich {
  return items.length < 2 ? join(items, '') : concat(join(items.slice(0, -1), ', '), ' and ', items.at(-1)!);
}

/** column (2), columns (1)–(3) and (5). */
export function columnList(columns: readonly number[]): string {
  const parts = runs(columns).map(([from, to]) => (from === to ? `(${from})` : `(${from})–(${to})`));
  return `${columns.length === 1 ? 'column' : 'columns'} ${parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`}`;
}

/** One number, or `9 to 10`. */
export function interval([low, high]: Interval): string {
  return low === high ? count(low) : `${count(low)} to ${count(high)}`;
}

export function capitalised(text: Rich): Rich {
  const [first, ...rest] = text;
  if (!first || first.style !== undefined) return text;
  return [{ ...first, text: first.text.slice(0, 1).toUpperCase() + first.text.slice(1) }, ...rest];
}

/** Clauses that are there, one after another. */
export function clauses(parts: readonly (Rich | null)[], separator: string): Rich | null {
  const present = parts.filter((part): part is Rich => part !== null && part.length > 0);
  return present.length === 0 ? null : join(present, separator);
}

/** Sentences that are there: a capital in front, a full stop behind. */
export function sentences(parts: readonly (Rich | null)[]): readonly Rich[] {
  return parts.filter((part): part is Rich => part !== null).map((part) => concat(...capitalised(part), '.'));
}

/** `1st`, `2nd`, `99th`; `2.5th`. */
export function ordinal(percent: string): string {
  const teen = /1\d$/.test(percent);
  const ending =
    teen || percent.includes('.')
      ? 'th'
      : (({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<string, string>)[percent.at(-1)!] ?? 'th');
  return `${percent}${ending}`;
}
