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
    const { rules } = style.look(language);
    expect(rules.outer).toBeGreaterThanOrEqual(rules.inner);
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

/** How the formats that print tables as text write it. */
const legend: Readonly<Record<string, string>> = {
  md: String.raw`\**p* \< .1. \*\**p* \< .05. \*\*\**p* \< .01.`,
  html: '*<i>p</i> &lt; .1. **<i>p</i> &lt; .05. ***<i>p</i> &lt; .01.',
  tex: String.raw`\item *$p$ \textless{} .1. **$p$ \textless{} .05. ***$p$ \textless{} .01.`,
  typ: '"*" + emph("p") + " < .1. **" + emph("p") + " < .05. ***" + emph("p") + " < .01."',
  json: '*p < .1. **p < .05. ***p < .01."',
};

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
    const found: string[] = [];
    for (const { declaration, load } of formats) {
      const code = await load();
      if (!code.table || legend[declaration.name] === undefined) continue;
      found.push(declaration.name);
      expect(await code.table(table, plainRendering), declaration.name).toContain(legend[declaration.name]);
    }
    expect(found.sort()).toEqual(Object.keys(legend).sort());
  });

  it('has siunitx put no zero before the point of R², and leaves those of coefficients', async () => {
    const lines = (await printed('tex', 'apa')).split('\n');
    const r2 = lines.find((line) => line.startsWith('Adjusted'))!;
    expect(r2.match(/\{\\tablenum\[print-zero-integer=false\]\{\.\d{3}\}\}/g)).toHaveLength(4);
    expect(lines.filter((line) => line.includes('tablenum'))).toEqual([r2]);
  });
});

describe('the double rule of aer', () => {
  it.each([
    ['tex', '\\toprule\n\\addlinespace[-1pt]\n\\toprule\n'],
    ['html', 'border-top-style: double'],
    ['typ', 'block(below: 1.5pt, line(length: 100%, stroke: outer))'],
  ])('stands above tables in %s', async (format, rule) => {
    expect(await printed(format, 'aer')).toContain(rule);
    expect(await printed(format, 'plain')).not.toContain(rule);
  });

  it('stands above a long table in LaTeX, not above what follows on other pages', async () => {
    const table = tableIn('aer', 'en');
    const panels = table.panels.map((panel) => ({
      ...panel,
      blocks: [Array.from({ length: 9 }, () => panel.blocks[0]!).flat()],
    }));
    const text = await printed('tex', 'aer', { ...table, panels });
    expect(text).toContain('\\begin{longtable}');
    expect(text.match(/\\toprule\n\\addlinespace\[-1pt\]\n\\toprule\n/g)).toHaveLength(1);
  });
});

async function printed(format: string, style: string, table = tableIn(style, 'en')): Promise<string> {
  const code = await formats.find(({ declaration }) => declaration.name === format)!.load();
  return String(await code.table!(table, plainRendering));
}
