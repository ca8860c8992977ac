/** The report and figures as PDF. Skipped where the compiler is not installed or the machine has no font for them. */
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import type { FigureDocument, StudyDocument } from '../../../templates/document/document.ts';
import { renderFigure } from '../../../templates/pdf/figure.ts';
import { documentFonts } from '../../../templates/pdf/fonts.ts';
import { renderReport } from '../../../templates/pdf/report.ts';
import { CannotRender, plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';
import { hostile, tortureStudy } from './torture-study.ts';

/** What it gives, or why the machine cannot print it. */
async function tried<T>(print: () => Promise<T> | T): Promise<T | string> {
  try {
    return await print();
  } catch (error) {
    if (error instanceof CannotRender) return error.code;
    throw error;
  }
}

function seed(language: string): StudyDocument {
  const { plan, results } = seedStudy(language);
  return compose(plan, results);
}

const fonts = (text: string): ReturnType<typeof documentFonts> => documentFonts(text, []);
const lacking = await tried(() =>
  renderFigure(seed('zh').figures[0]!, { ...plainRendering, language: 'zh' }),
);
const able = typeof lacking !== 'string';
if (!able) console.log(`pdf.test.ts: skipped what needs fonts and the compiler of Typst: ${lacking}`);

describe.skipIf(!able)('PDF', () => {
  it.each(['zh', 'en'])(
    'of the report in %s has a title, a language and bookmarks, no date, and the same bytes each time',
    async (language) => {
      const document = seed(language);
      const to = { ...plainRendering, language };
      const bytes = await renderReport(document, to);
      const text = Buffer.from(bytes).toString('latin1');
      expect(text.slice(0, 5)).toBe('%PDF-');
      expect(text).toContain(`/Lang (${language})`);
      expect(text).toContain('/Outlines');
      expect(text).toContain('/Title ');
      expect(text).not.toMatch(/CreationDate|ModDate|xmp:CreateDate/);
      expect(Buffer.compare(await renderReport(document, to), bytes)).toBe(0);
    },
    20_000,
  );

  it('of the torture study is set, in blocks of columns and over many pages', async () => {
    const { plan, results } = await tortureStudy('en');
    const { blocks, ...rest } = compose(plan, results);
    // Few machines have a font with emoji.
    const plain = JSON.stringify({ blocks, ...rest }).replace(/[\u{1f000}-\u{1ffff}]/gu, '');
    const printed = await tried(() => renderReport(JSON.parse(plain) as StudyDocument, plainRendering));
    if (printed === 'no-fonts') return console.log('pdf.test.ts: skipped the torture study: no font has 𝒳');
    const pages = Buffer.from(printed as Uint8Array)
      .toString('latin1')
      .match(/\/Type \/Page\b/g);
    expect(pages!.length).toBeGreaterThan(20);
  }, 30_000);

  it('of a figure is a page of its size', async () => {
    const [figure] = seed('en').figures;
    const text = Buffer.from(await renderFigure(figure as FigureDocument, plainRendering)).toString('latin1');
    expect(text).toMatch(/\/MediaBox \[0 0 510 285\]/);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('shows any text, but names a character that no font has', async () => {
    const document = seed('en');
    const shown = hostile.join(' ').replace(/\p{Extended_Pictographic}|[^\u0020-\uffff]/gu, '');
    const titled = (text: string): StudyDocument => ({
      ...document,
      blocks: [{ kind: 'heading', level: 1, text: [{ text }] }],
      ...{ title: [{ text }], tables: [], figures: [] },
    });
    expect(await tried(() => renderReport(titled(shown), plainRendering))).toBeInstanceOf(Uint8Array);
    const refused = renderReport(titled('a\u{f0000}b'), plainRendering);
    await expect(refused).rejects.toMatchObject({ code: 'no-fonts' });
    await expect(refused).rejects.toThrow('U+F0000');
  });
});

describe.skipIf(!able)('fonts of a document', () => {
  it('have Latin letters first, then what the text needs', () => {
    expect(fonts('a').faces.serif.filter(({ latin }) => !latin)).toHaveLength(1);
    const [first, second] = fonts('a 表').faces.serif;
    expect([first?.latin, second?.latin]).toEqual([true, false]);
    expect(fonts('a 表').files.length).toBeGreaterThan(fonts('a').files.length);
  });
});
