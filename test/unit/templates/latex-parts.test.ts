/** The parts of LaTeX by themselves: signs as commands, places where long words may end a line, heights, widths of headings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnSpec, Row, TablePanel } from '../../../templates/document/document.ts';
import { pieces } from '../../../templates/document/width.ts';
import { escapeLatex } from '../../../templates/latex/escape.ts';
import { headingOf, widened } from '../../../templates/latex/heading-width.ts';
import { linesOf } from '../../../templates/latex/height.ts';
import { needsUnicodeFonts } from '../../../templates/latex/preamble.ts';
import { symbols } from '../../../templates/latex/symbols.ts';

const decimal: ColumnSpec = {
  ...{ align: 'decimal', integers: 1, decimals: 3 },
  ...{ negative: false, bracketed: false, starred: false, wraps: false },
};

const row = (stub: string, continues = false): Row => ({
  ...{ kind: 'data', stub: [{ text: stub }], continues, indent: 0 },
  cells: [{ kind: 'number', value: 1, printed: '1.000', stars: '', bracket: 'none', source: '' }],
});

const panel = (heading: string, rows: readonly Row[], column: ColumnSpec = decimal): TablePanel => ({
  ...{ heading: null, columns: [column], blocks: [rows], footer: null },
  header: [{ stub: [], cells: [{ text: [{ text: heading }], start: 0, span: 1, rule: false }] }],
});

describe('a sign that text fonts lack', () => {
  it('is one command, alone and within a word, and needs no font of the system', () => {
    for (const [sign, command] of Object.entries(symbols)) {
      expect([...sign].length).toBe(1);
      expect(command).toMatch(/^(\$(\\[A-Za-z]+|')\$|\\ding\{\d+\})$/);
      expect(escapeLatex(sign)).toBe(command);
      expect(escapeLatex(`a${sign}b`)).toBe(`a${command}b`);
      expect(needsUnicodeFonts(sign)).toBe(false);
    }
  });
});

describe('a very long word', () => {
  const broken = (word: string): string => escapeLatex(word).replaceAll('\\allowbreak{}', '|');

  it('may end a line after its signs, and after 24 letters; a word of 24 may not', () => {
    expect(broken('a'.repeat(24))).toBe('a'.repeat(24));
    expect(broken('a'.repeat(50))).toBe(`${'a'.repeat(24)}|${'a'.repeat(24)}|aa`);
    expect(broken('results/of.the/first_step_of_all')).toBe('results/|of.|the/|first\\_|step\\_|of\\_|all');
    expect(broken('short/path.txt and a_name')).toBe('short/path.txt and a\\_name');
    expect(broken('产'.repeat(30))).toBe('产'.repeat(30));
  });

  it('has the same letters with and without the places', () => {
    const letters = fc.constantFrom('a', 'Z', '7', '_', '/', '.', '-', ',', '产');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 90 }), (text) => {
        const plain = escapeLatex(text).replaceAll('\\allowbreak{}', '').replaceAll('{}', '');
        expect(plain.replaceAll('\\_', '_')).toBe(text);
      }),
    );
  });
});

describe('the height of a panel in lines', () => {
  const rows = [row('One'), row('', true), row('Two'), row('', true)];
  const fit = { stub: null, heading: null };

  it('counts headings, rows, rules and the space between terms', () => {
    expect(linesOf(panel('y', rows), fit, 40)).toBeCloseTo(1 + 4 + 0.2 + 2 * 0.7, 10);
    const titled = { ...panel('y', rows), heading: [{ text: 'Panel A' }], footer: [{ text: 'Verdict' }] };
    expect(linesOf(titled, fit, 40)).toBeCloseTo(linesOf(panel('y', rows), fit, 40) + 2 * 1.2, 10);
  });

  it('grows with headings and row headings that wrap, but for the line beside the second of a term', () => {
    const flat = linesOf(panel('y', rows), fit, 40);
    const two = 'Dependent variable';
    expect(linesOf(panel(two, rows), { stub: null, heading: 6 }, 40)).toBeCloseTo(flat + 1, 10);
    const long = [row('Growth of investment'), row('', true), ...rows.slice(2)];
    expect(linesOf(panel('y', long), { stub: 6, heading: null }, 40)).toBeCloseTo(flat, 10);
    const longer = [row('Growth of investment over the year'), row('', true), ...rows.slice(2)];
    expect(linesOf(panel('y', longer), { stub: 6, heading: null }, 40)).toBeGreaterThan(flat + 0.9);
  });

  it('counts the lines of running text in a column', () => {
    const text: Row = { ...row('x'), cells: [{ kind: 'text', text: [{ text: 'word '.repeat(60) }] }] };
    const wraps: ColumnSpec = { ...decimal, align: 'left', wraps: true };
    expect(linesOf(panel('y', [text], wraps), fit, 40)).toBeGreaterThan(6);
  });
});

describe('headings of columns', () => {
  const tall = panel('Growth of investment over the year before', [row('x')]);

  it('are as wide as their longest word, and 6 em at least', () => {
    expect(headingOf([panel('y', [row('x')])])).toBe(6);
    expect(headingOf([panel('an internationalisation of trade', [row('x')])])).toBeCloseTo(20 * 0.45, 10);
  });

  it('take what the line has left where that saves lines, and no more', () => {
    expect(widened([tall], 6, () => false)).toBe(6);
    expect(widened([panel('y', [row('x')])], 6, () => true)).toBe(6);
    expect(widened([tall], 6, () => true)).toBeGreaterThan(8);
    expect(widened([tall], 6, (tried) => tried <= 8)).toBeLessThanOrEqual(8);
  });
});

describe('what stays together on a line', () => {
  it('is a mark with the character that it closes or opens', () => {
    expect(pieces('增长（年度），变量。')).toEqual(['增', '长', '（年', '度），', '变', '量。']);
    expect(pieces('x（year）a b')).toEqual(['x', '（year）', 'a ', 'b']);
  });

  it('is all of the text in order, of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '-', '（', '）', '，', '产', '/', '《'), maxLength: 60 }),
        (text) => {
          expect(pieces(text).join('')).toBe(text);
          expect(pieces(text).filter((piece) => piece === '')).toEqual([]);
        },
      ),
    );
  });
});
