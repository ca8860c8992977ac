import type { SourceText } from '../plan/span.ts';

/** A text as a YAML scalar in quotes: double ones unless the text holds some or a backslash. */
export function quoteScalar(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** The start of the line up to a value (its key, as a rule) with another value: the line to paste. */
export function pasteValue(source: SourceText, start: number, value: string): string {
  const lineStart = source.text.lastIndexOf('\n', start - 1) + 1;
  const before = source.text.slice(lineStart, start).trimStart();
  const key = /([^\s{}[\],:][^{}[\],:]*:\s+)$/.exec(before);
  return `${key ? key[1] : ''}${value}`;
}
