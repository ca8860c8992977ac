import type { IToken, TokenType } from 'chevrotain';
import * as tokens from './tokens.ts';

/** An open bracket: the token, and whether it opens the arguments of a call. */
interface Bracket {
  readonly token: IToken;
  readonly call: boolean;
}

const opening: readonly TokenType[] = [tokens.OpenRound, tokens.OpenSquare, tokens.OpenCurly];
const closing: readonly TokenType[] = [tokens.CloseRound, tokens.CloseSquare, tokens.CloseCurly];

/** The brackets that are open before token number `count`. */
export function openBrackets(list: readonly IToken[], count: number): readonly Bracket[] {
  const open: Bracket[] = [];
  for (let i = 0; i < count; i += 1) {
    const token = list[i]!;
    if (opening.includes(token.tokenType)) {
      const call = token.tokenType === tokens.OpenRound && list[i - 1]?.tokenType === tokens.Word;
      open.push({ token, call });
    } else if (closing.includes(token.tokenType)) open.pop();
  }
  return open;
}

/** The first bracket that opens more than `limit` deep. */
export function deepestBracket(list: readonly IToken[], limit: number): IToken | undefined {
  let depth = 0;
  for (const token of list) {
    if (opening.includes(token.tokenType)) depth += 1;
    else if (closing.includes(token.tokenType)) depth -= 1;
    if (depth > limit) return token;
  }
  return undefined;
}
