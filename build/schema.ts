import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { PlainSchema } from '../compiler/parse/fits.ts';
import type { SchemaError, Validate, Validators } from '../compiler/parse/validators.ts';
import { schemaPieces, studySchema } from '../compiler/parse/schema/index.ts';
import type { Catalog } from '../compiler/plan/catalog.ts';

// A CommonJS module: its function is the default export for some loaders and a property of it for others.
const print = ((standalone as unknown as { default?: typeof standalone }).default ??
  standalone) as typeof standalone;

/**
 * Writes what is generated from the schema pieces and the catalog's declarations into `outDir`: the modules
 * `validators.js`, which exports `validators` (a Map, type Validators), `pieces.js` and `catalog.js`, and
 * `study.schema.json` for editors.
 */
export async function writeSchemas(catalog: Catalog, outDir: string): Promise<void> {
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'validators.js'), validatorsModule(catalog));
  writeFileSync(join(outDir, 'pieces.js'), dataModule('pieces', plainPieces(catalog)));
  writeFileSync(join(outDir, 'catalog.js'), dataModule('catalog', catalog));
  writeFileSync(join(outDir, 'study.schema.json'), `${JSON.stringify(studySchema(catalog), null, 2)}\n`);
}

/** A module that exports plain data. Text of JSON is read several times as fast as the same in JavaScript. */
function dataModule(name: string, data: unknown): string {
  return `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(data))});\n`;
}

/** The pieces with the keywords that judge a value alone. */
export function plainPieces(catalog: Catalog): Readonly<Record<string, PlainSchema>> {
  return mapped(schemaPieces(catalog) as unknown as Readonly<Record<string, Piece>>, plain);
}

const FOR_READERS: readonly string[] = ['description', 'default', 'role', 'words', 'editor'];
/** Keywords whose value is a map of schemas, a list of schemas, a schema. */
const MAPS: readonly string[] = ['properties'];
const LISTS: readonly string[] = ['anyOf', 'allOf'];
const SCHEMAS: readonly string[] = [
  'items',
  'additionalProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
];

type Piece = boolean | { readonly [keyword: string]: unknown };

function plain(piece: Piece): PlainSchema {
  if (typeof piece === 'boolean') return piece;
  const kept = Object.entries(piece).filter(([keyword]) => !FOR_READERS.includes(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, plainValue(keyword, value)]));
}

function plainValue(keyword: string, value: unknown): unknown {
  if (MAPS.includes(keyword)) return mapped(value as Readonly<Record<string, Piece>>, plain);
  if (LISTS.includes(keyword)) return (value as readonly Piece[]).map(plain);
  return SCHEMAS.includes(keyword) ? plain(value as Piece) : value;
}

function mapped<A, B>(record: Readonly<Record<string, A>>, of: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}

/** The text of the module of validators. It imports ajv's small run-time parts only, so it is to be bundled. */
export function validatorsModule(catalog: Catalog): string {
  const ajv = compiler(catalog);
  const names = Object.keys(schemaPieces(catalog));
  const identifiers = Object.fromEntries(names.map((name, i) => [`validate${i}`, name]));
  const code = print(ajv, identifiers);
  const entries = names.map((name, i) => `[${JSON.stringify(name)}, of(validate${i})]`);
  return [
    code,
    'const of = (validate) => (value) => (validate(value) ? [] : [...validate.errors]);',
    `export const validators = new Map([${entries.join(', ')}]);`,
    '',
  ].join('\n');
}

/** The same validators compiled here and now, for tests. */
export function compileValidators(catalog: Catalog): Validators {
  const ajv = compiler(catalog);
  return new Map(
    Object.keys(schemaPieces(catalog)).map((name) => {
      const compiled = ajv.getSchema(name)!;
      const validate: Validate = (value) => (compiled(value) ? [] : [...(compiled.errors as SchemaError[])]);
      return [name, validate];
    }),
  );
}

function compiler(catalog: Catalog): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addKeyword('role');
  ajv.addKeyword('words');
  ajv.addKeyword('editor');
  for (const [name, piece] of Object.entries(schemaPieces(catalog))) ajv.addSchema(piece, name);
  return ajv;
}
