/** What LaTeX prints of the torture study, byte by byte; UPDATE_GOLDEN=1 writes it anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { renderTable } from '../../../templates/latex/table.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { tortureStudy } from './torture-study.ts';

it.each(['zh', 'en'] as const)('sets tables that no page holds, %s', async (language) => {
  const { plan, results } = await tortureStudy(language);
  const folder = fileURLToPath(new URL(`../../golden/torture/${language}/`, import.meta.url));
  for (const table of compose(plan, results).tables) {
    const text = renderTable(table, { ...plainRendering, language });
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}${table.id}.tex`, text);
    }
    expect(text, table.id).toBe(readFileSync(`${folder}${table.id}.tex`, 'utf8'));
    expect(text).not.toMatch(/\\(resizebox|hfuzz|hbadness|tiny)\b/);
    expect(text.match(/\\begin\{longtable\}/g)?.length).toBe(text.match(/\\end\{longtable\}/g)?.length);
  }
});
