/** `fits` says of every value what the validators compiled by ajv say: they are the witness, and all mistakes are tried. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { compileValidators, plainPieces } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { fits, keywordsOfFit, type PlainSchema } from '../../../compiler/parse/fits.ts';

const pieces = plainPieces(catalog);
const compiled = compileValidators(catalog);

type Value = unknown;
type Fields = Record<string, Value>;

const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an author may write instead of anything. */
const others: readonly Value[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e300,
  '',
  'x',
  'a b',
  [],
  ['x'],
  [[]],
  {},
  { x: 1 },
];

/** The value with one thing changed, at each of its places. */
function* mistakes(value: Value): Generator<Value> {
  yield* others;
  if (Array.isArray(value)) {
    yield [...value, ...value];
    for (const [i, one] of value.entries()) for (const changed of mistakes(one)) yield value.with(i, changed);
  } else if (isFields(value)) {
    yield { ...value, colums: 1 };
    for (const [key, one] of Object.entries(value)) {
      const { [key]: _, ...without } = value;
      yield without;
      for (const changed of mistakes(one)) yield { ...value, [key]: changed };
    }
  }
}

/** What each piece of the language judges in a study. */
function judged(study: Fields): readonly (readonly [string, Value])[] {
  const steps = (study['prepare'] ?? []) as readonly Fields[];
  const analyses = Object.values((study['analyses'] ?? {}) as Record<string, Fields>);
  const verbs = Object.keys(pieces).filter((name) => name.startsWith('analysis:'));
  return [
    ['study', study],
    ['source', study['data']],
    ...steps.map((step) => [`step:${Object.keys(step)[0]}`, Object.values(step)[0]] as const),
    ...analyses.map((one) => [verbs.find((verb) => verb.slice(9) in one) ?? 'source', one] as const),
  ];
}

describe.each(['specs/agglomeration/study.yaml', 'specs/agglomeration/published.yaml'])('%s', (file) => {
  const values = judged(parseYaml(readFileSync(file, 'utf8')) as Fields).filter(([name]) => pieces[name]);

  test('and all its mistakes are judged as ajv judges them', () => {
    const verdicts = { fits: 0, not: 0 };
    for (const [name, value] of values) {
      for (const one of [value, ...mistakes(value)]) {
        const expected = compiled.get(name)!(one).length === 0;
        if (fits(pieces[name]!, one) !== expected)
          throw new Error(`${name} ${expected ? 'takes' : 'refuses'} ${JSON.stringify(one)}`);
        verdicts[expected ? 'fits' : 'not'] += 1;
      }
    }
    expect(verdicts.fits).toBeGreaterThan(100);
    expect(verdicts.not).toBeGreaterThan(1000);
  });
});

test('every keyword of the language is known', () => {
  const used = new Set<string>();
  const visit = (schema: PlainSchema | readonly PlainSchema[] | Value): void => {
    if (Array.isArray(schema)) schema.forEach(visit);
    else if (isFields(schema)) {
      for (const [keyword, value] of Object.entries(schema)) {
        used.add(keyword);
        if (keyword === 'properties') Object.values(value as Fields).forEach(visit);
        else visit(value);
      }
    }
  };
  Object.values(pieces).forEach(visit);
  expect(used.size).toBeGreaterThan(15);
  expect([...used].filter((keyword) => !keywordsOfFit().includes(keyword))).toEqual([]);
});
