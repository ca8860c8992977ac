import type { Diagnostic } from '../../compiler/plan/diagnostic.ts';
import { messages } from '../../compiler/plan/messages.ts';
import type { Choices } from './random.ts';

/** What is judged: bytes, and what they are read as (an ending, options), where the kind has several. */
export interface Case {
  readonly bytes: Buffer;
  readonly as: string;
}

/** What became of a case. `problem` is what must never be: an exception, a rejection without a place, … */
export interface Verdict {
  readonly accepted: boolean;
  readonly codes: readonly string[];
  readonly problem: string | null;
}

/** A kind of case: how one is made, and what has to hold of it. */
export interface Kind {
  readonly make: (choices: Choices) => Case;
  readonly judge: (one: Case) => Verdict | Promise<Verdict>;
}

/** Taken as it is (or, `taken` false, refused as it should be), with a problem all the same where there is one. */
export function accepted(
  codes: readonly string[] = [],
  problem: string | null = null,
  taken = true,
): Verdict {
  return { accepted: taken, codes, problem };
}

/** Refused by messages, which need places within the text and words. */
export function rejected(
  diagnostics: readonly Diagnostic[],
  length: number,
  problem: string | null = null,
): Verdict {
  const errors = diagnostics.filter((one) => one.severity === 'error');
  const wrong = errors.length === 0 ? 'rejected without an error' : misplaced(diagnostics, length);
  const codes = diagnostics.map((one) => one.code);
  return accepted(codes, problem ?? wrong, false);
}

/** The first message without a place in the text, or without proper words; null where there is none. */
export function misplaced(diagnostics: readonly Diagnostic[], length: number): string | null {
  const wrong = diagnostics.find(
    ({ span, code, message, hint }) =>
      !(span.start >= 0 && span.start <= span.end && span.end <= length) ||
      !Object.hasOwn(messages, code) ||
      unfit(message) !== null ||
      (hint !== null && unfit(hint) !== null),
  );
  return wrong ? `a message without a proper place or text: ${JSON.stringify(wrong)}` : null;
}

/** What no message may hold: nothing at all, a stack, a value that nobody thought of. What it quotes is the author's. */
export function unfit(message: string): string | null {
  const own = message.replaceAll(/`[^`]*`|"(?:[^"\\\n]|\\.)*"/g, '');
  const wrong = message.trim() === '' || /\bundefined\b|\[object|\bNaN\b|\n\s+at .*:\d+:\d+/.test(own);
  return wrong ? `a message that says nothing: ${JSON.stringify(message)}` : null;
}

/** A terminal must not be told anything by a message; null where nothing of the kind is in it. */
export function controlled(shown: string): string | null {
  const place = shown.search(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  return place < 0
    ? null
    : `a control character is shown: ${JSON.stringify(shown.slice(Math.max(0, place - 100), place + 20))}`;
}
