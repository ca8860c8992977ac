/**
 * Figures as TikZ, set by XeLaTeX and in English by pdfLaTeX: no error, no warning, no overfull box, no missing
 * character, labels that try to break out among them. Skipped where TeX is absent.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import type { CoefficientFigure, FigureDocument } from '../../../templates/document/document.ts';
import { renderFigure } from '../../../templates/latex/figure.ts';
import { renderTable } from '../../../templates/latex/table.ts';
import { everyFigure } from './every-figure.ts';
import { seedStudy } from './seed-study.ts';

const script = fileURLToPath(new URL('../../latex/compile.sh', import.meta.url));

/** A table among them, so that the page's settings for tables are used. */
function writeFragments(folder: string, language: 'zh' | 'en', figures: readonly FigureDocument[]): number {
  const { plan, results } = seedStudy(language);
  mkdirSync(join(folder, 'tables'));
  writeFileSync(join(folder, 'tables', '1.tex'), renderTable(compose(plan, results).tables[2]!));
  figures.forEach((figure, i) => {
    writeFileSync(join(folder, 'tables', `${i + 2}.tex`), renderFigure(figure));
  });
  return figures.length + 1;
}

describe('TeX', () => {
  it.concurrent.each([
    ['zh', 'xelatex'],
    ['en', 'xelatex'],
    ['en', 'pdflatex'],
  ] as const)(
    'sets every kind of figure in %s by %s',
    async (language, engine) => {
      const folder = mkdtempSync(join(tmpdir(), 'studyc-tikz-'));
      try {
        const count = writeFragments(folder, language, everyFigure(language));
        const pdf = join(folder, 'figures.pdf');
        const { stdout } = await promisify(execFile)('sh', [script, folder, language, pdf, engine]);
        if (stdout.includes('skipped')) console.log(stdout.trim());
        else expect(stdout.trim()).toBe(`compile.sh: ${count} tables`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    240_000,
  );
});

describe('a figure in LaTeX', () => {
  const figure = everyFigure('en').find((one): one is CoefficientFigure => one.draw === 'coefficients')!;

  it('names its packages first, and has caption, label and notes below', () => {
    const text = renderFigure(figure);
    expect(text.split('\n')[0]).toBe('% Needs: tikz');
    expect(renderFigure(everyFigure('zh')[0]!).split('\n')[0]).toBe('% Needs: tikz ; ctex or xeCJK');
    expect(text).toContain(`\\end{tikzpicture}\n\\caption{Coefficients}\\label{fig:${figure.id}}\n`);
    expect(renderFigure({ ...figure, id: 'a}\\b{%' })).toContain('\\label{fig:a--b--}');
  });

  it('has the same lines whatever its texts are, but for the two that print them', () => {
    const others = (text: string): readonly string[] => {
      const title = [{ text }];
      const lines = renderFigure({ ...figure, title, words: { ...figure.words, estimate: title } }).split(
        '\n',
      );
      const height = /rectangle \(680,(\d+)\)/.exec(lines.join(' '))![1]!;
      const name = `,${Number(height) - 14}) {`;
      return lines.filter((line) => !line.includes(name) && !line.startsWith('\\caption'));
    };
    const plain = others('x');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        // Ideographs alone change the first line, which names what they need.
        expect(others(text).slice(1)).toEqual(plain.slice(1));
      }),
      { numRuns: 200 },
    );
  });
});
