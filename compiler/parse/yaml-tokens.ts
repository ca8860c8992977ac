import { CST, Lexer, Parser } from 'yaml';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { SourceText } from '../plan/span.ts';

/** Levels of maps and lists, one within another. */
export const DEEPEST = 100;

/** Words and signs of one file; ten thousand models have about two hundred thousand. */
const MOST_TOKENS = 300_000;

/** Anchors and tags one after the other; YAML has at most two, and each more is an error of its own. */
const MOST_PROPERTIES = 10;

/** What the guard knows of the place that it has come to. */
interface Depth {
  /** Columns at which the blocks begin that are open here, from the outside in. */
  readonly blocks: number[];
  /** Open braces and brackets. */
  flow: number;
  column: number;
  /** A block may begin here: only blanks and the signs - and ? stand before it on the line. */
  opening: boolean;
}

/**
 * The tokens of a YAML text for the composer, which, like the parser, takes a stack and memory for every level. They
 * end where the text is deeper or longer than a study is; then the mistake is handed to `refuse`.
 */
export function* guardedTokens(
  { file, text }: SourceText,
  refuse: (mistake: Diagnostic) => void,
): Generator<CST.Token, void> {
  const parser = new Parser();
  const depth: Depth = { blocks: [], flow: 0, column: 0, opening: true };
  let [offset, count, properties, content] = [0, 0, 0, false];
  for (const lexeme of new Lexer().lex(text)) {
    const type = content ? 'content' : CST.tokenType(lexeme);
    const length = type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar' ? 0 : lexeme.length;
    count += 1;
    enter(depth, type, length);
    const span = { file, start: offset, end: Math.min(offset + 1, text.length) };
    if (depth.flow + depth.blocks.length > DEEPEST)
      return refuse(diagnostic('too-nested', span, { limit: DEEPEST }));
    if (type === 'anchor' || type === 'tag') properties += 1;
    else if (type !== 'space') properties = 0;
    if (properties > MOST_PROPERTIES)
      return refuse(diagnostic('yaml-feature', span, { what: 'an anchor or a tag' }));
    if (count > MOST_TOKENS)
      return refuse(diagnostic('too-large', span, { limit: '300,000 words and signs' }));
    yield* parser.next(lexeme);
    content = type === 'scalar';
    offset += length;
  }
  yield* parser.end();
}

/** Follows one token. What a scalar holds is one token, also where it goes over several lines. */
function enter(depth: Depth, type: CST.TokenType | 'content' | null, length: number): void {
  if (type === 'newline') {
    depth.column = 0;
    depth.opening = true;
    return;
  }
  if (type === 'flow-map-start' || type === 'flow-seq-start') depth.flow += 1;
  if (type === 'flow-map-end' || type === 'flow-seq-end') depth.flow = Math.max(0, depth.flow - 1);
  const silent = type === 'space' || type === 'comment' || length === 0;
  if (depth.opening && depth.flow === 0 && !silent) {
    while ((depth.blocks.at(-1) ?? -1) >= depth.column) depth.blocks.pop();
    depth.blocks.push(depth.column);
    depth.opening = type === 'seq-item-ind' || type === 'explicit-key-ind';
  }
  depth.column += length;
}
