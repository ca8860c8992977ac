/**
 * The HTML of the seed study and of the torture study: valid, nothing in it that runs or is fetched, and no text of an
 * author becomes markup. Goldens of the torture study: UPDATE_GOLDEN=1 writes them anew.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import type {
  ColumnSpec,
  NumberCell,
  Rich,
  StudyDocument,
  TableDocument,
} from '../../../templates/document/document.ts';
import { elementId, escapeHtml } from '../../../templates/html/escape.ts';
import { html } from '../../../templates/html/format.ts';
import { numberHtml } from '../../../templates/html/number.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { seedStudy } from './seed-study.ts';
import { tortureStudy } from './torture-study.ts';

/** For pages, and for what stands in one. */
const [page, fragment] = [
  ['html-validate:recommended', 'html-validate:document'],
  ['html-validate:recommended'],
].map(
  (presets) =>
    new HtmlValidate({
      root: true,
      extends: presets,
      rules: { 'long-title': 'off', 'no-trailing-whitespace': 'error', 'no-inline-style': 'error' },
    }),
);

async function complaints(text: string): Promise<readonly string[]> {
  const validator = text.startsWith('<!DOCTYPE') ? page : fragment;
  const report = await validator!.validateString(text);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
  );
}

/** The tags of a page, after its style. */
function tagsOf(text: string): readonly string[] {
  return text.slice(text.indexOf('</style>')).match(/<[^>]*>/g) ?? [];
}

/** Which elements there are, and which attributes of each: `th`, `th scope`. */
function kindsOf(text: string): ReadonlySet<string> {
  const kinds = tagsOf(text).flatMap((tag) => {
    const [element = '', ...attributes] = tag.replace(/="[^"]*"/g, '').split(/[\s>]+/);
    return [element, ...attributes.map((attribute) => `${element} ${attribute}`)];
  });
  return new Set(kinds);
}

const goldens = fileURLToPath(new URL('../../golden/torture/', import.meta.url));

function golden(path: string, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(goldens, { recursive: true });
    writeFileSync(`${goldens}${path}`, text);
  }
  expect(text, path).toBe(readFileSync(`${goldens}${path}`, 'utf8'));
}

