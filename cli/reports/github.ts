import type { DiagnosticRecord } from '../diagnostics.ts';
import type { Report } from './report.ts';

/**
 * Workflow commands, which GitHub shows beside the lines of a pull request:
 * `::error file=study.yaml,line=3,endLine=3,col=5,endColumn=9,title=unknown-key::text`. One line a message.
 */
export function githubReport({ files, strict }: Report): string {
  return files
    .flatMap(({ file, messages, unreadable }) => [
      ...(unreadable === null
        ? []
        : [`::error ${properties({ file, title: 'unreadable' })}::${data(unreadable)}`]),
      ...messages.map((one) => annotation(one, strict)),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function annotation(one: DiagnosticRecord, strict: boolean): string {
  const level = strict || one.severity === 'error' ? 'error' : 'warning';
  const place = { file: one.file, line: one.line, endLine: one.end_line, col: one.column };
  // Columns across lines have no meaning there: an end column is taken for one on the first line.
  const end = one.end_line === one.line ? { endColumn: one.end_column } : {};
  const text = one.hint === null ? one.message : `${one.message}\nhint: ${one.hint}`;
  return `::${level} ${properties({ ...place, ...end, title: one.code })}::${data(text)}`;
}

function properties(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
    .join(',');
}

/** What would end the command, or be read as its escape; a log shows no control characters. */
function data(text: string): string {
  return text
    .replaceAll(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      '\ufffd',
    )
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}
