import type { Rich } from '../document/document.ts';
import type { Interval, Noun } from '../document/facts.ts';
import { grouped } from '../document/format-number.ts';
import { concat, join, type Piece, plainText, toRich } from '../document/rich.ts';
import { runs } from './runs.ts';

const IDEOGRAPH = /[\u3400-\u9fff\uf900-\ufaff]/;
/** What a space parts from an ideograph after it, and before it. */
const ENDS_LATIN = /[\p{Script=Latin}\d)]/u;
const BEGINS_LATIN = /[\p{Script=Latin}\d(]/u;

function needsSpace(left: string, right: string): boolean {
  return (
    (IDEOGRAPH.test(left) && BEGINS_LATIN.test(right)) || (ENDS_LATIN.test(left) && IDEOGRAPH.test(right))
  );
}

/** A sentence with values in it; between an ideograph and a Latin letter or digit stands a space. */
export function zh(strings: TemplateStringsArray, ...values: readonly Piece[]): Rich {
  const pieces = strings.flatMap((text, i) => (i === 0 ? [text] : [values[i - 1]!, text]));
  let whole: Rich = [];
  for (const piece of pieces.map(toRich)) {
    const left = plainText(whole).at(-1) ?? '';
    const right = plainText(piece)[0] ?? '';
    whole = needsSpace(left, right) ? concat(whole, ' ', piece) : concat(whole, piece);
  }
  return whole;
}

/** 1 000, with a thin space that does not break. */
export function count(value: number): string {
  return grouped(value, '\u202f');
}

export function noun({ label, name }: Noun): Rich {
  return toRich(label ?? name);
}

export function units(value: number, unit: Noun): Rich {
  return zh`${count(value)} 个${noun(unit)}`;
}

/** 甲、乙和丙. */
export function listed(items: readonly Rich[]): Rich {
  return items.length < 3 ? join(items, '和') : concat(join(items.slice(0, -1), '、'), '和', items.at(-1)!);
}

/** 甲、乙、丙: an enumeration in running text. */
export function enumerated(items: readonly Piece[]): Rich {
  return join(items, '、');
}

/** Column numbers, runs as ranges: 列 (1)—(3)、(5). */
export function columnList(columns: readonly number[]): Rich {
  return toRich(
    `列 ${runs(columns)
      .map(([from, to]) => (from === to ? `(${from})` : `(${from})—(${to})`))
      .join('、')}`,
  );
}

/** One number, or two with a dash. */
export function interval([low, high]: Interval): string {
  return low === high ? count(low) : `${count(low)}—${count(high)}`;
}

/** Clauses that are there, one after another. */
export function clauses(parts: readonly (Rich | null)[], separator: string): Rich | null {
  const present = parts.filter((part): part is Rich => part !== null && part.length > 0);
  return present.length === 0 ? null : join(present, separator);
}

/** Paragraph of sentences, each with its full stop. */
export function sentences(parts: readonly (Rich | null)[]): readonly Rich[] {
  return parts.filter((part): part is Rich => part !== null).map((part) => concat(part, '。'));
}