describe.each(['zh', 'en'] as const)('HTML in %s', (language) => {
  const { plan, results } = seedStudy(language);
  const document = compose(plan, results);
  const to = { ...plainRendering, language };
  const report = html.report(document, to);

  it('is valid: the report and every table for other pages', async () => {
    expect(await complaints(report)).toEqual([]);
    for (const table of document.tables) expect(await complaints(html.table(table, to))).toEqual([]);
  });

  it('is valid, and as it was, where labels, numbers and sizes are extreme', async () => {
    const torture = compose(...(Object.values(await tortureStudy(language)) as Parameters<typeof compose>));
    const small = torture.tables.filter(({ id }) => id !== 'wide');
    for (const table of small) golden(`${table.id}.${language}.html`, html.table(table, to));
    if (language === 'en') golden('wide.en.html', html.table(wideOf(torture), to));
    const parts = { ...torture, blocks: torture.blocks.filter((block) => !isWide(block)) };
    expect(await complaints(html.report(parts, to))).toEqual([]);
  });

  it('runs nothing and fetches nothing', () => {
    const tags = tagsOf(report).join('');
    expect(tags).not.toMatch(/<(script|img|iframe|object|embed|base|form|use|image)\b/);
    expect(tags).not.toMatch(/\s(on[a-z]+|style|src|xlink:href)=/);
    const targets = [...tags.matchAll(/ href="([^"]*)"/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !target.startsWith('#'))).toEqual([]);
    expect(report.slice(0, report.indexOf('</style>'))).not.toMatch(/url\(|@import/);
    expect(report).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; `);
  });

  it('has each id once, and every link and label leads to one', () => {
    const ids = [...report.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...report.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => decodeURIComponent(id!));
    const labels = [...report.matchAll(/ aria-labelledby="([^"]+)"/g)].flatMap(([, id]) => id!.split(' '));
    expect(links.length).toBeGreaterThan(10);
    expect([...links, ...labels].filter((id) => !ids.includes(id))).toEqual([]);
  });
});

const isWide = (block: StudyDocument['blocks'][number]): boolean =>
  block.kind === 'table' && block.id === 'wide';

const wideOf = ({ tables }: StudyDocument): TableDocument => tables.find(isWide)!;

describe('a text of an author', () => {
  const { plan, results } = seedStudy('en');
  const document = compose(plan, results);

  /** The study with this text wherever an author may put one. */
  function withText(text: string): StudyDocument {
    const own: Rich = [{ text }, { text, style: 'italic' }, { text, style: 'code' }];
    const tables = document.tables.slice(2, 3).map((table) => ({
      ...table,
      captionLines: [own],
      caption: own,
      notes: [own],
      panels: panelsOf(table, own),
    }));
    const claims = document.blocks.filter((block) => block.kind === 'claims');
    const items = claims[0]!.items.map((item) => ({
      ...item,
      id: text,
      says: own,
      condition: text,
      word: text,
    }));
    const figures = document.figures.map((one) => ({
      ...one,
      title: own,
      description: text,
      caption: own,
      captionLines: [own],
    }));
    return { ...document, title: own, tables, blocks: [{ ...claims[0]!, items }, ...tables, ...figures] };
  }

  function panelsOf({ panels }: TableDocument, own: Rich): TableDocument['panels'] {
    const source = own[0]!.text;
    return panels.map((panel) => ({
      ...panel,
      footer: own,
      header: panel.header.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, text: own })),
      })),
      blocks: panel.blocks.map((rows) =>
        rows.map((row) => ({
          ...row,
          stub: row.stub.length > 0 ? own : [],
          cells: row.cells.map((cell) => (cell.kind === 'number' ? { ...cell, source } : cell)),
        })),
      ),
    }));
  }

  const harmless = ['', 'x', `x ${'long.text '.repeat(9)}`];
  const pages = harmless.map((text) => html.report(withText(text), plainRendering));
  const kinds = new Set(pages.flatMap((page) => [...kindsOf(page)]));

  it('brings neither elements nor attributes into the report, whatever it is', () => {
    const hard = ['<b>', '" onclick="', "'", '>', '&lt;', '--><script>', '\u0000', '\u202e', '$&', '{{x}}'];
    const part = fc.oneof(fc.constantFrom(...hard), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const page = html.report(withText(parts.join('')), plainRendering);
        expect([...kindsOf(page)].filter((kind) => !kinds.has(kind))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is all there, but for what cannot be shown', () => {
    expect(escapeHtml('a\u202eb\nc\u0000d')).toBe('a b c d');
    expect(escapeHtml('\ud800<\uffff&"')).toBe('\ufffd&lt; &amp;&quot;');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = escapeHtml(text)
          .replace(/&#39;/g, "'")
          .replace(/&quot;/g, '"');
        const back = shown.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
        expect(back.replace(/\s+/g, '')).toBe(text.replace(/[\s\u200f\u200e]+/g, ''));
      }),
    );
  });
});

describe('an id', () => {
  it('is one word without quotation marks, and each has its own', () => {
    const ids = ['a b', 'a.20.b', 'a"b', 'a\ud800b', '表 1', '<x>'].map((id) => elementId('table', id));
    expect(ids.filter((id) => !/^table-[\p{L}\p{N}_.-]+$/u.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a number', () => {
  const numbers = { integers: 2, decimals: 3, negative: true, bracketed: true, starred: true };
  const column: ColumnSpec = { align: 'decimal', wraps: false, ...numbers };
  const cell = (printed: string, more: Partial<NumberCell> = {}): NumberCell => ({
    ...{ kind: 'number', value: Number(printed), printed, stars: '', bracket: 'none', source: 'a.b' },
    ...more,
  });
  const shown = (one: NumberCell): string => numberHtml(one, column).replace(/<[^>]*>/g, '');

  it('is copied as it is printed', () => {
    expect(shown(cell('-0.147', { stars: '***' }))).toBe('−0.147***');
    expect(shown(cell('-3.73', { bracket: 'round' }))).toBe('(−3.73)');
    expect(shown(cell('0.711', { bracket: 'square', upper: { value: 1, printed: '-0.100' } }))).toBe(
      '[0.711, −0.100]',
    );
    expect(shown(cell('-1.235e21'))).toBe('−1.235 × 1021');
  });

  it('is parted at its point, with the same room outside the digits on both sides', () => {
    expect(numberHtml(cell('0.147'), column)).toBe(
      '<span class="i w8">0</span><span class="f w11">.147</span>',
    );
    expect(numberHtml(cell('308'), column)).toBe('<span class="nb">308</span>');
  });
});
