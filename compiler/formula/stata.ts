import type { IToken } from 'chevrotain';
import { quoteName } from '../plan/quote.ts';
import type { Language } from './tokens.ts';
import * as tokens from './tokens.ts';

/** Stata's notation from one token to another, and what it is called here. */
interface StataForm {
  readonly last: number;
  readonly form: string;
  readonly write: string;
  /** The same, as a name in backticks, where it could be one. */
  readonly name?: string;
}

const factorVariable = /^(?:(i|ib\d+|ibn|b\d+|c)|([lfds])(\d*))\.([^.@`]+)$/iu;

/** Stata's time-series operators, `order` times: lags, leads, repeated and seasonal differences. */
const series: Readonly<Record<string, (name: string, order: number) => string>> = {
  L: (name, order) => shifted('lag', name, order),
  F: (name, order) => shifted('lead', name, order),
  D: (name, order) => (order > 9 ? `diff(${name})` : 'diff('.repeat(order) + name + ')'.repeat(order)),
  S: (name, order) => `I(${name} - ${shifted('lag', name, order)})`,
};

function shifted(by: 'lag' | 'lead', name: string, order: number): string {
  if (order === 0) return name;
  return `${by}(${name}${order === 1 ? '' : `, k=${order}`})`;
}

/** `i.x`, `c.x`, `L2.x`: what one is called here; null for anything else. */
function translate(image: string): string | null {
  const match = factorVariable.exec(image);
  if (match === null) return null;
  const name = quoteName(match[4]!);
  const kind = match[1];
  if (kind !== undefined) return kind.toLowerCase() === 'c' ? name : `factor(${name})`;
  return series[match[2]!.toUpperCase()]!(name, match[3] === '' ? 1 : Number(match[3]));
}

/** Whether Stata's notation begins at word `i`: `i.x`, `a#b`, `c.x##i.z`, `ln(`. */
export function stataForm(list: readonly IToken[], i: number, language: Language): StataForm | null {
  const word = list[i]!;
  if (word.image === 'ln' && list[i + 1]?.tokenType === tokens.OpenRound) {
    return { last: i, form: 'ln()', write: 'log()' };
  }
  let last = i;
  while (list[last + 1]?.tokenType === tokens.Hash && list[last + 2]?.tokenType === tokens.Word) last += 2;
  const run = list.slice(i, last + 1);
  if (run.length > 1) return { last, form: run.map((t) => t.image).join(''), write: interaction(run) };
  const write = language === 'results' ? null : translate(word.image);
  return write === null ? null : { last, form: word.image, write, name: quoteName(word.image) };
}

/** `c.x#i.z` is `x:factor(z)`; `c.x#c.x` is a square, which has no other name here than `I(x^2)`. */
function interaction(run: readonly IToken[]): string {
  const words = run.filter((_, k) => k % 2 === 0).map((t) => translate(t.image) ?? t.image);
  const full = run.some((t) => t.image === '##');
  if (words.every((word) => word === words[0])) {
    const power = `I(${words[0]!}^${words.length})`;
    return full ? `${words[0]!} + ${power}` : power;
  }
  return words.reduce((text, word, k) => `${text}${run[2 * k - 1]!.image === '##' ? '*' : ':'}${word}`);
}
