import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { displayWidth } from '../plan/display-width.ts';
import type { MessageCode, MessagePayload } from '../plan/messages.ts';
import type { Span } from '../plan/span.ts';

/**
 * A formula or expression and where it stands. `span` is the value in the file. With `direct` offsets character i
 * of `text` is at `span.start + i`, so inner places are exact. With `whole` (block, folded and escaped scalars) every
 * place is the whole span, and messages show the text with a caret of their own.
 */
export interface Located {
  readonly text: string;
  readonly span: Span;
  readonly offsets: 'direct' | 'whole';
  /** Parts that stand apart in a file, in order; each has its own place. */
  readonly pieces?: readonly TextPiece[] | undefined;
}

/** One part of such a text: where it begins in the text, and where it stands. */
export interface TextPiece {
  readonly start: number;
  readonly span: Span;
  readonly offsets: 'direct' | 'whole';
}

/** What a reader returns: a value, or all independent mistakes. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Half-open, in UTF-16 units of the text, from 0. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Notes a mistake at a place of the text. */
export type Complain = <C extends MessageCode>(range: Range, code: C, payload: MessagePayload<C>) => void;

/** The place in the file of a range of the text. */
export function spanOf(input: Located, range: Range): Span {
  const piece = pieceAt(input, range);
  if (piece) {
    const moved = { start: range.start - piece.start, end: range.end - piece.start };
    return spanOf({ text: input.text, span: piece.span, offsets: piece.offsets }, moved);
  }
  if (input.offsets === 'whole') return input.span;
  return { file: input.span.file, start: input.span.start + range.start, end: input.span.start + range.end };
}

function pieceAt({ pieces }: Located, { start }: Range): TextPiece | undefined {
  return pieces?.findLast((one) => one.start <= start);
}

/** A collector of mistakes, and the list that it fills. */
export function collector(input: Located): {
  readonly diagnostics: Diagnostic[];
  readonly complain: Complain;
} {
  const diagnostics: Diagnostic[] = [];
  const complain: Complain = (range, code, payload) => {
    const made = diagnostic(code, spanOf(input, range), payload);
    const message =
      (pieceAt(input, range) ?? input).offsets === 'whole'
        ? `${made.message}\n${excerpt(input.text, range)}`
        : made.message;
    diagnostics.push({ ...made, message });
  };
  return { diagnostics, complain };
}

/** The value, frozen all the way down, when there were no mistakes. */
export function outcomeOf<T>(value: T, diagnostics: readonly Diagnostic[]): Parsed<T> {
  return diagnostics.length === 0 ? { ok: true, value: frozen(value) } : { ok: false, diagnostics };
}

function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}

/** The line of the text that holds the range, and a line of carets below it. */
function excerpt(text: string, range: Range): string {
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const newline = text.indexOf('\n', lineStart);
  const lineEnd = newline < 0 ? text.length : newline;
  const marked = displayWidth(text.slice(range.start, Math.min(range.end, lineEnd)));
  const indent = ' '.repeat(displayWidth(text.slice(lineStart, range.start)));
  return `    ${text.slice(lineStart, lineEnd).trimEnd()}\n    ${indent}${'^'.repeat(Math.max(1, marked))}`;
}
