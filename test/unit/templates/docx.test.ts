/**
 * Word files: what they hold, byte by byte, for the seed study; that they are the same twice; that no label changes
 * anything but its own text. UPDATE_GOLDEN=1 writes the goldens anew.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import type { Rich, StudyDocument, TableDocument } from '../../../templates/document/document.ts';
import { docx } from '../../../templates/docx/format.ts';
import { CannotRender, plainRendering, type Rendering } from '../../../templates/rendering.ts';
import { lineWidth } from '../../../templates/docx/typography.ts';
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

/** One line a paragraph, row or cell: a difference is readable. */
function lines(xml: string): string {
  return `${xml
    .replace(/<w:document [^>]*>/, '<w:document>')
    .replace(/(?=<w:(?:p|tr|tbl|tblGrid|tc|sectPr)[ >/])|(?=<\/w:(?:tr|tbl|body)>)/g, '\n')
    .trim()}\n`;
}

function part(bytes: Uint8Array, name: string): string {
  return strFromU8(unzipSync(bytes)[name]!);
}

const seed = (language: string) => {
  const { plan, results } = seedStudy(language);
  return { document: compose(plan, results), to: { ...plainRendering, language } };
};

/** Null, and said, where the machine lacks what figures are drawn with. */
async function reportOf(document: StudyDocument, to: Rendering): Promise<Uint8Array | null> {
  try {
    return await docx.report(document, to);
  } catch (error) {
    if (!(error instanceof CannotRender)) throw error;
    console.log(`skipped: report.docx: ${error.message}`);
    return null;
  }
}

const TABLE = /<w:tbl>.*?<\/w:tbl>/gs;

describe.each(['zh', 'en'])('Word, %s', (language) => {
  const { document, to } = seed(language);

  it('tables', async () => {
    for (const id of ['table1', 'table4', 'table6']) {
      const table = document.tables.find((one) => one.id === id)!;
      golden(`${language}/${id}.docx.xml`, lines(part(await docx.table(table, to), 'word/document.xml')));
    }
  });

  it('report: headings, lists and figures, and every table as in the file of its own', async () => {
    const whole = await reportOf(document, to);
    if (!whole) return;
    const xml = part(whole, 'word/document.xml');
    let tables = 0;
    const rest = xml.replace(TABLE, (table) => {
      tables += 1;
      return table.includes('w:val="ListText"') ? table : '<w:tbl/>';
    });
    golden(`${language}/report.docx.xml`, lines(rest));
    expect(tables).toBe(2 + document.tables.flatMap((table) => table.panels).length);
    for (const one of document.tables) {
      const own = part(await docx.table(one, to), 'word/document.xml').match(TABLE)!;
      for (const table of own) expect(xml.includes(table), one.id).toBe(true);
    }
    expect(xml).toContain(`descr="${document.figures[0]!.description.slice(0, 20)}`);
    const media = Object.keys(unzipSync(whole)).filter((name) => name.startsWith('word/media/'));
    expect(media.map((name) => name.replace(/.*\./, '')).sort()).toEqual(['png', 'svg']);
    if (language === 'en') expect(await docx.report(document, to)).toEqual(whole);
  }, 30_000);

  it('gives the same bytes whatever was printed before, without a date', async () => {
    const [first, second] = document.tables as [TableDocument, TableDocument];
    const once = await docx.table(first, to);
    await docx.table(second, to);
    expect(await docx.table(first, to)).toEqual(once);
    const files = unzipSync(once);
    const texts = Object.values(files).map((bytes) => strFromU8(bytes));
    expect(texts.filter((text) => /20[2-9]\d-\d\d-\d\d|dcterms:(created|modified)/.test(text))).toEqual([]);
    expect(part(once, 'docProps/core.xml')).toContain('<dc:title>');
  });
});

