/** Every rule on its own explanation: the wrong numbers make it fire, the cured ones do not. */
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { explanations } from '../../../compiler/explain/index.ts';
import { compile, parse } from '../../../compiler/index.ts';
import { audit, auditRules } from '../../../runtime/audit/index.ts';

const validators = compileValidators(catalog);

/** The findings above a note, of the lines of an explanation as a whole file. */
function findingsOf(lines: readonly string[]) {
  const text = ['study: printed', ...lines, ''].join('\n');
  const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
  const { reported, diagnostics } = compile(draft, new Map(), '', catalog);
  expect(diagnostics).toEqual([]);
  return audit(reported!).filter(({ severity }) => severity !== 'note');
}

describe('audit rules', () => {
  it('each have a code of their own and a sentence', () => {
    const codes = auditRules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(auditRules.filter(({ doc }) => !/^[A-Z].*\.$/.test(doc))).toEqual([]);
  });

  /** Rules that only ever inform have nothing that is wrong. */
  const judging = auditRules.map(({ code }) => code).filter((code) => explanations[code]?.wrong);

  it('are all explained, notes without an example', () => {
    const codes = auditRules.map(({ code }) => code);
    expect(codes.filter((code) => explanations[code] === undefined)).toEqual([]);
    expect(codes.filter((code) => !judging.includes(code))).toEqual(['stars-reference', 'same-model']);
  });

  it.each(judging)('%s', (code) => {
    const { wrong, cured } = explanations[code]!;
    expect(findingsOf(wrong!).map((finding) => finding.code)).toContain(code);
    expect(findingsOf(cured!).filter((finding) => finding.code === code)).toEqual([]);
  });
});
