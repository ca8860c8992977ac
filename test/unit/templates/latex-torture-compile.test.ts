/**
 * The torture study set by TeX: tables that no page holds, figures, and the report that inputs them; no error, no
 * warning, no overfull box, no missing character. Skipped by name where an engine is absent.
 */
import { expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { needsUnicodeFonts } from '../../../templates/latex/preamble.ts';
import { setByTex, writeLatex } from './set-by-tex.ts';
import { tortureStudy } from './torture-study.ts';

/** The same document without the characters that pdfTeX has no fonts for. */
function latinOnly<T>(part: T): T {
  if (typeof part === 'string')
    return [...part].map((one) => (needsUnicodeFonts(one) ? 'x' : one)).join('') as T;
  if (Array.isArray(part)) return part.map(latinOnly) as T;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, latinOnly(value)])) as T;
}

it.concurrent.each([
  ['zh', 'xelatex'],
  ['en', 'xelatex'],
  ['en', 'pdflatex'],
] as const)(
  'TeX sets the torture study in %s by %s',
  async (language, engine) => {
    const { plan, results } = await tortureStudy(language);
    const composed = compose(plan, results);
    const document = engine === 'pdflatex' ? latinOnly(composed) : composed;
    const said = await setByTex(language, engine, (folder) => writeLatex(folder, document, language));
    expect([null, `compile.sh: ${document.tables.length} tables, report`]).toContain(said);
  },
  240_000,
);
