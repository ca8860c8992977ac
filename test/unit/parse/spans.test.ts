import { describe, expect, test } from 'vitest';
import { positionAt } from '../../../compiler/plan/span.ts';
import { compile, parse, pointed, toyStudy } from './study.ts';

/** Places are exact: no tolerance. */
describe('the place of a name in a formula', () => {
  test.each([
    ['plain', 'analyses:\n  a: {regress: y ~ x + wrong}\n'],
    ['double quotes', 'analyses:\n  a: {regress: "y ~ x + wrong"}\n'],
    ['single quotes', "analyses:\n  a: {regress: 'y ~ x + wrong'}\n"],
    ['own line', 'analyses:\n  a:\n    regress: y ~ x + wrong   # a comment\n'],
    ['CJK before it', 'analyses:\n  模型: {regress: y ~ 人口 + wrong}\n'],
    ['an emoji before it', 'analyses:\n  a: {note: "🎉", regress: y ~ 人口 + wrong}\n'],
    ['list', 'analyses:\n  a:\n    regress:\n      - y ~ x\n      - y ~ wrong\n'],
  ])('%s', (_kind, lines) => {
    expect(pointed(toyStudy(lines))).toEqual([['unknown-name', 'wrong']]);
  });

  test('CRLF does not move it, and a byte-order mark is not counted', () => {
    const text = toyStudy('analyses:\n  a: {regress: y ~ x + wrong}\n');
    const plain = compile(text).diagnostics[0]!;
    const windows = compile(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    const moved = windows.diagnostics[0]!;
    expect(positionAt(windows.source, moved.span.start)).toEqual(positionAt(text, plain.span.start));
    expect(windows.source.slice(moved.span.start, moved.span.end)).toBe('wrong');
  });

  test.each([
    [
      'folded',
      'analyses:\n  a:\n    regress: >\n      y ~ x +\n      wrong\n',
      '>\n      y ~ x +\n      wrong\n',
    ],
    ['literal', 'analyses:\n  a:\n    regress: |\n      y ~ wrong\n', '|\n      y ~ wrong\n'],
    ['continued', 'analyses:\n  a:\n    regress: y ~ x +\n      wrong\n', 'y ~ x +\n      wrong'],
    ['escaped', 'analyses:\n  a: {regress: "y \\u007e wrong"}\n', '"y \\u007e wrong"'],
  ])('%s scalars are underlined whole', (_kind, lines, whole) => {
    expect(pointed(toyStudy(lines))).toEqual([['unknown-name', whole]]);
  });

  test('a broken formula that was folded is shown on a line of its own, with its caret', () => {
    const { diagnostics } = compile(toyStudy('analyses:\n  a:\n    regress: >\n      y ~ x\n      + + *\n'));
    expect(diagnostics.map((one) => one.code)).toEqual(['formula-syntax']);
    expect(diagnostics[0]!.message).toContain('\n    y ~ x + + *\n    ');
  });
});

test('the whole study of the contract has its places in the text', () => {
  const { study } = parse(
    toyStudy('sets: {S: ["x", z]}\nanalyses:\n  a: {regress: y ~ S, where: "x > 0"}\n'),
  );
  const at = (span: { start: number; end: number }) => study!.source.text.slice(span.start, span.end);
  expect(study!.sets[0]!.members.map((one) => at(one.span))).toEqual(['x', 'z']);
  expect(at(study!.analyses[0]!.id.span)).toBe('a');
  expect(at(study!.analyses[0]!.where!.span)).toBe('x > 0');
  expect(at(study!.analyses[0]!.span)).toBe('a: {regress: y ~ S, where: "x > 0"}');
});
