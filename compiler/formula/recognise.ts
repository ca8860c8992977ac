import type { IToken } from 'chevrotain';
import { deepestBracket } from './brackets.ts';
import { studyGrammar } from './grammar.ts';
import type { Complain } from './located.ts';
import { findMistakes } from './mistakes.ts';
import { depthLimit, nestingLimit } from './precedence.ts';
import type { FormulaSyntax, Syntax } from './syntax.ts';
import { complainOfSyntax } from './syntax-errors.ts';
import { type Language, rangeOf, tokenise } from './tokens.ts';

/** The syntax tree of an expression, or null after at least one complaint. */
export function parseChain(text: string, language: Language, complain: Complain): Syntax | null {
  const syntax = parseText(text, language, complain, 'expression');
  return syntax === null || complainOfDepth([syntax as Syntax], complain) ? null : (syntax as Syntax);
}

/** The syntax tree of a formula, or null after at least one complaint. */
export function parseParts(text: string, complain: Complain): FormulaSyntax | null {
  const syntax = parseText(text, 'formula', complain, 'formula') as FormulaSyntax | null;
  if (syntax === null) return null;
  const bars = syntax.bars.flatMap((bar) => (bar.right === null ? [bar.left] : [bar.left, bar.right]));
  return complainOfDepth([syntax.left, syntax.right, ...bars], complain) ? null : syntax;
}

function parseText(
  text: string,
  language: Language,
  complain: Complain,
  rule: 'expression' | 'formula',
): Syntax | FormulaSyntax | null {
  const list = tokenise(text);
  let clean = true;
  const noting: Complain = (range, code, payload) => {
    clean = false;
    complain(range, code, payload);
  };
  findMistakes(list, language, noting);
  const deep = deepestBracket(list, nestingLimit);
  if (clean && deep !== undefined) noting(rangeOf(deep), 'too-deep', { limit: nestingLimit });
  if (!clean) return null;
  const grammar = studyGrammar();
  grammar.input = [...list];
  grammar.complain = noting;
  const syntax = grammar[rule]();
  const error = grammar.errors[0];
  if (error === undefined) return clean ? syntax : null;
  // Half-read chains may have complained already; the first place that cannot be read comes before their meaning.
  if (clean) complainOfSyntax(list, indexOf(list, error.token), language, noting);
  return null;
}

/** The end-of-file token is not in the list and has no offset: it stands past the last. */
function indexOf(list: readonly IToken[], token: IToken): number {
  const index = list.indexOf(token);
  return index < 0 ? list.length : index;
}

function complainOfDepth(nodes: readonly Syntax[], complain: Complain): boolean {
  const deep = nodes.find((node) => node.depth > depthLimit);
  if (deep !== undefined) complain(deep, 'too-deep', { limit: depthLimit });
  return deep !== undefined;
}
