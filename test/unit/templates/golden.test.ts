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

  it('LaTeX tables', async () => {
    const { table } = await formatCode('tex');
    for (const one of document.tables) golden(`${language}/${one.id}.tex`, table!(one));
  });

  it('Markdown report, which holds every table', async () => {
    const { report, table } = await formatCode('md');
    const text = report!(document);
    golden(`${language}/report.md`, text);
    for (const one of document.tables) expect(text).toContain(table!(one).trimEnd());
  });

  it('SVG figures', async () => {
    const { figure } = await formatCode('svg');
    for (const one of document.figures) golden(`${language}/${one.id}.svg`, figure!(one, language));
  });
});

async function formatCode(name: string) {
  return formats.find((format) => format.declaration.name === name)!.load();
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
    const texts: string[] = [];
    for (const { load } of formats) {
      const { table, figure, report } = await load();
      if (table) texts.push(...document.tables.map(table));
      if (figure) texts.push(...document.figures.map((one) => figure(one, 'zh')));
      if (report) texts.push(report(document));
    }
    expect(texts.filter((text) => !/[^\n]\n$/.test(text) || /[\t\r]/.test(text))).toEqual([]);
  });
});
