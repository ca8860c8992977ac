/** Two tables a journal style, in both languages: what LaTeX, HTML and Markdown print. UPDATE_GOLDEN=1 writes them anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { formats } from '../../../templates/index.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { styles } from '../../../templates/styles/index.ts';
import { seedStudy } from './seed-study.ts';

const folder = fileURLToPath(new URL('../../golden/styles/', import.meta.url));
/** The baseline and the mediation. */
const TABLES = ['table3', 'table4'];

describe.each(styles.map(({ declaration }) => declaration.name))('style %s', (style) => {
  it.each(['zh', 'en'])('prints the baseline and the mediation, in %s', async (language) => {
    const { plan, results } = seedStudy(language);
    const { tables } = compose({ ...plan, style }, results);
    for (const { declaration, load } of formats) {
      if (!['tex', 'html', 'md'].includes(declaration.name)) continue;
      const { table: print } = await load();
      for (const table of tables.filter(({ id }) => TABLES.includes(id))) {
        const file = `${folder}${style}/${table.id}.${language}.${declaration.extension}`;
        const text = await print!(table, { ...plainRendering, language });
        if (process.env['UPDATE_GOLDEN'] === '1') {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
        expect(text, file.slice(folder.length)).toBe(readFileSync(file, 'utf8'));
      }
    }
  });
});
