import type { DiagnosticRecord } from '../diagnostics.ts';
import type { FileReport, Report } from './report.ts';

/** A test case: a rule and what it found in one study. */
interface Case {
  readonly name: string;
  readonly kind: 'passed' | 'failure' | 'error';
  /** First line of what was found. */
  readonly message: string;
  readonly text: string;
}

/**
 * JUnit XML: a suite a study, in it a case for each code that was found, or a single one that passed. Warnings pass,
 * with their text as output, unless `strict`; a study that cannot be read is an error.
 */
export function junitReport({ command, files, strict }: Report): string {
  const suites = files.map((file) => ({ file: file.file, cases: casesOf(file, command, strict) }));
  const all = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="studyc ${attribute(command)}" ${counts(all)}>`,
    ...suites.flatMap(({ file, cases }) => [
      `  <testsuite name="${attribute(file)}" ${counts(cases)}>`,
      ...cases.flatMap((one) => element(one, file)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf({ messages, unreadable }: FileReport, command: string, strict: boolean): readonly Case[] {
  if (unreadable !== null) {
    return [{ name: command, kind: 'error', message: unreadable, text: unreadable }];
  }
  const codes = [...new Set(messages.map((one) => one.code))];
  if (codes.length === 0) return [{ name: command, kind: 'passed', message: '', text: '' }];
  return codes.map((code) => {
    const found = messages.filter((one) => one.code === code);
    const fails = strict || found.some((one) => one.severity === 'error');
    return {
      name: code,
      kind: fails ? 'failure' : 'passed',
      message: found[0]!.message,
      text: found.map(paragraph).join('\n'),
    };
  });
}

function paragraph(one: DiagnosticRecord): string {
  const head = `${one.file}:${one.line}:${one.column}: ${one.severity} ${one.code}: ${one.message}`;
  return one.hint === null ? head : `${head}\nhint: ${one.hint}`;
}

function element({ name, kind, message, text }: Case, file: string): readonly string[] {
  const open = `    <testcase name="${attribute(name)}" classname="${attribute(file)}"`;
  if (text === '') return [`${open}/>`];
  const inner =
    kind === 'passed'
      ? `<system-out>${content(text)}</system-out>`
      : `<${kind} message="${attribute(message)}" type="${attribute(name)}">${content(text)}</${kind}>`;
  return [`${open}>`, `      ${inner}`, '    </testcase>'];
}

function counts(cases: readonly Case[]): string {
  const of = (kind: Case['kind']): number => cases.filter((one) => one.kind === kind).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`;
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of an element. XML has no control characters, lone surrogates or U+FFFE, not even escaped. */
function content(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '\uFFFD')
    .replaceAll(/[&<>"]/g, (sign) => names[sign]!)
    .replaceAll('\r', '&#13;');
}

/** Value of an attribute: line breaks and tabs would be read as blanks. */
function attribute(text: string): string {
  return content(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
