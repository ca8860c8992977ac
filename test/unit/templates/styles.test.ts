/** Journal styles: each prints the same numbers, and says by name, caption, legend and digits what is its own. */
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import type { Row, TableDocument } from '../../../templates/document/document.ts';
import { noteParagraphs } from '../../../templates/document/note-paragraphs.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { formats } from '../../../templates/index.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { styles } from '../../../templates/styles/index.ts';
import { seedStudy } from './seed-study.ts';

function tableIn(style: string, language: string, id = 'table3'): TableDocument {
  const { plan, results } = seedStudy(language);
  return compose({ ...plan, style }, results).tables.find((one) => one.id === id)!;
}

const linesOf = (table: TableDocument): readonly string[] => table.captionLines.map(plainText);

const rowsOf = (table: TableDocument): readonly Row[] => table.panels.flatMap((panel) => panel.blocks.flat());

const numbersOf = (table: TableDocument) =>
  rowsOf(table).flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'number' ? [cell.value] : [])));

describe.each(styles.map((style) => [style.declaration.name, style] as const))('style %s', (name, style) => {
  it.each(['zh', 'en'])('shows the same numbers, in %s', (language) => {
    expect(style.declaration.doc).toMatch(/\.$/);
    expect(style.look.rules.outer).toBeGreaterThanOrEqual(style.look.rules.inner);
    const table = tableIn(name, language);
    expect(numbersOf(table)).toEqual(numbersOf(tableIn('plain', language)));
    expect(table.look.style).toBe(name);
    expect(linesOf(table).join(' ')).toContain(plainText(table.title));
    expect(noteParagraphs(table).length).toBe(style.legend === 'line' ? 2 : 1);
  });
});

describe('captions', () => {
  it.each([
    ['plain', 'en', ['Table 3. Baseline regressions']],
    ['plain', 'zh', ['表 3　基准回归结果']],
    ['aer', 'en', ['Table 3—Baseline regressions']],
    ['aer', 'zh', ['表 3　基准回归结果']],
    ['apa', 'en', ['Table 3', 'Baseline regressions']],
    ['apa', 'zh', ['表 3', '基准回归结果']],
    ['gb', 'zh', ['表 3　基准回归结果', 'Table 3\u00a0 Baseline regressions']],
  ])('%s in %s', (name, language, lines) => {
    expect(linesOf(tableIn(name, language))).toEqual(lines);
  });
});

describe('apa', () => {
  it('says what stars mean on the last line, and prints R² without a zero', () => {
    const table = tableIn('apa', 'en');
    expect(noteParagraphs(table).map(plainText).at(-1)).toBe('*p < .1. **p < .05. ***p < .01.');
    expect(plainText(table.lead)).toBe('Note. ');
    expect(table.notes.map(plainText).join('')).not.toContain('percent level');
    const r2 = rowsOf(table).find((row) => plainText(row.stub).startsWith('Adjusted R'))!;
    expect(r2.cells.every((cell) => cell.kind === 'number' && /^\.\d{3}$/.test(cell.printed))).toBe(true);
  });

  it('has the legend in every format that prints tables as text', async () => {
    const table = tableIn('apa', 'en');
    for (const { declaration, load } of formats) {
      const code = await load();
      if (!code.table || !['md', 'tex', 'html', 'typ', 'json'].includes(declaration.name)) continue;
      expect(String(await code.table(table, plainRendering)), declaration.name).toMatch(/\.05/);
    }
  });
});