describe.each(['zh', 'en'] as const)('Word, the torture study, %s', (language) => {
  it('tables: blocks of columns with row headings repeated, long headings on several lines', async () => {
    const { plan, results } = await tortureStudy(language);
    const { tables } = compose(plan, results);
    const to = { ...plainRendering, language };
    const printed = async (id: string): Promise<string> =>
      part(await docx.table(tables.find((table) => table.id === id)!, to), 'word/document.xml');
    golden(`torture/${language}/effects.docx.xml`, lines(await printed('effects')));
    const correlations = await printed('correlations');
    expect(correlations.match(TABLE)!.length).toBeGreaterThan(1);
    for (const xml of [correlations, await printed('statistics')]) {
      expect(structure(xml)).not.toBeNull();
      expect(widest(xml)).toBeLessThanOrEqual(lineWidth(xml.includes('w:orient="landscape"')));
    }
  }, 30_000);
});

/** Of the tables in the file, in twips. */
function widest(xml: string): number {
  const grids = xml.match(/<w:tblGrid>.*?<\/w:tblGrid>/gs)!;
  return Math.max(
    ...grids.map((grid) =>
      [...grid.matchAll(/w:w="(\d+)"/g)].reduce((sum, [, width]) => sum + Number(width), 0),
    ),
  );
}

/** Elements in order, each with how it closes; null where the text is no XML. */
function structure(xml: string): readonly string[] | null {
  const open: string[] = [];
  const found: string[] = [];
  for (const [token] of xml.replace(/^<\?xml[^>]*\?>/, '').matchAll(/<[^>]*>|[^<]+/g)) {
    if (!token.startsWith('<')) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+);)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(token))
        return null;
      continue;
    }
    const [, closes, name, empty] = /^<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>$/.exec(token) ?? [];
    if (name === undefined) return null;
    if (closes && open.pop() !== name) return null;
    if (!closes && !empty) open.push(name);
    found.push(`${closes}${name}${empty}`);
  }
  return open.length === 0 ? found : null;
}

describe('any label', () => {
  const { document, to } = seed('en');
  const table3 = document.tables.find((table) => table.id === 'table3')!;
  /** Row headings, title and notes are labels, one after the other. */
  const labelled = (labels: readonly string[]): TableDocument => {
    const text = (i: number): Rich => [{ text: labels[i % labels.length]! }];
    return {
      ...table3,
      title: text(0),
      captionLines: [text(1)],
      notes: [text(2)],
      panels: table3.panels.map((panel) => ({
        ...panel,
        blocks: panel.blocks.map((rows) =>
          rows.map((row, i) => (row.continues ? row : { ...row, stub: text(i) })),
        ),
      })),
    };
  };
  const shape = async (labels: readonly string[]): Promise<readonly string[] | null> => {
    const found = structure(part(await docx.table(labelled(labels), to), 'word/document.xml'));
    // A label of several lines takes the height of its term.
    return found?.filter((name) => !/w:vMerge/.test(name)) ?? null;
  };

  it('is text: the file stays XML of the same structure', async () => {
    const plain = await shape(['Population']);
    const tags = ['</w:t><w:r>', '&lt;&#0;', '{ HYPERLINK "a:b" }', ']]>'];
    expect(plain).not.toBeNull();
    expect(await shape([...tags, '\u0000\u0007\ud800', '\u202etxt', 'a\nb\tc', '%$#_^~\\|'])).toEqual(plain);
    const label = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(label, { minLength: 8, maxLength: 8 }), async (labels) => {
        expect(await shape(labels)).toEqual(plain);
      }),
      { numRuns: 8, seed: 6 },
    );
  }, 30_000);

  it('brings no link, field or macro', async () => {
    const files = unzipSync(await docx.table(labelled(['http://a.example', '{PAGE}', '=1+1']), to));
    expect(Object.keys(files).filter((name) => /vba|embed|external/i.test(name))).toEqual([]);
    const xml = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('');
    expect(xml).not.toMatch(/TargetMode="External"|w:fldChar|w:fldSimple|w:instrText|w:hyperlink/);
  });
});
