import type { IToken, TokenType } from 'chevrotain';
import { openBrackets } from './brackets.ts';
import type { Complain } from './located.ts';
import type { Language } from './tokens.ts';
import * as tokens from './tokens.ts';

/** Tokens after which an operand follows. */
const leading: readonly TokenType[] = [
  ...[tokens.Plus, tokens.Minus, tokens.And, tokens.Or, tokens.Not, tokens.Tilde, tokens.Bar, tokens.Comma],
  ...[tokens.Equals, tokens.OpenRound, tokens.OpenSquare],
];

function wantsOperand(token: IToken | undefined): boolean {
  if (token === undefined || leading.includes(token.tokenType)) return true;
  return token.tokenType.CATEGORIES?.includes(tokens.Infix) === true;
}

/** Words for a token in a message: as written, shortened. */
function shown(token: IToken | undefined): string | null {
  if (token === undefined) return null;
  const signs = [...token.image];
  return signs.length > 30 ? `${signs.slice(0, 29).join('')}…` : token.image;
}

/** Says in plain words what stands at token `i` (past the last: the end) and what may stand there. */
export function complainOfSyntax(
  list: readonly IToken[],
  i: number,
  language: Language,
  complain: Complain,
): void {
  const token = list[i];
  const before = list[i - 1];
  if (token !== undefined && complainOfKnown(list, i, language, complain)) return;
  const end = before === undefined ? 0 : tokens.endOf(before);
  const range = token === undefined ? { start: end, end } : tokens.rangeOf(token);
  const code = language === 'formula' ? 'formula-syntax' : 'expression-syntax';
  complain(range, code, { found: shown(token), after: shown(before), expected: expected(list, i, language) });
}

/** Slips that have an answer of their own. */
function complainOfKnown(
  list: readonly IToken[],
  i: number,
  language: Language,
  complain: Complain,
): boolean {
  const token = list[i]!;
  const afterOperand = !wantsOperand(list[i - 1]);
  if (token.tokenType === tokens.Not && list[i + 1]?.tokenType === tokens.In && afterOperand) {
    complain({ start: token.startOffset, end: tokens.endOf(list[i + 1]!) }, 'misplaced-not', {
      write: 'not x in …',
    });
    return true;
  }
  if (/^(?:and|or|in)$/i.test(token.image) && token.tokenType === tokens.Word && afterOperand) {
    complain(tokens.rangeOf(token), 'foreign-operator', {
      sign: token.image,
      write: token.image.toLowerCase(),
    });
    return true;
  }
  const before = list[i - 1];
  const doubled = token.tokenType === tokens.OpenSquare && before?.tokenType === tokens.OpenSquare;
  if (doubled && language === 'formula') {
    complain({ start: before.startOffset, end: tokens.endOf(token) }, 'fixed-form', {
      found: '[[',
      write: 'f[x] has the effects of f and a slope of x for each; slopes without effects are a term, x:f',
    });
    return true;
  }
  if (token.tokenType === tokens.Tilde && language !== 'formula') {
    complain(tokens.rangeOf(token), 'formula-sign', {
      sign: '~',
      write: 'a condition is written with ==, a formula stands in regress',
    });
    return true;
  }
  return false;
}

function expected(list: readonly IToken[], i: number, language: Language): string {
  const before = list[i - 1];
  const bracket = openBrackets(list, i).at(-1);
  if (before?.tokenType === tokens.In) return 'an interval [low, high] or a list {a, b}';
  if (bracket?.token.tokenType === tokens.OpenCurly) return expectedMember(before!);
  if (wantsOperand(before)) return expectedOperand(list, i, language, bracket !== undefined);
  if (bracket === undefined) return expectedOperator(list, i, language);
  if (bracket.call) return 'an operator, a comma or )';
  return bracket.token.tokenType === tokens.OpenRound ? 'an operator or )' : 'an operator, a comma or ]';
}

function expectedMember(before: IToken): string {
  const open = before.tokenType === tokens.OpenCurly || before.tokenType === tokens.Comma;
  return open || before.tokenType === tokens.Minus ? "a number, a word or 'text'" : 'a comma or }';
}

function expectedOperand(list: readonly IToken[], i: number, language: Language, within: boolean): string {
  if (language !== 'formula' || within) return "a name, a number, 'text', a call or (";
  const before = list.slice(0, i);
  if (!before.some((token) => token.tokenType === tokens.Tilde)) return 'an outcome';
  return before.some((token) => token.tokenType === tokens.Bar) ? 'a fixed effect' : 'a term';
}

function expectedOperator(list: readonly IToken[], i: number, language: Language): string {
  if (language !== 'formula') return 'an operator or the end';
  const before = list.slice(0, i);
  if (!before.some((token) => token.tokenType === tokens.Tilde)) return 'an operator, or ~ and the terms';
  return before.some((token) => token.tokenType === tokens.Bar)
    ? '+, ^ or the end'
    : '+, -, :, *, | or the end';
}
