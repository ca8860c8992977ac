import type { Block, Heading, StudyDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import type { Rendering } from '../rendering.ts';
import { escapeHtml, htmlOf } from './escape.ts';
import { figureHtml } from './figure.ts';
import { contentsHtml, sectionId } from './contents.ts';
import { type EvidenceLinks, evidenceLinks } from './evidence.ts';
import { claimsHtml, gridHtml, listHtml } from './lists.ts';
import layout from './report.hbs';
import style from './report-style.hbs';
import { tableHtml, tableStyle } from './table.ts';

/** The whole report as one page: no script, no request; light, dark, on a phone and on paper. */
export function renderReport(document: StudyDocument, to: Rendering): string {
  const [opening = [], ...sections] = sectionsOf(document.blocks);
  const links = evidenceLinks(document.tables);
  return to.layout(
    'html/report',
    layout,
  )({
    language: escapeHtml(to.language),
    title: escapeHtml(plainText(document.title)),
    style:
      tableStyle(document.tables, to) +
      to.layout('html/report-style', style)({ caption: document.look.caption }),
    contents: contentsHtml(document, sections),
    contentsHeading: escapeHtml(document.contents),
    opening: opening.map((block) => blockHtml(block, '', to, links).trimEnd()),
    sections: sections.map((blocks, i) => sectionSlots(blocks, i + 1, to, links)),
  });
}

/** What stands before the first heading of the second level, then each such heading with what follows it. */
function sectionsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const starts = blocks.flatMap((block, i) => (isSection(block) ? [i] : []));
  return [0, ...starts].map((start, k) => blocks.slice(start, starts[k] ?? blocks.length));
}

const isSection = (block: Block): block is Heading => block.kind === 'heading' && block.level === 2;

function sectionSlots(blocks: readonly Block[], number: number, to: Rendering, links: EvidenceLinks): object {
  const id = sectionId(number);
  const [first, ...rest] = blocks;
  return {
    id,
    heading: first && isSection(first) ? htmlOf(first.text) : '',
    blocks: rest.map((block) => blockHtml(block, id, to, links).trimEnd()),
  };
}

/** section: id of the heading that the block stands under. */
function blockHtml(block: Block, section: string, to: Rendering, links: EvidenceLinks): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${htmlOf(block.text)}</h${block.level}>`;
    case 'prose':
      return `<p>${htmlOf(block.text)}</p>`;
    case 'list':
      return listHtml(block);
    case 'claims':
      return claimsHtml(block, section, links);
    case 'grid':
      return gridHtml(block, section);
    case 'table':
      return tableHtml(block, to);
    case 'figure':
      return figureHtml(block, to);
  }
}
