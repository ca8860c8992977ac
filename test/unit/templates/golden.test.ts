/**
 * What each format prints of the seed study, byte by byte. UPDATE_GOLDEN=1 writes the files anew: read the difference
 * before it is committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { formats } from '../../../templates/index.ts';
import { CannotRender, type Content, plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';

const folder = fileURLToPath(new URL('../../golden/', import.meta.url));
const update = process.env['UPDATE_GOLDEN'] === '1';

function golden(path: string, text: string): void {
  const file = `${folder}${path}`;
  if (update) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text, path).toBe(readFileSync(file, 'utf8'));
}

describe.each(['zh', 'en'])('goldens, %s', (language) => {
  const { plan, results } = seedStudy(language);
  const document = compose(plan, results);
  const to = { ...plainRendering, language };

  it('LaTeX tables and the report', async () => {
    const { table, report } = await formatCode('tex');
    golden(`${language}/report.tex`, await text(report!(document, to)));
    for (const one of document.tables) golden(`${language}/${one.id}.tex`, await text(table!(one, to)));
  });

  it('Typst tables and report', async () => {
    const { report, table } = await formatCode('typ');
    for (const one of document.tables) golden(`${language}/${one.id}.typ`, await text(table!(one, to)));
    golden(`${language}/report.typ`, await text(report!(document, to)));
  });

  it('Markdown report, which holds every table', async () => {
    const { report, table } = await formatCode('md');
    const whole = await text(report!(document, to));
    golden(`${language}/report.md`, whole);
    for (const one of document.tables) expect(whole).toContain((await text(table!(one, to))).trimEnd());
  });

  it('HTML report, which holds every table, and a table for any page', async () => {
    const { report, table } = await formatCode('html');
    const whole = await text(report!(document, to));
    golden(`${language}/report.html`, whole);
    for (const one of document.tables) {
      const fragment = await text(table!(one, to));
      if (one.id === 'table4') golden(`${language}/${one.id}.html`, fragment);
      expect(whole).toContain(fragment.slice(fragment.indexOf('<figure')).trimEnd());
    }
  });

  it.each(['svg', 'tex'])('figures as %s', async (format) => {
    const { figure } = await formatCode(format);
    for (const one of document.figures)
      golden(`${language}/${one.id}.${format}`, await text(figure!(one, to)));
  });
});

async function text(content: Content | Promise<Content>): Promise<string> {
  const printed = await content;
  return typeof printed === 'string' ? printed : Buffer.from(printed).toString('latin1');
}

async function formatCode(name: string) {
  return formats.find((format) => format.declaration.name === name)!.load();
}

/** Pictures need fonts, and packages that may be absent. */
async function orNothing(print: () => Content | Promise<Content>): Promise<Content> {
  try {
    return await print();
  } catch (error) {
    if (error instanceof CannotRender) return new Uint8Array();
    throw error;
  }
}

describe('formats', () => {
  it('are declared, each with an ending and something to print', async () => {
    for (const { declaration, load } of formats) {
      expect(declaration.doc).toMatch(/\.$/);
      expect(declaration.extension).toMatch(/^[a-z]+$/);
      const code = await load();
      expect([code.table, code.figure, code.report].some((part) => part !== null)).toBe(true);
    }
  });

  it('print text files that end with one newline and hold no tab or carriage return', async () => {
    const { plan, results } = seedStudy('zh');
    const document = compose(plan, results);
    const to = { ...plainRendering, language: 'zh' };
    const printed: Content[] = [];
    // Lines of CSV end as RFC 4180 has it.
    for (const { load } of formats.filter(({ declaration }) => declaration.name !== 'csv')) {
      const { table, figure, report } = await load();
      for (const one of table ? document.tables : []) printed.push(await table!(one, to));
      for (const one of figure ? document.figures : []) printed.push(await orNothing(() => figure!(one, to)));
      if (report) printed.push(await orNothing(() => report(document, to)));
    }
    const texts = printed.filter((one) => typeof one === 'string');
    expect(texts.filter((one) => !/[^\n]\n$/.test(one) || /[\t\r]/.test(one))).toEqual([]);
  });
});
