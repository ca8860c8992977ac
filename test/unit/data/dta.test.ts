import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { DescribeParameters } from '../../../compiler/plan/plan.ts';
import { run } from '../../../runtime/index.ts';
import type { ModelsRecord } from '../../../runtime/results/results.ts';
import { dta } from '../../../runtime/sources/dta.ts';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { compileStudy, runOptions } from '../../study.ts';
import type { Cell } from './fixtures.ts';
import { type Columns, damaged, readAll } from './formats.ts';

/** Everything here is exact: no tolerance. Files and expectations: files/make-files.R, by R's haven and foreign. */

const folder = new URL('./files/', import.meta.url);
const fileNamed = (name: string): Uint8Array => readFileSync(new URL(name, folder));
const stata = readdirSync(folder).filter((name) => name.endsWith('.dta'));

/** What haven reads: numbers to the last bit as text, value labels as codes, null where a cell is missing. */
const haven = JSON.parse(readFileSync(new URL('expected-dta.json', folder), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, readonly (string | null)[]>>>
>;

function columnsOf(name: string, options = {}): Columns {
  const found = readAll('dta', fileNamed(name), options);
  if (isSourceFailure(found)) throw new Error(found.message);
  return found;
}

/** The codes of labelled columns, by declaring every number a number; a first reading tells text from numbers. */
function codesOf(name: string): Columns {
  const numeric = Object.entries(haven[name]!).filter(([, cells]) =>
    cells.every((cell) => cell === null || Number.isFinite(Number(cell)) || cell === '-Inf'),
  );
  const texts = new Set(['code', 's', 'txt', 'text', 'essay']);
  const declared = numeric.map(([column]) => column).filter((column) => !texts.has(column));
  return columnsOf(name, { columns: Object.fromEntries(declared.map((column) => [column, 'number'])) });
}

describe('Stata files', () => {
  it('are all accounted for', () => {
    expect(Object.keys(haven)).toEqual(stata);
    const versions = stata.map((name) => {
      const bytes = fileNamed(name);
      return bytes[0] === 0x3c ? new TextDecoder().decode(bytes.subarray(28, 31)) : String(bytes[0]);
    });
    expect([...new Set(versions)].sort()).toEqual(['114', '115', '117', '118', '119']);
  });

  it.each(stata)('%s has the cells that haven reads', (name) => {
    const found = codesOf(name);
    expect(Object.keys(found)).toEqual(Object.keys(haven[name]!));
    for (const [column, expected] of Object.entries(haven[name]!)) {
      const trimmed = found[column]!.map((cell) => (typeof cell === 'string' ? cell.trimEnd() : cell));
      const numeric = trimmed.some((cell) => typeof cell === 'number');
      const wanted = expected.map((cell): Cell => (cell === null || !numeric ? cell : Number(cell)));
      // haven cannot find the long strings of a true 119 file: they are those of the 118 file.
      const same = name === 'types-119-little.dta' && column === 'text';
      expect(trimmed).toEqual(same ? haven['types-118-little.dta']!['text'] : wanted);
    }
  });

  it('widen a float exactly', () => {
    expect(columnsOf('types-117-big.dta')['f']![0]).toBe(Math.fround(0.1));
  });
});

describe('value labels', () => {
  const survey = columnsOf('survey-haven-14.dta');

  it('make text, where every value that occurs has one; missing codes stay missing', () => {
    expect(survey['size']).toEqual(['large', 'small', 'medium', null, 'small', null]);
    expect(survey['answer']).toEqual(['yes', 'no', 'yes', null, 'no', 'yes']);
  });

  it('stand in the order of their codes, so that the first is the reference', () => {
    const source = dta;
    const schema = source.describe(fileNamed('survey-haven-14.dta'), {});
    if (isSourceFailure(schema)) throw new Error(schema.message);
    const [size, , answer] = schema.columns;
    expect(size).toMatchObject({ type: 'text', levels: ['small', 'medium', 'large'], ordered: true });
    expect(answer!.levels).toEqual(['yes', 'no']);
    expect(answer!.ordered).toBeUndefined();
    const table = source.read(fileNamed('survey-haven-14.dta'), {}, ['size'], null);
    if (isSourceFailure(table)) throw new Error(table.message);
    expect(table.columns.get('size')).toMatchObject({ levels: ['small', 'medium', 'large'] });
  });

  it('keep that order as groups, under another name and as terms', async () => {
    const text = `
study: labels
defaults: {vcov: iid}
data: {file: labels.dta}
prepare: [{rename: {size: kind}}]
analyses:
  groups: {describe: [x], split: kind}
  terms: {regress: x ~ kind}
`;
    const plan = compileStudy(text, fileURLToPath(folder));
    const describe = plan.steps.find((step) => step.kind === 'describe')!;
    const { groups } = describe.parameters as DescribeParameters;
    expect(groups.map((group) => group.name)).toEqual(['small', 'medium', 'large']);
    const { results } = await run(plan, runOptions(fileURLToPath(folder)));
    const { models } = results.analyses['terms'] as ModelsRecord;
    expect(models[0]!.terms.map((term) => term.term)).toEqual(['(Intercept)', 'kindmedium', 'kindlarge']);
  });

  it('are left aside where a value has none', () => {
    expect(survey['part']).toEqual([1, 2, 9, 2, 1, null]);
  });

  it('are left aside where the column is declared a number, and kept where it is declared a string', () => {
    const columns = { size: 'number', answer: 'integer', part: 'string' };
    const found = columnsOf('survey-haven-14.dta', { columns });
    expect(found['size']).toEqual([3, 1, 2, null, 1, null]);
    expect(found['answer']).toEqual([1, 0, 1, null, 0, 1]);
    expect(found['part']).toEqual(['1', '2', '9', '2', '1', null]);
    expect(columnsOf('survey-haven-14.dta', { columns: { size: 'string' } })['size']).toEqual(survey['size']);
  });

  it('of factors that R wrote leave out levels that no row has', () => {
    expect(columnsOf('foreign-12.dta')['f']).toEqual(['low', 'high', null]);
  });
});

describe('options', () => {
  it('na: codes and words that stand for nothing', () => {
    const found = columnsOf('survey-haven-14.dta', { na: [9, 'NA', 3] });
    expect(found['part']).toEqual(['yes', 'no', null, 'no', 'yes', null]);
    expect(found['size']).toEqual([null, 'small', 'medium', null, 'small', null]);
    expect(found['txt']).toEqual(['one', '', 'three', 'four', null, 'é']);
  });

  it('encoding: windows-1252 before version 118, unless stated', () => {
    expect(columnsOf('latin-115.dta')['s']![3]).toBe('été €');
    expect(columnsOf('latin-115.dta', { encoding: 'iso-8859-5' })['s']![3]).toBe('щtщ \u0080');
  });

  it('encoding: bytes that are not of it name their row and column', () => {
    expect(readAll('dta', fileNamed('latin-115.dta'), { encoding: 'utf-8' })).toMatchObject({
      ...{ code: 'encoding-invalid', row: 4, column: 's' },
      message: 'row 4, column s: bytes that are not utf-8',
    });
  });

  it.each([
    [{ delimiter: ';' }, 'foreign-option'],
    [{ sheet: '1' }, 'foreign-option'],
    [{ encoding: 'latin-99' }, 'encoding-unknown'],
    [{ columns: { size: 'integer', sise: 'number' } }, 'unknown-column'],
    [{ columns: { num: 'integer' } }, 'number-form'],
    [{ columns: { txt: 'number' } }, 'number-form'],
  ])('%j is refused', (options, code) => {
    expect(readAll('dta', fileNamed('survey-haven-14.dta'), options)).toMatchObject({ code });
  });
});

describe('files that are no Stata files', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const upTo = (name: string, word: string) => {
    const bytes = fileNamed(name);
    return bytes.subarray(0, new TextDecoder('latin1').decode(bytes).indexOf(word) + word.length);
  };
  const tail = (name: string, size: number) => fileNamed(name).subarray(0, size);
  it.each([
    ['nothing', text(''), 'the file ends within the header'],
    ['text', text('city,year\nA,1\n'), 'the file does not begin like a Stata file'],
    ['an old version', Uint8Array.of(113, 2, 1, 0), 'the file has version 113 of the format, and only 114'],
    ['a later version', text('<stata_dta><header><release>121</release>'), 'the file has version 121'],
    ['a version in words', text('<stata_dta><header><release>new</release>'), 'does not begin like'],
    ['cut in the names', tail('types-114-big.dta', 200), 'the file ends within the names: it has 200 bytes'],
    ['cut in the data', upTo('survey-haven-14.dta', '<data>'), 'the file ends within the data'],
    ['cut after the data', upTo('survey-haven-14.dta', '<strls>'), '</strls> is expected at byte'],
  ])('%s', (_title, bytes, message) => {
    const found = readAll('dta', bytes);
    expect(found).toMatchObject({ code: 'dta-damaged' });
    expect(isSourceFailure(found) && found.message).toContain(message);
  });

  it('a number of rows that the bytes cannot hold is refused before anything is set aside for them', () => {
    const bytes = Uint8Array.from(fileNamed('types-118-little.dta'));
    const at = new TextDecoder('latin1').decode(bytes).indexOf('<N>') + 3;
    new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(at, 2n ** 60n, true);
    expect(readAll('dta', bytes)).toMatchObject({ code: 'dta-damaged' });
  });

  it.each(['types-114-big.dta', 'types-117-big.dta', 'types-118-little.dta', 'survey-haven-13.dta'])(
    '%s cut anywhere is a failure',
    (name) => {
      const bytes = fileNamed(name);
      const cuts = Array.from({ length: 80 }, (_, i) => Math.floor((i * bytes.length) / 80));
      for (const cut of cuts) {
        const found = readAll('dta', bytes.subarray(0, cut));
        expect(isSourceFailure(found), `${cut} bytes`).toBe(true);
      }
    },
  );

  it.each(stata)('%s with damaged bytes is read or refused, never an exception', (name) => {
    for (const bytes of damaged(fileNamed(name), 60)) readAll('dta', bytes);
  });
});
