import { explanations } from '../../compiler/explain/index.ts';
import type { DiagnosticRecord } from '../diagnostics.ts';
import type { FileReport, Report } from './report.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * SARIF 2.1.0: one run, a rule for each code that was found, with the text of `studyc explain`, and a result for each
 * message. Studies that cannot be read are notifications of the invocation.
 */
export function sarifReport({ version, files, strict }: Report): string {
  const messages = files.flatMap((file) => file.messages);
  const codes = [...new Set(messages.map((one) => one.code))];
  const unreadable = files.filter((file) => file.unreadable !== null);
  const run = {
    tool: { driver: { name: 'studyc', semanticVersion: version, rules: codes.map(rule) } },
    columnKind: 'unicodeCodePoints',
    invocations: [
      {
        executionSuccessful: unreadable.length === 0,
        toolExecutionNotifications: unreadable.map(notification),
      },
    ],
    results: messages.map((one) => result(one, codes.indexOf(one.code), strict)),
  };
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function rule(code: string) {
  const explained = explanations[code];
  if (explained === undefined) return { id: code };
  const { cause, wrong, cured } = explained;
  const examples = wrong && cured ? { wrong: wrong.join('\n'), right: cured.join('\n') } : {};
  const blocks = Object.entries(examples);
  return {
    id: code,
    shortDescription: { text: /^.*?\.(?= |$)/.exec(cause)?.[0] ?? cause },
    fullDescription: { text: cause },
    help: {
      text: [cause, ...blocks.map(([title, text]) => `${title}:\n${text}`)].join('\n\n'),
      markdown: [cause, ...blocks.map(([title, text]) => `${title}:\n\n\`\`\`yaml\n${text}\n\`\`\``)].join(
        '\n\n',
      ),
    },
  };
}

function result(one: DiagnosticRecord, ruleIndex: number, strict: boolean) {
  return {
    ruleId: one.code,
    ruleIndex,
    level: strict ? 'error' : one.severity,
    message: { text: one.hint === null ? one.message : `${one.message}\nhint: ${one.hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(one.file) },
          region: {
            startLine: one.line,
            startColumn: one.column,
            endLine: one.end_line,
            endColumn: one.end_column,
          },
        },
      },
    ],
  };
}

function notification({ file, unreadable }: FileReport) {
  return {
    level: 'error',
    message: { text: unreadable ?? '' },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
  };
}

/** A path as a relative reference; a first part with a colon would be taken for a scheme. Half a character has no code. */
function uriOf(path: string): string {
  const escaped = path
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return escaped === '' ? '.' : escaped;
}
