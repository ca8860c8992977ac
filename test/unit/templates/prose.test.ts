/** Numbers in Markdown: which places a text has, what they become, and that nothing else comes of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTexts } from '../../../cli/prose.ts';
import { compose } from '../../../templates/document/compose.ts';
import { plainRendering } from '../../../templates/rendering.ts';
import { scanProse } from '../../../templates/prose/scan.ts';
import { seedStudy } from './seed-study.ts';

const { plan, results } = seedStudy('en');
const numbers = { plan, results, document: compose(plan, results), to: plainRendering };

function filled(text: string): string {
  const { files, failures } = fillTexts([{ file: 'paper.md', text }], numbers);
  expect(failures.flatMap(({ messages }) => messages)).toEqual([]);
  return String(files[0]!.content);
}

function complaints(text: string): readonly string[] {
  const { files, failures } = fillTexts([{ file: 'paper.md', text }], numbers);
  expect(files).toEqual([]);
  return failures.flatMap(({ messages }) =>
    messages.map(({ code, message, hint, span }) => {
      return `${code} ${text.slice(span.start, span.end)}: ${message}${hint === null ? '' : ` (${hint})`}`;
    }),
  );
}

describe('a text with numbers', () => {
  it.each([
    ['{{baseline.4.TIN.estimate}}', '0.772'],
    ['{{ baseline.4.TIN }}', '0.772'],
    ['{{baseline.4.TIN.estimate digits=2}}', '0.77'],
    ['{{baseline.4.TIN.p}}', '\\<0.001'],
    ['{{baseline.3.NUE.statistic}}', '\u22123.73'],
    ['{{baseline.4.TIN.stars}}', '\\*\\*\\*'],
    ['{{baseline.4.GRA.stars}}', ''],
    ['{{baseline.4.`(Intercept)`.estimate}}', '0.311'],
    ['{{baseline.4.r2 digits=1}}', '0.8'],
    ['{{by_period.2@forming.TIN}}', '0.417'],
    ['{{mediation.verdict}}', 'partial'],
    ['{{mediation.share}} %', '32.0 %'],
    ['{{mediation.share digits=0}}', '32'],
    ['{{descriptive.AGG.mean}}', '0.691'],
    ['{{descriptive.AGG.n}}', '308'],
    ['\\{{baseline}} and { { }} }}', '{{baseline}} and { { }} }}'],
    ['系数为 {{baseline.4.TIN}}。\r\n*{{placebo.p}}*', /^系数为 0\.772。\r\n\*[\d.\\<]+\*$/],
  ])('%s', (text, expected) => {
    expect(filled(text)).toMatch(
      expected instanceof RegExp ? expected : new RegExp(`^${literal(expected)}$`),
    );
  });

  it('has tables in their places', () => {
    expect(filled('Above\n\n{{table table3}}\n')).toContain('**Table 3. Baseline regressions**\n');
  });

  it('is not written where a place has no number, and each such place is named', () => {
    expect(
      complaints(
        'a {{baseline.4.TIN.estimat}} {{baseline.5.TIN}}\n{{table tabel3}} {{}} {{1 + 1}} {{baseline.4.TIN',
      ),
    ).toEqual([
      'no-such-value {{baseline.4.TIN.estimat}}: estimat is not a value of a term; there are estimate, std_error, statistic, df, p, conf_low, conf_high (did you mean baseline.4.TIN.estimate?)',
      expect.stringMatching(
        /^no-such-value \{\{baseline\.5\.TIN\}\}: there is no baseline\.5; there are baseline\.1/,
      ),
      'no-such-value {{table tabel3}}: there is no table tabel3 (did you mean table3?)',
      'no-such-value {{}}: {{}} is not closed on its line, or empty',
      'no-such-value {{1 + 1}}: 1 + 1 is no reference to a value',
      'no-such-value {{baseline.4.TIN: {{baseline.4.TIN is not closed on its line, or empty',
    ]);
  });

  it('knows nothing that is no value of the results', () => {
    for (const key of [
      'constructor',
      '__proto__',
      'baseline.constructor.name',
      'baseline.length',
      '#each',
      '>x',
    ]) {
      expect(complaints(`{{${key}}}`)[0]).toContain('no-such-value');
    }
  });
});

describe('the scanner', () => {
  it('finds every character again, whatever a text holds', () => {
    const pieces = fc.constantFrom('{{', '}}', '{', '}', '\\', '`', '\n', 'a', ' digits=2', 'table x');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (list) => {
        const text = list.join('');
        const parts = scanProse(text);
        const again = parts.map((part) =>
          part.kind === 'text' ? part.text : text.slice(part.start, part.end).replaceAll('\\{{', '{{'),
        );
        expect(again.join('')).toBe(text.replaceAll('\\{{', '{{'));
      }),
      { numRuns: 1000 },
    );
  });
});

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
