import type { Block, StudyDocument } from '../document/document.ts';
import { plainRendering, type Rendering } from '../rendering.ts';
import { latexOf } from './escape.ts';
import { claimsOf, gridOf } from './grid.ts';
import { preambleOf } from './preamble.ts';
import layout from './report.hbs';

/**
 * The whole report as a LaTeX document, which inputs the files of its tables and figures beside it: `tables/ID.tex`,
 * `figures/ID.tex`.
 */
export function renderReport(document: StudyDocument, to: Rendering = plainRendering): string {
  const { engine, packages, lines } = preambleOf(document);
  return to.layout(
    'latex/report',
    layout,
  )({
    ...{ engine, packages, preamble: lines },
    blocks: document.blocks.map((block, i) => blockOf(block, document.blocks[i + 1])),
  });
}

const headings = {
  1: (text: string) => `\\begin{center}\n\\LARGE\\bfseries ${text}\n\\end{center}`,
  2: (text: string) => `\\section*{${text}}`,
  3: (text: string) => `\\subsection*{${text}}`,
} as const;

/** A heading over tables begins a page: they float, and would leave it behind. */
function blockOf(block: Block, next: Block | undefined): string {
  switch (block.kind) {
    case 'heading': {
      const floats = next?.kind === 'table' || next?.kind === 'figure';
      const before = block.level === 1 ? '' : floats ? '\\clearpage\n' : '\\FloatBarrier\n';
      return before + headings[block.level](latexOf(block.text));
    }
    case 'prose':
      return latexOf(block.text);
    case 'list':
      return [
        '\\begin{itemize}',
        ...block.items.map((item) => `\\item {}${latexOf(item)}`),
        '\\end{itemize}',
      ].join('\n');
    case 'claims':
      return claimsOf(block);
    case 'grid':
      return gridOf(block);
    case 'table':
      return numbered('table', block.number, `tables/${block.id}`);
    case 'figure':
      return numbered('figure', block.number, `figures/${block.id}`);
  }
}

/** A part that could not be shown leaves a gap in the numbers, here as in every other format. */
function numbered(counter: 'table' | 'figure', number: number, file: string): string {
  const set = `\\setcounter{${counter}}{${number - 1}}`;
  return `${set}\n\\input{${file}}`;
}
