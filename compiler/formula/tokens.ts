import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import type { Range } from './located.ts';

/**
 * The tokens of formulas and expressions. Every text can be cut into them: what does not belong to the language is
 * a token too (`Foreign`, `FullWidth`, …), so that mistakes.ts can name it and say what to write.
 */

/** What a text is read as: a formula, an expression over columns, or one over results (claims). */
export type Language = 'formula' | 'columns' | 'results';

const part = '(?:[\\p{XID_Start}_]\\p{XID_Continue}*|`(?:[^`]|``)*`)';
const wordPattern = new RegExp(`${part}(?:[.@](?:${part}|\\d+))*`, 'uy');
const strayPattern = /[\s\S]/uy;

/** chevrotain drops the u flag of a plain pattern; a function keeps it. */
function unicode(pattern: RegExp): (text: string, offset: number) => RegExpExecArray | null {
  return (text, offset) => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };
}

export const Prefix = createToken({ name: 'Prefix', pattern: Lexer.NA });
export const Infix = createToken({ name: 'Infix', pattern: Lexer.NA });

const Space = createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });

/** A name, or parts joined by `.` and `@`: `TIN`, `` `my column` ``, `by_period.AGG@forming.n`. */
export const Word = createToken({ name: 'Word', pattern: unicode(wordPattern), line_breaks: true });

const keyword = (name: string, pattern: RegExp, categories: TokenType[] = []): TokenType =>
  createToken({ name, pattern, longer_alt: Word, categories });

export const And = keyword('And', /and/, [Infix]);
export const Or = keyword('Or', /or/, [Infix]);
export const Not = keyword('Not', /not/, [Prefix]);
export const In = keyword('In', /in/);
export const Missing = keyword('Missing', /missing/);

export const Numeral = createToken({ name: 'Numeral', pattern: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/ });
/** A quote within is written twice. */
export const Text = createToken({ name: 'Text', pattern: /'(?:[^']|'')*'/, line_breaks: true });

const sign = (name: string, pattern: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, pattern, categories });

export const Plus = sign('Plus', '+', [Prefix, Infix]);
export const Minus = sign('Minus', '-', [Prefix, Infix]);
export const Tilde = sign('Tilde', '~');
export const Bar = sign('Bar', '|');
export const Comma = sign('Comma', ',');
export const Equals = sign('Equals', '=');
export const OpenRound = sign('OpenRound', '(');
export const CloseRound = sign('CloseRound', ')');
export const OpenSquare = sign('OpenSquare', '[');
export const CloseSquare = sign('CloseSquare', ']');
export const OpenCurly = sign('OpenCurly', '{');
export const CloseCurly = sign('CloseCurly', '}');

const infixes: readonly TokenType[] = ['==', '!=', '<=', '>=', '<', '>', '*', '/', '^', ':'].map((image) =>
  sign(`Infix ${image}`, image, [Infix]),
);

/** Operators of other languages. */
export const Foreign = createToken({
  name: 'Foreign',
  pattern: /===|<>|=>|=<|&&|\|\||\*\*|~=|%in%|!(?!=)|&/,
});
/** Stata's interaction. */
export const Hash = createToken({ name: 'Hash', pattern: /##?/ });
export const DoubleQuoted = createToken({
  name: 'DoubleQuoted',
  pattern: /"[^"]*"|[“”„][^“”]*[“”]|‘[^‘’]*’/,
  line_breaks: true,
});
export const OpenQuote = createToken({ name: 'OpenQuote', pattern: /['"`“”„‘][\s\S]*/, line_breaks: true });
/** Signs that look like ours: full-width forms, typographic operators, CJK punctuation. */
export const FullWidth = createToken({ name: 'FullWidth', pattern: /[\uFF01-\uFF5E、。×÷−–—≤≥≠∼〜【】]+/ });
export const Stray = createToken({ name: 'Stray', pattern: unicode(strayPattern), line_breaks: true });

/** Earlier ones win. */
export const vocabulary: readonly TokenType[] = [
  ...[Prefix, Infix, Space, And, Or, Not, In, Missing, Word, Numeral, Text, Foreign, ...infixes],
  ...[Plus, Minus, Tilde, Bar, Comma, Equals, OpenRound, CloseRound, OpenSquare, CloseSquare],
  ...[OpenCurly, CloseCurly, Hash, DoubleQuoted, OpenQuote, FullWidth, Stray],
];

let lexer: Lexer | undefined;

/** The tokens of a text, in order; there is no text that has none but white space. */
export function tokenise(text: string): readonly IToken[] {
  lexer ??= new Lexer([...vocabulary], {
    positionTracking: 'onlyOffset',
    skipValidations: true,
    safeMode: true,
  });
  return lexer.tokenize(text).tokens;
}

/** Offset just past a token. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** Where a token stands. */
export function rangeOf(token: IToken): Range {
  return { start: token.startOffset, end: endOf(token) };
}
