/** Excel, CSV and JSON: goldens, and what must hold of them whatever a label says. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../templates/csv/format.ts';
import { compose } from '../../../templates/document/compose.ts';
import type { NumberCell, StudyDocument, TableDocument } from '../../../templates/document/document.ts';
import { formatDecimal } from '../../../templates/document/format-number.ts';
import { json } from '../../../templates/json/format.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { xlsx } from '../../../templates/xlsx/format.ts';
import { numberFormat } from '../../../templates/xlsx/number-format.ts';
import { sheetNames } from '../../../templates/xlsx/sheet-names.ts';
import { seedStudy } from './seed-study.ts';
import { tortureStudy } from './torture-study.ts';

const folder = fileURLToPath(new URL('../../golden/', import.meta.url));

function golden(path: string, text: string): void {
  const file = `${folder}${path}`;
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text, path).toBe(readFileSync(file, 'utf8'));
}

const PARTS = ['xl/styles.xml', 'xl/sharedStrings.xml'];

/** What a workbook says: its sheets, strings and styles, an element a line. */
function xmlOf(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(
    ([path]) => path.startsWith('xl/worksheets/sheet') || PARTS.includes(path),
  );
  return parts
    .map(([path, content]) => `${path}\n${strFromU8(content).replaceAll('><', '>\n<')}\n`)
    .join('\n');
}

/** Tables whose JSON and XML are kept; of the widest ones the CSV says enough. */
const kept = (table: TableDocument): boolean => table.panels.every((panel) => panel.columns.length < 20);

async function goldens(document: StudyDocument, place: string, language: string): Promise<void> {
  const to = { ...plainRendering, language };
  for (const table of document.tables) golden(`${place}/${table.id}.csv`, csv.table(table));
  for (const table of document.tables.filter(kept)) {
    golden(`${place}/${table.id}.json`, json.table(table, to));
    golden(`${place}/${table.id}.xlsx.xml`, xmlOf(await xlsx.table(table, to)));
  }
}

describe.each(['zh', 'en'] as const)('goldens, %s', (language) => {
  it('of the seed study', async () => {
    const { plan, results } = seedStudy(language);
    await goldens(compose(plan, results), language, language);
  });

  it('of the torture study', async () => {
    const { plan, results } = await tortureStudy(language);
    await goldens(compose(plan, results), `torture/${language}`, language);
  });
});

const { plan, results } = seedStudy('en');
const document = compose(plan, results);
const table3 = document.tables.find((table) => table.id === 'table3')!;

/** The table with a text in its title, note, headings, stubs, text cells and stars. */
function labelled(table: TableDocument, text: string): TableDocument {
  const own = [{ text }];
  const panels = table.panels.map((panel) => ({
    ...panel,
    header: panel.header.map((row) => ({
      stub: own,
      cells: row.cells.map((cell) => ({ ...cell, text: own })),
    })),
    blocks: panel.blocks.map((block) =>
      block.map((row) => ({
        ...row,
        stub: own,
        cells: row.cells.map((cell) => (cell.kind === 'number' ? { ...cell, stars: text } : cell)),
      })),
    ),
  }));
  return { ...table, title: own, caption: own, captionLines: [own], notes: [own], panels };
}

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('=1+1', '-1+cmd', '@a', '"', '_x0041_', '\u0000', ']]>', '</t></si>', '&amp;', '"&A1&"'),
);

/** As RFC 4180 reads it. */
function parsedCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)!.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'));
    if (end !== ',') records.push([]);
  }
  return records.slice(0, -1);
}

