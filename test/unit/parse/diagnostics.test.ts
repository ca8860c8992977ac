import { describe, expect, test } from 'vitest';
import { diagnosticsJson, renderDiagnostics } from '../../../cli/diagnostics.ts';
import { displayWidth } from '../../../compiler/plan/display-width.ts';
import { compile, toyStudy } from './study.ts';

/** What a reader sees, compared as text. */
function rendered(text: string, colour = false): string {
  const { diagnostics, source } = compile(text);
  return renderDiagnostics(diagnostics, { file: 'study.yaml', text: source }, { colour });
}

describe('a message', () => {
  test('is the place, the code and the text, the line, a caret and a hint', () => {
    expect(rendered(toyStudy('analyses:\n  a: {regress: y ~ xx}\n'))).toBe(
      [
        'study.yaml:6:20: error unknown-name: xx is neither a column nor a derived variable',
        '  a: {regress: y ~ xx}',
        '                   ^^',
        'hint: did you mean x?',
        '',
      ].join('\n'),
    );
  });

  test('stands in order of place, with a blank line between', () => {
    const text = rendered(toyStudy('tables:\n  t: {of: b}\nanalyses:\n  a: {regress: y ~ xx}\n'));
    expect([...text.matchAll(/^study\.yaml:(\d+)/gm)].map((match) => match[1])).toEqual(['6', '8']);
    expect(text.split('\n\n')).toHaveLength(2);
  });

  test('counts two columns for an East Asian sign, and keeps tabs', () => {
    const lines = rendered(toyStudy('analyses:\n  模型: {regress: y ~ 人囗}\n')).split('\n');
    expect(displayWidth(lines[1]!.slice(0, lines[1]!.indexOf('人囗')))).toBe(lines[2]!.indexOf('^'));
    expect(lines[2]!.trim()).toBe('^^^^');
    expect(lines[0]).toContain('study.yaml:6:21:');
    const tabbed = rendered(toyStudy('analyses:\n  a: {\tregress:\ty ~ xx}\n')).split('\n');
    expect(tabbed[2]).toBe(`      \t        \t    ^^`);
  });

  test('shows the part of a long line around the caret', () => {
    const long = Array.from({ length: 60 }, () => 'x').join(' + ');
    const lines = rendered(toyStudy(`analyses:\n  a: {regress: y ~ ${long} + wrong + ${long}}\n`)).split(
      '\n',
    );
    expect(displayWidth(lines[1]!)).toBeLessThanOrEqual(100);
    expect(lines[1]).toMatch(/^….* wrong .*…$/);
    expect(lines[1]!.slice(lines[2]!.indexOf('^'), lines[2]!.lastIndexOf('^') + 1)).toBe('wrong');
  });

  test('lets no control character through', () => {
    const text = rendered(toyStudy('analyses:\n  a: {regress: "y ~ `x\\e[31m` + `\u202Ew`"}\n'));
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  test('has colour only where it is wanted', () => {
    const study = toyStudy('analyses:\n  a: {regress: y ~ xx}\n');
    expect(rendered(study)).not.toContain('\u001b');
    expect(rendered(study, true).replaceAll(/\u001b\[\d+m/g, '')).toBe(rendered(study));
  });

  test('about an empty file has no excerpt', () => {
    expect(rendered('')).toMatch(/^study\.yaml:1:1: error not-a-study: [^\n]*\nhint: [^\n]*\n$/);
  });

  test('of nothing is nothing', () => {
    expect(rendered(toyStudy(''))).toBe('');
  });
});

test('as data, lines and columns count from 1 and the end is past the last character', () => {
  const { diagnostics, source } = compile(toyStudy('analyses:\n  模型: {regress: y ~ xx}\n'));
  expect(diagnosticsJson(diagnostics, { file: 'study.yaml', text: source })).toEqual([
    {
      code: 'unknown-name',
      severity: 'error',
      message: 'xx is neither a column nor a derived variable',
      hint: 'did you mean x?',
      file: 'study.yaml',
      line: 6,
      column: 21,
      end_line: 6,
      end_column: 23,
    },
  ]);
});
