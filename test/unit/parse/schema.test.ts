import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { compileValidators, writeSchemas } from '../../../build/schema.ts';
import { parseStudy } from '../../../compiler/parse/parse.ts';
import type { Validators } from '../../../compiler/parse/validators.ts';
import { toyCatalog } from '../../suite/catalog.ts';
import { toyStudy } from './study.ts';

/** The generated files say what the pieces say: compared exactly. */
describe('what the build writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-schema-'));
  beforeAll(() => writeSchemas(toyCatalog, folder));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the module validates as the compiled schemas do', async () => {
    const module = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'validators.js')).href)) as {
      validators: Validators;
    };
    const text = toyStudy(
      'prepare:\n  - normalize: {colums: [x], method: minmx}\nanalyses:\n  a: {regres: y ~ x}\ntabels: 3\n',
    );
    const by = (validators: Validators) =>
      parseStudy({ file: 's', text }, toyCatalog, validators).diagnostics;
    expect([...module.validators.keys()]).toEqual([...compileValidators(toyCatalog).keys()]);
    expect(by(module.validators)).toEqual(by(compileValidators(toyCatalog)));
    expect(by(module.validators).map((one) => one.code)).toEqual([
      ...['unknown-key', 'unknown-key', 'unknown-value', 'unknown-key'],
    ]);
  });

  test('the schema for editors takes the study of the contract and refuses an unknown key', () => {
    const schema = JSON.parse(readFileSync(join(folder, 'study.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const study = parseYaml(readFileSync(new URL('whole-study.yaml', import.meta.url), 'utf8')) as Record<
      string,
      unknown
    >;
    validate(study);
    expect(validate.errors).toBeNull();
    expect(validate({ ...study, tabels: {} })).toBe(false);
  });

  test('every key of the language is described', () => {
    const schema = JSON.parse(readFileSync(join(folder, 'study.schema.json'), 'utf8')) as Schema;
    const undescribed: string[] = [];
    const visit = (one: Schema, path: string): void => {
      for (const [key, inner] of Object.entries(one.properties ?? {})) {
        if (typeof inner.description !== 'string' && inner.anyOf === undefined)
          undescribed.push(`${path}.${key}`);
        visit(inner, `${path}.${key}`);
      }
      for (const inner of one.anyOf ?? []) visit(inner, path);
      if (one.items) visit(one.items, `${path}[]`);
      if (typeof one.additionalProperties === 'object') visit(one.additionalProperties, `${path}.*`);
    };
    visit(schema, '');
    expect(undescribed).toEqual([]);
  });
});

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
