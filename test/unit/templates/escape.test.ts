/** Labels that try to be more than text, in every format. No tolerance: characters are compared. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLatex, latexOf } from '../../../templates/latex/escape.ts';
import { codeSpan, escapeLineStart, escapeMarkdown, markdownOf } from '../../../templates/markdown/escape.ts';
import { pipeTable } from '../../../templates/markdown/grid.ts';
import { escapeXml } from '../../../templates/svg/escape.ts';

/** Undoes what CommonMark does with backslash escapes; anything special that is left was not escaped. */
function unescaped(markdown: string): { readonly text: string; readonly special: string } {
  let text = '';
  let special = '';
  for (let i = 0; i < markdown.length; i += 1) {
    const character = markdown[i]!;
    if (character === '\\') {
      i += 1;
      text += markdown[i] ?? '';
    } else {
      text += character;
      if (/[`*_[\]<>&#~$|]/.test(character)) special += character;
    }
  }
  return { text, special };
}

describe('Markdown', () => {
  it.each([
    ['a|b', 'a\\|b'],
    ['**bold**', '\\*\\*bold\\*\\*'],
    ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
    ['[x](javascript:alert)', '\\[x\\](javascript:alert)'],
    ['![x](y)', '\\!\\[x\\](y)'],
    ['R&D &amp; ~x~ $y$', 'R\\&D \\&amp; \\~x\\~ \\$y\\$'],
    ['two\nlines\r\n\u2028three', 'two lines three'],
    ['see https://evil.example', 'see https\\://evil.example'],
    ['see WWW.evil.example', 'see WWW\\.evil.example'],
    ['\u202eabc\u0000', ' abc '],
    ['back\\slash', 'back\\\\slash'],
  ])('%j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('leaves nothing special, and the text as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (label) => {
        const { text, special } = unescaped(escapeMarkdown(label));
        expect(special).toBe('');
        expect(text.replaceAll(' ', '')).toBe(
          label.replace(
            /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069 ]/g,
            '',
          ),
        );
      }),
      { seed: 2 },
    );
  });

  it('keeps a paragraph a paragraph', () => {
    const starts = ['- item', '+ item', '1. item', '12) item', '=== x', '    code', ': x'];
    expect(starts.map((text) => escapeLineStart(escapeMarkdown(text)))).toEqual([
      ...['\\- item', '\\+ item', '1\\. item', '12\\) item', '\\=== x', 'code', '\\: x'],
    ]);
  });

  it('fences code by more backticks than are in it, and gives up where a code span cannot show it', () => {
    expect(codeSpan('a.b > 0')).toBe('`a.b > 0`');
    expect(codeSpan('`6.4`.TIN > 1')).toBe('`` `6.4`.TIN > 1 ``');
    expect(codeSpan('a | b')).toBe('a \\| b');
    expect(codeSpan(' a')).toBe(' a');
  });

  it('puts emphasis on words, not on the blanks round them', () => {
    expect(markdownOf([{ text: ' t ', style: 'italic' }, { text: 'x' }])).toBe(' *t* x');
    expect(
      markdownOf([
        { text: 'R', style: 'italic' },
        { text: '2', style: 'sup' },
      ]),
    ).toBe('*R*²');
  });

  it('gives every row of a table as many cells as columns, aligned by display width', () => {
    const table = pipeTable(['变量', 'n'], [[escapeMarkdown('a|b'), '1'], ['x']], ['left', 'right']);
    expect(table.split('\n')).toEqual([
      '| 变量 |   n |',
      '| ---- | --: |',
      '| a\\|b |   1 |',
      '| x    |     |',
    ]);
  });
});

describe('LaTeX', () => {
  it.each([
    ['50% of R&D', '50\\% of R\\&D'],
    ['a_b^c~d', 'a\\_b\\textasciicircum{}c\\textasciitilde{}d'],
    ['\\input{/etc/passwd}', '\\textbackslash{}input\\{/etc/passwd\\}'],
    ['$x$ #1', '\\$x\\$ \\#1'],
    ['<|"`', '\\textless{}\\textbar{}\\textquotedbl{}\\textasciigrave{}'],
    ['a--b,,c', 'a-{}-b,{},c'],
    ['one\n\ntwo\r', 'one two '],
    ['^^5cinput', '\\textasciicircum{}\\textasciicircum{}5cinput'],
    ['−0.1 × 2013–2023', '$-$0.1 $\\times$ 2013--2023'],
    ['\ud800x', '\ufffdx'],
  ])('%j', (text, escaped) => {
    expect(escapeLatex(text)).toBe(escaped);
  });

  it('leaves no command, group, cell, formula or comment of the author', () => {
    const ours =
      /\\(textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar|textquotedbl|textasciigrave)\{\}|\\[{}$&#_%,]|\$(-|\\times|\\approx)\$|\{\}/g;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (label) => {
        const rest = escapeLatex(label).replace(ours, '').replaceAll('~', '');
        expect(rest).not.toMatch(/[\\{}$&#^_%<>|"`\u0000-\u001f\u007f]/);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('sets symbols as mathematics and words as words', () => {
    expect(
      latexOf([
        { text: 'R', style: 'italic' },
        { text: '2', style: 'sup' },
      ]),
    ).toBe('$R^{2}$');
    expect(latexOf([{ text: 'c\u2032', style: 'italic' }])).toBe("$c'$");
    expect(latexOf([{ text: '***', style: 'sup' }, { text: ' x' }])).toBe('$^{***}$ x');
    expect(latexOf([{ text: 'Advanced', style: 'emphasis' }])).toBe('\\textit{Advanced}');
    expect(
      latexOf([
        { text: '}', style: 'italic' },
        { text: '}', style: 'sup' },
      ]),
    ).toBe('\\textit{\\}}\\textsuperscript{\\}}');
  });
});

describe('XML', () => {
  it('escapes markup and drops what XML cannot hold', () => {
    expect(escapeXml(`</text><script>"&'\u0007\ud800`)).toBe(
      '&lt;/text&gt;&lt;script&gt;&quot;&amp;&#39; \ufffd',
    );
  });
});
