/** Typst's own reading of what is written: strings stay strings, and the compiler finds no fault in a table. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { typstOf, typstString } from '../../../templates/typst/escape.ts';
import { renderTable } from '../../../templates/typst/table.ts';
import { seedStudy } from './seed-study.ts';
import { tortureStudy } from './torture-study.ts';

const goldens = fileURLToPath(new URL('../../golden/torture/', import.meta.url));

/** Source with every string literal replaced by a mark, or null where one does not end. */
function skeleton(source: string): string | null {
  const bare = source.replace(/"(?:[^"\\]|\\.)*"/gs, 'S');
  return bare.includes('"') ? null : bare;
}

describe('text in Typst', () => {
  it('is one string, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(skeleton(typstString(text))).toBe('S');
        expect(typstString(text)).toMatch(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u);
      }),
    );
  });

  it('keeps its letters: only the quote and the backslash are written otherwise', () => {
    expect(typstString('a "b" \\ #c $d$ `e` *f* //g')).toBe('"a \\"b\\" \\\\ #c $d$ `e` *f* //g"');
    expect(
      typstOf([
        { text: 'R', style: 'italic' },
        { text: '2', style: 'sup' },
      ]),
    ).toBe('emph("R") + super("2")');
  });
});

describe('a table', () => {
  const { plan, results } = seedStudy('en');
  const printed = (label: string): string => {
    const variables = plan.variables.map((variable) => ({ ...variable, label }));
    return renderTable(compose({ ...plan, variables }, results).tables[2]!, plainRendering);
  };

  it('has the same code whatever its labels are', () => {
    const plain = skeleton(printed('a'))!;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }), (label) => {
        expect(skeleton(printed(`a${label}`))).toBe(plain);
      }),
      { numRuns: 15 },
    );
  });
});

describe.each(['zh', 'en'] as const)('the torture study, %s', (language) => {
  it('is the golden, and every text in it a string', async () => {
    const { plan, results } = await tortureStudy(language);
    const to = { ...plainRendering, language };
    // The widest table is large: one language of it is enough.
    const tables = compose(plan, results).tables.filter(({ id }) => id !== 'wide' || language === 'en');
    for (const table of tables) {
      const text = renderTable(table, to);
      const file = `${goldens}${language}/${table.id}.typ`;
      if (process.env['UPDATE_GOLDEN'] === '1') {
        mkdirSync(`${goldens}${language}`, { recursive: true });
        writeFileSync(file, text);
      }
      expect(text, file).toBe(readFileSync(file, 'utf8'));
      const code = skeleton(text);
      expect(code).not.toBeNull();
      expect(code).not.toMatch(/[\\$`]|#eval|#include "|script|calc|\p{Script=Han}/u);
    }
  });
});
