import { type MessageCode, type MessagePayload, wording } from './messages.ts';
import type { Span } from './span.ts';

export type Severity = 'error' | 'warning';

/** What an author got wrong: a code and a typed payload at a place; the wording stands in messages.ts. */
export interface Diagnostic {
  readonly code: MessageCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly hint: string | null;
}

export function diagnostic<C extends MessageCode>(
  code: C,
  span: Span,
  payload: MessagePayload<C>,
): Diagnostic {
  return { code, span, ...wording(code, payload) };
}
