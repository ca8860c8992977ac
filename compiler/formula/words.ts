/** Words of the lexer: quoted text, and names with their dotted parts. */

/** What a quoted text stands for. */
export function unquoteText(image: string): string {
  return image.slice(1, -1).replaceAll("''", "'");
}

/** The parts of a word, without backticks. `groups` are the numbers of parts before each @. */
export interface WordParts {
  readonly parts: readonly string[];
  readonly groups: readonly { readonly name: string; readonly after: number }[];
}

export function splitWord(image: string): WordParts {
  const parts: string[] = [];
  const groups: { name: string; after: number }[] = [];
  for (const match of image.matchAll(/(^|[.@])(?:`((?:[^`]|``)*)`|([^.@`]+))/g)) {
    const text = match[3] ?? match[2]!.replaceAll('``', '`');
    if (match[1] === '@') groups.push({ name: text, after: parts.length });
    else parts.push(text);
  }
  return { parts, groups };
}
