/** The JSON Schema as an editor uses it: the seed study passes, a misspelt key does not. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const schema = JSON.parse(readFileSync('specs/study.schema.json', 'utf8'));
const text = readFileSync('specs/agglomeration/study.yaml', 'utf8');

const ajv = new Ajv2020({ strict: false, allErrors: true });
const validate = ajv.compile(schema);

describe('specs/study.schema.json', () => {
  it('accepts the seed study, whose first line points to it', () => {
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/study\.schema\.json\n/);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['language: zh', 'langauge: zh'],
    ['mediator: AI, controls', 'mediatr: AI, controls'],
    ['method: minmax}', 'metod: minmax}'],
    ['defaults: {vcov: HC1}', 'defaults: {vcov: HC7}'],
  ])('refuses %s written as %s', (from, to) => {
    expect(text).toContain(from);
    expect(validate(parse(text.replace(from, to)))).toBe(false);
  });
});
