import type { ProsePart } from './scan.ts';
import { scanProse } from './scan.ts';

/** What a place asks for, as Markdown, or why there is none. */
export type Answer =
  | { readonly markdown: string }
  | { readonly reason: string; readonly suggestion: string | undefined };

export interface ProseSources {
  readonly number: (key: string, digits: number | null) => Answer;
  readonly table: (id: string) => Answer;
}

/** A place that cannot be filled; offsets into the text. */
export interface ProseFailure {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
  readonly suggestion: string | undefined;
}

/** The text with numbers and tables in their places, and the places that have none: with any, the text is of no use. */
export function fillProse(
  text: string,
  sources: ProseSources,
): { readonly text: string; readonly failures: readonly ProseFailure[] } {
  const failures: ProseFailure[] = [];
  const filled = scanProse(text).map((part) => {
    if (part.kind === 'text') return part.text;
    const answer = answerTo(part, sources);
    if ('markdown' in answer) return answer.markdown;
    const { start, end } = part;
    failures.push({ start, end, ...answer });
    return '';
  });
  return { text: filled.join(''), failures };
}

function answerTo(part: Exclude<ProsePart, { kind: 'text' }>, sources: ProseSources): Answer {
  switch (part.kind) {
    case 'number':
      return sources.number(part.key, part.digits);
    case 'table':
      return sources.table(part.id);
    case 'broken':
      return {
        reason: `${part.written || '{{}}'} is not closed on its line, or empty`,
        suggestion: undefined,
      };
  }
}
