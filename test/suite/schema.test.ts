/**
 * What an editor sees, by the JSON Schema alone: every case of the suite with a mistake of structure is refused, every
 * case without one is accepted.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { studySchema } from '../../compiler/parse/schema/index.ts';
import { type Case, caseFiles, casesOf } from './cases.ts';
import { toyCatalog } from './catalog.ts';
import { completeCatalog } from './complete-catalog.ts';

const [ofToy, ofAll] = [toyCatalog, completeCatalog].map((catalog) =>
  new Ajv2020({ strict: false, allErrors: true }).compile(studySchema(catalog)),
);

/** The schema of the catalog that the case asks for. */
const schemaOf = ({ text }: Case) => (text.includes('# catalog complete\n') ? ofAll! : ofToy!);

/** Keys, kinds of values, and words: what a schema can say. */
const structural = new Set([
  ...['unknown-key', 'missing-key', 'wrong-type', 'wrong-value', 'unknown-value', 'one-verb', 'which-robust'],
  ...['not-a-name', 'credentials', 'not-applicable'],
]);

/** Cases whose mistake depends on what the study says elsewhere: which verb an analysis has, which models a reference names. */
const contextual = new Set(['a table of its own', 'first stages', 'means of absorbed effects']);

/** What the language has and this version has not may be refused by an editor too. */
const either = new Set(['not-available']);

const codesOf = (one: Case): readonly string[] => one.expected.map((line) => line.split(' ').at(-1)!);

/** The value that an editor's YAML reader gives; null for what is no YAML, or has what no study may have. */
function plain({ text, expected }: Case): unknown {
  if (expected.some((line) => / (?:yaml-|duplicate-key|too-|not-a-study|cut-value)/.test(line))) return null;
  return parse(text, { uniqueKeys: false });
}

for (const file of caseFiles) {
  const cases = casesOf(file).flatMap((one) => {
    const value = plain(one);
    return value === null ? [] : [{ one, value, codes: codesOf(one) }];
  });
  const wrong = cases.filter(
    ({ one, codes }) => !contextual.has(one.title) && codes.some((code) => structural.has(code)),
  );
  const right = cases.filter(({ codes }) => !codes.some((code) => structural.has(code) || either.has(code)));

  describe.runIf(wrong.length > 0)(`${file}: refused`, () => {
    test.each(wrong.map((each) => [each.one.title, each] as const))('%s', (_title, { one, value }) => {
      expect(schemaOf(one)(value)).toBe(false);
    });
  });
  describe.runIf(right.length > 0)(`${file}: accepted`, () => {
    test.each(right.map((each) => [each.one.title, each] as const))('%s', (_title, { one, value }) => {
      const validate = schemaOf(one);
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    });
  });
}