describe('CSV', () => {
  it('has the same records whatever a label says, and no formula', () => {
    const [rows, columns] = [parsedCsv(csv.table(table3)).length, table3.panels[0]!.columns.length + 1];
    fc.assert(
      fc.property(texts, (text) => {
        const records = parsedCsv(csv.table(labelled(table3, text)));
        expect(records.length).toBe(rows);
        for (const record of records) {
          expect(record.length).toBe(columns);
          expect(record.filter((cell) => /^\s*[=+@]|^\s*-(?![\d.]+[*†‡§¶]*$)/.test(cell))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves numbers as they are printed', () => {
    expect(csv.table(table3)).toContain(',-0.097***,-0.099***\r\n,,,(-3.73),(-3.78)\r\n');
  });
});

describe('JSON', () => {
  it('has every number of a table with its value, printed digits and source', () => {
    const text = json.table(table3, plainRendering);
    expect(JSON.parse(text)).toMatchObject({ schema: 1, kind: 'table', id: 'table3', language: 'en' });
    const numbers = [...text.matchAll(/"kind": "number",\s+"value": ([^,]+),\s+"printed": "([^"]+)"/g)];
    const cells = table3.panels.flatMap(({ blocks }) => blocks.flat().flatMap((row) => row.cells));
    expect(numbers.map(([, value, digits]) => [Number(value), digits])).toEqual(
      cells.flatMap((cell) => (cell.kind === 'number' ? [[cell.value, cell.printed]] : [])),
    );
  });

  it('stays JSON whatever a label says', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = JSON.parse(json.table(labelled(table3, text), plainRendering)) as {
          readonly title: string;
        };
        expect(read.title).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
      }),
      { numRuns: 40 },
    );
  });
});

describe('Excel', () => {
  it('has the same bytes again', async () => {
    const [once, again] = [
      await xlsx.report(document, plainRendering),
      await xlsx.report(document, plainRendering),
    ];
    expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
    expect(strFromU8(unzipSync(once)['docProps/core.xml']!)).not.toMatch(/\d{4}-\d\d-\d\d/);
  });

  it('holds numbers in full, and texts as texts, whatever a label says', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const bytes = await xlsx.table(labelled(table3, text), plainRendering);
        expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!)).not.toContain('<f>');
        const { sheets } = await readXlsx(bytes);
        const numbers = sheets[0]!.rows.flat().filter((value) => typeof value === 'number');
        expect(numbers).toEqual(
          table3.panels.flatMap(({ blocks }) =>
            blocks
              .flat()
              .flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'number' ? cell.value : []))),
          ),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('names sheets as Excel allows, each by another name', () => {
    expect(sheetNames(['table1', 'Table1', 'a/b', 'history', "'x'", '表'.repeat(40), ''])).toEqual([
      ...['table1', 'Table1~2', 'a_b', '_history', '_x_', '表'.repeat(31), '_'],
    ]);
  });
});

describe('a number format', () => {
  const cell = (value: number, more: Partial<NumberCell> = {}): NumberCell => ({
    ...{ kind: 'number', value, printed: formatDecimal(value, 3), stars: '', bracket: 'none', source: '' },
    ...more,
  });
  const none = { decimals: 0, stars: 0, bracketed: false, margin: 0 };

  it('shows decimals, stars and brackets, and leaves room for those of others', () => {
    expect(numberFormat(cell(1.5, { stars: '**' }), none)).toBe('0.000"**"');
    expect(numberFormat(cell(-1.5, { bracket: 'round' }), none)).toBe('"("0.000")";"(""\u2212"0.000")"');
    expect(numberFormat(cell(2), { decimals: 4, stars: 2, bracketed: true, margin: 1 })).toBe(
      '0.000_0_)_*_*_0',
    );
  });

  it('shows the digits themselves where rounding would give others', () => {
    expect(numberFormat(cell(-0.0001), none)).toBe('0.000;0.000');
    expect(numberFormat(cell(0.0004, { printed: '<0.001' }), none)).toBe('"<0.001"');
    expect(numberFormat(cell(1.23e21), none)).toBe('"1.230e21"');
    // 15 digits of it are 0.0005, which would be shown as 0.001.
    expect(numberFormat(cell(0.0005 - 2 ** -63), none)).toBe('"0.000"');
  });

  it('cannot be left by what stars are made of', () => {
    fc.assert(
      fc.property(texts, (stars) => {
        const format = numberFormat(cell(1, { stars }), none);
        expect(format.replace(/\\.|"[^"]*"/gsu, '')).toBe('0.000');
      }),
    );
  });
});
