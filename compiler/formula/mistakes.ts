import type { IToken, TokenType } from 'chevrotain';
import { quoteName, quoteText } from '../plan/quote.ts';
import { openBrackets } from './brackets.ts';
import type { Complain } from './located.ts';
import { foreign, narrow, visible } from './signs.ts';
import { stataForm } from './stata.ts';
import type { Language } from './tokens.ts';
import * as tokens from './tokens.ts';
import { splitWord } from './words.ts';

/** One check a kind of token: what is wrong with token `i`, if anything. */
type Check = (list: readonly IToken[], i: number, language: Language, complain: Complain) => void;

const checks: ReadonlyMap<TokenType, Check> = new Map<TokenType, Check>([
  [
    tokens.FullWidth,
    (list, i, _, complain) => {
      const sign = list[i]!.image;
      complain(tokens.rangeOf(list[i]!), 'full-width', { sign, write: narrow(sign) });
    },
  ],
  [
    tokens.DoubleQuoted,
    (list, i, _, complain) => {
      const text = list[i]!.image;
      complain(tokens.rangeOf(list[i]!), 'double-quotes', { text, write: quoteText(text.slice(1, -1)) });
    },
  ],
  [
    tokens.OpenQuote,
    (list, i, _, complain) => {
      complain(tokens.rangeOf(list[i]!), 'unclosed-quote', { quote: list[i]!.image.slice(0, 1) });
    },
  ],
  [tokens.Stray, checkStray],
  [tokens.Foreign, checkForeign],
  [tokens.Bar, checkBar],
  [tokens.Equals, checkEquals],
  [
    tokens.Hash,
    (list, i, _, complain) => {
      const sign = list[i]!.image;
      complain(tokens.rangeOf(list[i]!), 'stata-form', { form: sign, write: sign === '#' ? 'a:b' : 'a*b' });
    },
  ],
]);

/**
 * Mistakes that single words and signs give away: foreign operators, full-width signs, Stata's notation, names that
 * are none. All of them at once; where there is one, the text is not parsed.
 */
export function findMistakes(list: readonly IToken[], language: Language, complain: Complain): void {
  for (let i = 0; i < list.length; i += 1) {
    const token = list[i]!;
    if (token.tokenType !== tokens.Word) {
      checks.get(token.tokenType)?.(list, i, language, complain);
      continue;
    }
    const stata = stataForm(list, i, language);
    if (stata !== null) {
      complain({ start: token.startOffset, end: tokens.endOf(list[stata.last]!) }, 'stata-form', stata);
      i = stata.last;
    } else checkWord(list, i, language, complain);
  }
}

function checkStray(list: readonly IToken[], i: number, _: Language, complain: Complain): void {
  const token = list[i]!;
  const before = list[i - 1];
  const after = list[i + 1];
  const numbered = before?.tokenType === tokens.Numeral && after?.tokenType === tokens.Word;
  if (!numbered || token.image !== '.' || after.startOffset - tokens.endOf(before) !== 1) {
    complain(tokens.rangeOf(token), 'unknown-sign', { sign: visible(token.image) });
    return;
  }
  // `6.4.TIN`: the first part of a reference is a number.
  const range = { start: before.startOffset, end: tokens.endOf(after) };
  const write = `${quoteName(before.image)}.${after.image}`;
  complain(range, 'digit-name', { text: `${before.image}.${after.image}`, write });
}

function checkForeign(list: readonly IToken[], i: number, language: Language, complain: Complain): void {
  const sign = list[i]!.image;
  const fixedPart = sign === '||' && language === 'formula' && openBrackets(list, i).length === 0;
  complain(tokens.rangeOf(list[i]!), 'foreign-operator', { sign, write: fixedPart ? '|' : foreign[sign]! });
}

/** A single bar is the formula's own, outside brackets. */
function checkBar(list: readonly IToken[], i: number, language: Language, complain: Complain): void {
  if (language === 'formula' && openBrackets(list, i).length === 0) return;
  complain(tokens.rangeOf(list[i]!), 'foreign-operator', { sign: '|', write: 'or' });
}

/** `=` names an argument, `f(x, k=1)`, and nothing else. */
function checkEquals(list: readonly IToken[], i: number, language: Language, complain: Complain): void {
  const open = openBrackets(list, i);
  const before = list[i - 2]?.tokenType;
  const named =
    list[i - 1]?.tokenType === tokens.Word && (before === tokens.OpenRound || before === tokens.Comma);
  if (named && open.at(-1)?.call === true) return;
  const tilde =
    language === 'formula' && open.length === 0 && !list.some((t) => t.tokenType === tokens.Tilde);
  complain(tokens.rangeOf(list[i]!), 'foreign-operator', { sign: '=', write: tilde ? '~' : '==' });
}

function checkWord(list: readonly IToken[], i: number, language: Language, complain: Complain): void {
  const token = list[i]!;
  const { parts, groups } = splitWord(token.image);
  const before = list[i - 1];
  const after = list[i + 1];
  const dotted = parts.length + groups.length > 1;
  if (parts.some((part) => part === '') || groups.some((group) => group.name === '')) {
    complain(tokens.rangeOf(token), 'empty-name', {});
  } else if (before?.tokenType === tokens.Numeral && tokens.endOf(before) === token.startOffset) {
    const text = before.image + token.image;
    complain({ start: before.startOffset, end: tokens.endOf(token) }, 'digit-name', {
      text,
      write: quoteName(text),
    });
  } else if (dotted && (language !== 'results' || after?.tokenType === tokens.OpenRound)) {
    complain(tokens.rangeOf(token), 'dotted-name', { name: token.image, write: quoteName(token.image) });
  } else if (groups.length > 1) {
    complain(tokens.rangeOf(token), 'reference-groups', { reference: token.image });
  }
}
