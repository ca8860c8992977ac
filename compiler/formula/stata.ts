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

type Operator = 'L' | 'F' | 'D' | 'S';

/** Formulas have short names for lags, which take the distance by position; expressions have the long ones. */
const names: Readonly<Record<'formula' | 'columns', Readonly<Record<'L' | 'F' | 'D', string>>>> = {
  formula: { L: 'l', F: 'f', D: 'd' },
  columns: { L: 'lag', F: 'lead', D: 'diff' },
};

/** Stata's time-series operators, `order` times: lags, leads, repeated differences, and seasonal ones. */
function series(operator: Operator, name: string, order: number, language: Language): string {
  const kind = language === 'formula' ? 'formula' : 'columns';
  const called = names[kind];
  if (order === 0) return name;
  if (operator === 'D') {
    return order > 9 ? `${called.D}(${name})` : `${called.D}(`.repeat(order) + name + ')'.repeat(order);
  }
  const distance = order === 1 ? '' : `, ${kind === 'formula' ? '' : 'k='}${order}`;
  return `${called[operator === 'S' ? 'D' : operator]}(${name}${distance})`;
}

/** `i.x`, `c.x`, `L2.x`: what one is called here, within an interaction or alone; null for anything else. */
function translate(image: string, language: Language, alone: boolean): string | null {
  const match = factorVariable.exec(image);
  if (match === null) return null;
  const name = quoteName(match[4]!);
  const kind = match[1]?.toLowerCase();
  if (kind === 'c') return name;
  if (kind !== undefined) {
    const base = /\d+$/.exec(kind)?.[0];
    // i() does not interact with other categories; factor() does.
    if (!alone || language !== 'formula') return `factor(${name})`;
    return base === undefined ? `i(${name})` : `i(${name}, ref=${base})`;
  }
  const order = match[3] === '' ? 1 : Number(match[3]);
  return series(match[2]!.toUpperCase() as Operator, name, order, language);
}

/** Whether Stata's notation begins at word `i`: `i.x`, `a#b`, `c.x##i.z`, `L(1/3).x`, `ln(`. */
export function stataForm(list: readonly IToken[], i: number, language: Language): StataForm | null {
  const word = list[i]!;
  if (word.image === 'ln' && list[i + 1]?.tokenType === tokens.OpenRound) {
    return { last: i, form: 'ln()', write: 'log()' };
  }
  const listed = listedOrders(list, i, language);
  if (listed !== null) return listed;
  let last = i;
  while (list[last + 1]?.tokenType === tokens.Hash && list[last + 2]?.tokenType === tokens.Word) last += 2;
  const run = list.slice(i, last + 1);
  if (run.length > 1)
    return { last, form: run.map((t) => t.image).join(''), write: interaction(run, language) };
  const write = language === 'results' ? null : translate(word.image, language, true);
  return write === null ? null : { last, form: word.image, write, name: quoteName(word.image) };
}

/** `L(1/3).x`, `F(0 2).x`: several lags at once. */
function listedOrders(list: readonly IToken[], i: number, language: Language): StataForm | null {
  if (language === 'results' || !/^[lfds]$/i.test(list[i]!.image)) return null;
  if (list[i + 1]?.tokenType !== tokens.OpenRound) return null;
  let close = i + 2;
  while (list[close]?.tokenType === tokens.Numeral || list[close]?.image === '/') close += 1;
  const [dot, word] = [list[close + 1], list[close + 2]];
  if (list[close]?.tokenType !== tokens.CloseRound || dot?.image !== '.' || word === undefined) return null;
  if (word.tokenType !== tokens.Word || tokens.endOf(list[close]!) !== dot.startOffset) return null;
  const run = list.slice(i, close + 3);
  const inner = list.slice(i + 2, close);
  const text = inner.map(
    (t, k) => (k > 0 && t.image !== '/' && inner[k - 1]!.image !== '/' ? ' ' : '') + t.image,
  );
  const operator = list[i]!.image.toUpperCase() as Operator;
  const form = `${list[i]!.image}(${text.join('')}).${word.image}`;
  return { last: i + run.length - 1, form, write: listedForm(operator, inner, word.image, language) };
}

function listedForm(operator: Operator, inner: readonly IToken[], image: string, language: Language): string {
  const name = quoteName(image);
  const images = inner.map((t) => t.image);
  const range = images.length === 3 && images[1] === '/';
  if (range && language === 'formula' && operator !== 'D') {
    const called = operator === 'S' ? 'd' : operator.toLowerCase();
    return `${called}(${name}, ${images[0]!}:${images[2]!})`;
  }
  const orders = images.filter((one) => /^\d+$/.test(one)).map(Number);
  return orders
    .map((order) => series(operator, name, order, language))
    .join(language === 'formula' ? ' + ' : ', ');
}

/** `c.x#i.z` is `x:factor(z)`; `c.x#c.x` is a square, which has no other name here than `I(x^2)`. */
function interaction(run: readonly IToken[], language: Language): string {
  const words = run.filter((_, k) => k % 2 === 0).map((t) => translate(t.image, language, false) ?? t.image);
  const full = run.some((t) => t.image === '##');
  if (words.every((word) => word === words[0])) {
    const power = `I(${words[0]!}^${words.length})`;
    return full ? `${words[0]!} + ${power}` : power;
  }
  return words.reduce((text, word, k) => `${text}${run[2 * k - 1]!.image === '##' ? '*' : ':'}${word}`);
}
