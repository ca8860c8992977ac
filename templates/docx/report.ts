import { type ISectionOptions, Paragraph } from 'docx';
import type { Block, StudyDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import type { Rendering } from '../rendering.ts';
import { wordFigure } from './figure.ts';
import { claimTable, gridTable, listItems } from './lists.ts';
import { packed, type Section } from './package.ts';
import { STYLE } from './styles.ts';
import { wordTable } from './table.ts';
import { runsOf } from './text.ts';
import { typographyOf } from './typography.ts';

/** The whole report as a Word file; pages that hold a table too wide for an upright one are turned. */
export async function renderReport(document: StudyDocument, to: Rendering): Promise<Uint8Array> {
  const parts: Section[] = [];
  let figures = 0;
  for (const [i, block] of document.blocks.entries()) {
    if (block.kind === 'figure') figures += 1;
    // A sentence over a grid says what the grid shows.
    const keepNext = document.blocks[i + 1]?.kind === 'grid';
    parts.push(await sectionOf(block, { figures, keepNext }, to));
  }
  return packed(joined(parts), {
    ...{ title: plainText(document.title), language: to.language, look: document.look, numbered: true },
  });
}

/** Neighbours on pages of one orientation stand on the same pages. */
function joined(parts: readonly Section[]): readonly Section[] {
  const sections: Section[] = [];
  for (const part of parts) {
    const last = sections.at(-1);
    if (last && last.landscape === part.landscape)
      sections[sections.length - 1] = { ...last, children: [...last.children, ...part.children] };
    else sections.push(part);
  }
  return sections;
}

/** How many figures there are up to here, and whether the block is not parted from the next. */
interface Place {
  readonly figures: number;
  readonly keepNext: boolean;
}

async function sectionOf(block: Block, place: Place, to: Rendering): Promise<Section> {
  if (block.kind === 'table') return wordTable(block, to.language);
  return { landscape: false, children: await childrenOf(block, place, to) };
}

async function childrenOf(
  block: Exclude<Block, { readonly kind: 'table' }>,
  { figures, keepNext }: Place,
  to: Rendering,
): Promise<ISectionOptions['children']> {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ style: `Heading${block.level}`, children: [...runsOf(block.text)] })];
    case 'prose':
      return [
        new Paragraph({
          style: STYLE.body,
          ...(keepNext ? { keepNext } : {}),
          children: [...runsOf(block.text)],
        }),
      ];
    case 'list':
      return listItems(block);
    case 'claims':
      return claimTable(block, typographyOf(to.language));
    case 'grid':
      return gridTable(block, typographyOf(to.language));
    case 'figure':
      return wordFigure(block, figures, to);
  }
}
