import type { Diagnostic, Severity } from '../compiler/plan/diagnostic.ts';
import { displayWidth } from '../compiler/plan/display-width.ts';
import { positionAt, type SourceText, textOf } from '../compiler/plan/span.ts';
import { styled } from './terminal.ts';

/** One entry of `check --json`. Lines and columns count from 1; the end is just past the last character. */
export interface DiagnosticRecord {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
}

/** A diagnostic, or a failure of a run in the same form: its code is one of the runtime's own. */
export type Message = Omit<Diagnostic, 'code'> & { readonly code: string };

/** The diagnostics of one file as data, by place. */
export function diagnosticsJson(
  diagnostics: readonly Message[],
  source: SourceText,
): readonly DiagnosticRecord[] {
  return byPlace(diagnostics, source).map(({ code, severity, message, hint, span }) => {
    const text = textOf(source, span.file);
    const start = positionAt(text, span.start);
    const end = positionAt(text, span.end);
    return {
      ...{ code, severity, message, hint, file: span.file },
      ...{ line: start.line, column: start.column, end_line: end.line, end_column: end.column },
    };
  });
}

/**
 * The diagnostics of one file for a reader, by place: `FILE:LINE:COL: error CODE: text`, the line, a caret, the hint.
 * `source` is the text that the spans refer to. Ends with a newline unless there is nothing to say.
 */
export function renderDiagnostics(
  diagnostics: readonly Message[],
  source: SourceText,
  options: { readonly colour: boolean },
): string {
  const blocks = byPlace(diagnostics, source).map((one) => render(one, source, options.colour));
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** Those of the study first, then file by file. */
function byPlace(diagnostics: readonly Message[], source: SourceText): readonly Message[] {
  const files = [source.file, ...(source.others ?? []).map(({ file }) => file)];
  const order = ({ span }: Message): number => files.indexOf(span.file);
  return [...diagnostics].sort(
    (a, b) => order(a) - order(b) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

function render(one: Message, source: SourceText, colour: boolean): string {
  const text = textOf(source, one.span.file);
  const { line, column } = positionAt(text, one.span.start);
  const [first = '', ...more] = one.message.split('\n').map(visible);
  const severity = styled(one.severity, one.severity === 'error' ? 'red' : 'yellow', colour);
  const place = `${visible(one.span.file)}:${line}:${column}: `;
  // Styled piece by piece: the end of a colour would end the bold around it.
  const head = `${bold(place, colour)}${bold(severity, colour)}${bold(` ${one.code}: ${first}`, colour)}`;
  const hint = one.hint === null ? [] : one.hint.split('\n').map(visible);
  const hints = hint.map((text, i) => styled(`${i === 0 ? 'hint: ' : '      '}${text}`, 'dim', colour));
  return [head, ...excerpt(one, text, colour), ...more, ...hints].join('\n');
}

function bold(text: string, colour: boolean): string {
  return styled(text, 'bold', colour);
}

/** Widest line that is shown whole. */
const WIDEST = 100;
/** Columns kept before the caret where a line is cut. */
const BEFORE = 40;

/** The source line and its carets; of a long line the part around them. */
function excerpt({ span, severity }: Message, text: string, colour: boolean): readonly string[] {
  if (span.start > text.length || text === '') return [];
  const { lineStart, lineEnd } = windowAround(text, span.start);
  const before = [...visible(text.slice(lineStart, Math.min(span.start, lineEnd)))];
  const marked = [
    ...visible(text.slice(span.start, Math.max(span.start, Math.min(span.end, lineEnd))).trimEnd()),
  ];
  const after = [...visible(text.slice(Math.min(span.start + lengthOf(marked), lineEnd), lineEnd))];
  const cut = displayWidth([...before, ...marked, ...after].join('')) > WIDEST;
  const shownBefore = cut ? last(before, BEFORE) : before.join('');
  const shownMarked = cut ? first(marked, WIDEST - displayWidth(shownBefore) - 2) : marked.join('');
  const room = WIDEST - displayWidth(shownBefore) - displayWidth(shownMarked) - 1;
  const shownAfter = cut ? first(after, Math.max(0, room)) : after.join('');
  // Tabs stay tabs, so that the caret stands below whatever they stand for.
  const indent = [...shownBefore]
    .map((sign) => (sign === '\t' ? '\t' : ' '.repeat(displayWidth(sign))))
    .join('');
  const carets = '^'.repeat(Math.max(1, displayWidth(shownMarked)));
  const colourOf = severity === 'error' ? 'red' : 'yellow';
  return [
    `${shownBefore}${shownMarked}${shownAfter}`.trimEnd(),
    `${indent}${styled(carets, colourOf, colour)}`,
  ];
}

/** Characters on either side of a place that may be shown: more than fit, few enough for a line of a megabyte. */
const NEAR = 400;

/** Where the line of a place begins and ends, or what is near of it. */
function windowAround(text: string, at: number): { readonly lineStart: number; readonly lineEnd: number } {
  const far = Math.max(0, at - NEAR);
  const near = text.slice(far, at).lastIndexOf('\n') + 1;
  const newline = text.slice(at, at + NEAR).search(/\r?\n/);
  const from = near > 0 || far === 0 ? far + near : far;
  const to = newline < 0 ? Math.min(text.length, at + NEAR) : at + newline;
  // Neither end halves a character.
  const halved = (offset: number): number => (/[\uDC00-\uDFFF]/.test(text[offset] ?? '') ? 1 : 0);
  return { lineStart: from + halved(from), lineEnd: to + halved(to) };
}

const lengthOf = (characters: readonly string[]): number => characters.join('').length;

function last(characters: readonly string[], width: number): string {
  let [used, from] = [0, characters.length];
  while (from > 0 && used + displayWidth(characters[from - 1]!) <= width) {
    from -= 1;
    used += displayWidth(characters[from]!);
  }
  return `${from > 0 ? '…' : ''}${characters.slice(from).join('')}`;
}

function first(characters: readonly string[], width: number): string {
  let [used, to] = [0, 0];
  while (to < characters.length && used + displayWidth(characters[to]!) <= width) {
    used += displayWidth(characters[to]!);
    to += 1;
  }
  return `${characters.slice(0, to).join('')}${to < characters.length ? '…' : ''}`;
}

/** Control characters, and those that turn the direction of text, must not reach a terminal. One sign each. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g,
    '\uFFFD',
  );
}
