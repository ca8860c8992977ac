import type { ErrorCode, YAMLError } from 'yaml';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { SourceText, Span } from '../plan/span.ts';
import { pasteValue, quoteScalar } from './quote.ts';

/** Plain words for what the YAML library says in its own. */
const reasons: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_ALIAS: 'an alias (*name) is not allowed here, and studies have none',
  BAD_DIRECTIVE: 'a directive is not allowed here',
  BAD_DQ_ESCAPE: 'a backslash in a double-quoted text begins no known escape',
  BAD_INDENT: 'this line is indented less than what it belongs to, or a { or [ before it is not closed',
  BAD_SCALAR_START: 'an unquoted value cannot start with this character',
  BLOCK_AS_IMPLICIT_KEY: 'a second "key: value" on one line, or an indentation that fits nothing',
  BLOCK_IN_FLOW: 'an indented block inside { } or [ ]',
  KEY_OVER_1024_CHARS: 'a key of more than 1024 characters',
  MISSING_CHAR: 'something is missing before this: a colon after the key, a comma, or a closing quote',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; the line before is not finished',
  TAB_AS_INDENT: 'a tab is used for indentation; use spaces',
  UNEXPECTED_TOKEN: 'the value before this has already ended',
};

/** The one message for the first error of a file that YAML cannot read. */
export function syntaxDiagnostic(source: SourceText, error: YAMLError): Diagnostic {
  const [start, end] = error.pos;
  const span = placeOf(source, start, end);
  if (error.code === 'MULTIPLE_DOCS') {
    return diagnostic('yaml-feature', span, { what: 'a second document (---)' });
  }
  if (error.code === 'RESOURCE_EXHAUSTION') return diagnostic('too-nested', span, { limit: 100 });
  const cut = cutAtBracket(source, span) ?? quotableLine(source, span) ?? quotableInBraces(source, span);
  if (cut?.alias) {
    return diagnostic('yaml-feature', cut.span, { what: 'an alias (*name)', paste: cut.paste });
  }
  const reason = reasons[error.code] ?? 'this does not fit here';
  return diagnostic('yaml-syntax', cut?.span ?? span, cut ? { reason, paste: cut.paste } : { reason });
}

/** Points at a character that exists: an error at the end of the file is shown after its last line. */
function placeOf(source: SourceText, start: number, end: number): Span {
  let from = Math.min(start, source.text.length);
  while (from > 0 && from === source.text.length && /\s/.test(source.text[from - 1]!)) from -= 1;
  const lineEnd = source.text.slice(from).search(/\r?\n|$/) + from;
  return { file: source.file, start: from, end: Math.max(from, Math.min(end, lineEnd)) };
}

interface Quotable {
  readonly span: Span;
  readonly paste: string;
  readonly alias: boolean;
}

/** `{split: year in [2016, 2019]}`: an unquoted value inside braces ends at a bracket. */
function cutAtBracket(source: SourceText, span: Span): Quotable | null {
  const { text } = source;
  if (text[span.start] !== '[' && text[span.start] !== '{') return null;
  const before = /[^\s{}[\],:'"][^{}[\],:'"\n]*$/.exec(text.slice(0, span.start));
  const close = matching(text, span.start);
  if (!before || close < 0) return null;
  const start = span.start - before[0].length;
  const paste = pasteValue(source, start, quoteScalar(text.slice(start, close + 1)));
  return { span: { ...span, start, end: close + 1 }, paste, alias: false };
}

/** `key: value` alone on its line, where the value holds what YAML takes for something else. */
function quotableLine(source: SourceText, span: Span): Quotable | null {
  const lineStart = source.text.lastIndexOf('\n', span.start - 1) + 1;
  const line = source.text.slice(lineStart).split(/\r?\n/, 1)[0]!;
  const match = /^(\s*(?:- +)?[^\s:{}[\]#"'][^:{}[\]#"']*:[ \t]+)([^\s#].*?)[ \t]*(?: #.*)?$/.exec(line);
  if (!match || !worthQuoting(match[2]!)) return null;
  const start = lineStart + match[1]!.length;
  const value = match[2]!;
  const paste = `${match[1]!.trimStart()}${quoteScalar(value)}`;
  return {
    span: { ...span, start, end: start + value.length },
    paste,
    alias: value.startsWith('*'),
  };
}

/** `{where: 'A' == city}`: a value inside braces that YAML cannot take as it stands. */
function quotableInBraces(source: SourceText, span: Span): Quotable | null {
  const { text } = source;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const line = text.slice(lineStart).split(/\r?\n/, 1)[0]!;
  const values = [...line.matchAll(/[{[,][ \t]*(?:[^\s,:{}[\]"'`]+:[ \t]+)?(?=[^\s{}[\],])/g)];
  const from = values
    .map((match) => match.index + match[0].length)
    .findLast((at) => lineStart + at <= span.start);
  if (from === undefined) return null;
  const value =
    /^(?:`[^`\n]*`|"[^"\n]*"|'[^'\n]*'|[^,{}[\]"'`\n])+/.exec(line.slice(from))?.[0].trimEnd() ?? '';
  if (!worthQuoting(value)) return null;
  const start = lineStart + from;
  const paste = pasteValue(source, start, quoteScalar(value));
  return { span: { ...span, start, end: start + value.length }, paste, alias: value.startsWith('*') };
}

/** Whether a value holds or begins with what YAML takes for its own. */
function worthQuoting(value: string): boolean {
  if (/^[[{]/.test(value)) return /^(?:\[[^\]]*\]|\{[^}]*\})[ \t]*[-+*/^~=<>!]/.test(value);
  if (/^[|>][ \t]+\S/.test(value) || /^[-?] /.test(value)) return true;
  return /^[&*!`@%]/.test(value) || /: /.test(value) || /^(["']).*\1\s*\S/.test(value);
}

function matching(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length && text[i] !== '\n'; i += 1) {
    if ('[{'.includes(text[i]!)) depth += 1;
    if (']}'.includes(text[i]!)) depth -= 1;
    if (depth === 0) return i;
  }
  return -1;
}
