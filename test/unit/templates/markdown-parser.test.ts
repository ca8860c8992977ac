/** What a GitHub-flavoured parser makes of the Markdown: the tables of the document, its text letter by letter, and nothing else. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import type { TableDocument } from '../../../templates/document/document.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { renderReport } from '../../../templates/markdown/report.ts';
import { renderTable } from '../../../templates/markdown/table.ts';
import { seedStudy } from './seed-study.ts';
import { tortureStudy } from './torture-study.ts';

const html = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

/** Elements by their names, each once, sorted. */
const elements = (page: string): readonly string[] =>
  [...new Set([...page.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]!))].sort();

const allowedInTable = [
  'br',
  'em',
  'p',
  'strong',
  'sup',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'code',
];

const decoded = (text: string): string =>
  text
    .replace(/<br>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** Letters alone, raised ones as others: line breaks of labels became blanks, control characters too. */
const squeezed = (text: string): string =>
  text.replaceAll('²', '2').replace(/[\s\u0000-\u001f\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]+/g, '');

function rowsOf(page: string): readonly (readonly string[])[] {
  return [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map((row) =>
    [...row[1]!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((cell) => decoded(cell[1]!)),
  );
}

function checkTable(table: TableDocument): void {
  const page = html(renderTable(table));
  expect(elements(page).filter((name) => !allowedInTable.includes(name))).toEqual([]);
  expect(page.match(/<table>/g)).toHaveLength(table.panels.length);
  const widths = new Set(rowsOf(page).map((row) => row.length));
  expect([...widths].sort()).toEqual(
    [...new Set(table.panels.map(({ columns }) => columns.length + 1))].sort(),
  );
  const stubs = table.panels.flatMap(({ blocks }) =>
    blocks.flat().flatMap((row) => (row.kind === 'data' ? [squeezed(plainText(row.stub))] : [])),
  );
  const printed = rowsOf(page).map(([stub = '']) => squeezed(stub.replaceAll('\u2003', '')));
  const text = squeezed(decoded(page));
  expect(stubs.filter((stub) => !printed.includes(stub))).toEqual([]);
  expect(text).toContain(squeezed(plainText(table.caption)));
}

describe.each(['zh', 'en'] as const)('Markdown through a GFM parser, %s', (language) => {
  it('tables of the seed study', () => {
    const { plan, results } = seedStudy(language);
    for (const table of compose(plan, results).tables) checkTable(table);
  });

  it('tables of the torture study', async () => {
    const { plan, results } = await tortureStudy(language);
    for (const table of compose(plan, results).tables) checkTable(table);
  });

  it('the whole report: figures are its only images, and nothing is a link or an element of a label', async () => {
    const { plan, results } = await tortureStudy(language);
    const document = compose(plan, results);
    const page = html(renderReport(document));
    expect(page.match(/<img /g) ?? []).toHaveLength(document.figures.length);
    expect([...page.matchAll(/<img src="([^"]*)"/g)].map((match) => match[1])).toEqual(
      document.figures.map(({ id }) => `figures/${encodeURIComponent(id)}.svg`),
    );
    const more = ['h1', 'h2', 'h3', 'img', 'li', 'ul', 'a'];
    expect(elements(page).filter((name) => ![...allowedInTable, ...more].includes(name))).toEqual([]);
    expect([...page.matchAll(/<a [^>]*href="([^"#][^"]*)"/g)].map((match) => match[1])).toEqual([]);
  });
});
