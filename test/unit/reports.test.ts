/** Reports for other programs hold whatever a message holds: no text ends a command, an attribute or an element. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiagnosticRecord } from '../../cli/diagnostics.ts';
import { explainLine } from '../../cli/report-diagnostics.ts';
import { renderReport, type Report } from '../../cli/reports/report.ts';
import type { Compilation } from '../../compiler/index.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[%,:<>&"\r\n\t\u0000 a]*$/));

const message = fc.record({ message: text, hint: fc.option(text), file: text }).map(
  (parts): DiagnosticRecord => ({
    ...{ code: 'unknown-name', severity: 'error', line: 1, column: 2, end_line: 1, end_column: 3 },
    ...parts,
  }),
);

function reportOf(messages: readonly DiagnosticRecord[], file: string): Report {
  return {
    ...{ command: 'check', version: '0.0.0', strict: false },
    files: [
      { file, messages, unreadable: null },
      { file: 'other.yaml', messages: [], unreadable: file },
    ],
  };
}

/** What a reader of workflow commands sees. */
const unescaped = (escaped: string): string =>
  escaped
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/** Control characters, and those that turn the direction of text: a log shows a sign in their place. */
const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

describe('workflow commands', () => {
  it('are one line a message, and say what it says', () => {
    fc.assert(
      fc.property(fc.array(message), text, (messages, file) => {
        const lines = renderReport('github', reportOf(messages, file)).split('\n').slice(0, -1);
        expect(lines).toHaveLength(messages.length + 1);
        for (const [i, one] of messages.entries()) {
          const [, properties = '', data = ''] = /^::error (.*?)::(.*)$/s.exec(lines[i]!) ?? [];
          const values = Object.fromEntries(properties.split(',').map((part) => part.split('=', 2)));
          expect(Object.keys(values)).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
          const whole = one.hint === null ? one.message : `${one.message}\nhint: ${one.hint}`;
          expect(unescaped(data)).toBe(whole.replaceAll(unprintable, '\ufffd'));
        }
      }),
    );
  });
});

describe('JUnit', () => {
  it('is well formed whatever a message holds', () => {
    fc.assert(
      fc.property(fc.array(message), text, (messages, file) => {
        const xml = renderReport('junit', reportOf(messages, file));
        expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
        // Without its tags, whose attributes hold no quote and no bracket, nothing is left that would begin another.
        const rest = xml.replaceAll(/<[?/]?[a-z-]+(?: [a-z]+="[^"<]*")*[?/]?>/g, '');
        expect(rest).not.toMatch(/[<"]|&(?!amp;|lt;|gt;|quot;|#13;)/);
      }),
    );
  });
});

describe('SARIF', () => {
  it('is JSON whose results name their rules', () => {
    fc.assert(
      fc.property(fc.array(message), text, (messages, file) => {
        const [run] = JSON.parse(renderReport('sarif', reportOf(messages, file))).runs;
        for (const one of run.results) expect(run.tool.driver.rules[one.ruleIndex].id).toBe(one.ruleId);
        expect(run.results).toHaveLength(messages.length);
        expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
      }),
    );
  });
});

describe('the line that names studyc explain', () => {
  const found = (...codes: readonly string[]) =>
    [{ diagnostics: codes.map((code) => ({ code })) }] as unknown as readonly Compilation[];
  const terminal = (interactive: boolean) => ({
    ...{ out: () => {}, err: () => {}, interactive },
    colour: { out: false, err: false },
  });

  it('stands on a terminal only, with the code where there is one', () => {
    expect(explainLine(found('wrong-type'), terminal(false))).toBe('');
    expect(explainLine(found('wrong-type', 'wrong-type'), terminal(true))).toBe(
      'studyc explain wrong-type tells more\n',
    );
    expect(explainLine(found('wrong-type', 'no-panel'), terminal(true))).toBe(
      'studyc explain CODE tells more\n',
    );
  });
});
