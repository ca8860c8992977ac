import type { Block, ClaimList, Grid, StudyDocument } from '../document/document.ts';
import { plainRendering, type Rendering } from '../rendering.ts';
import { codeSpan, escapeLineStart, escapeMarkdown, markdownOf, markdownProse } from './escape.ts';
import { pipeTable } from './grid.ts';
import { markdownCaption, renderTable } from './table.ts';

/** The whole report as one page of Markdown. Figures are files beside it: `figures/ID.svg`. */
export function renderReport(document: StudyDocument, to: Rendering = plainRendering): string {
  return `${document.blocks.map((block) => blockOf(block, to).trimEnd()).join('\n\n')}\n`;
}

function blockOf(block: Block, to: Rendering): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${markdownOf(block.text)}`;
    case 'prose':
      return escapeLineStart(markdownProse(block.text));
    case 'list':
      return block.items.map((item) => `- ${escapeLineStart(markdownProse(item))}`).join('\n');
    case 'claims':
      return claims(block);
    case 'grid':
      return grid(block);
    case 'table':
      return renderTable(block, to);
    case 'figure': {
      const notes = markdownOf([...block.lead, ...block.notes.flat()]);
      const image = `![${markdownOf(block.title)}](figures/${encodeURIComponent(block.id)}.svg)`;
      return `${markdownCaption(block)}\n\n${image}\n\n${escapeLineStart(notes)}`;
    }
  }
}

function claims({ header, items }: ClaimList): string {
  const rows = items.map((item) => [
    escapeMarkdown(item.id),
    [markdownOf(item.says), codeSpan(item.condition)].filter((part) => part !== '').join('<br>'),
    escapeMarkdown(item.values),
    `${item.expected ? '✓' : '✗'} ${escapeMarkdown(item.word)}`,
  ]);
  return pipeTable(header.map(markdownOf), rows, ['left', 'left', 'left', 'left']);
}

function grid({ header, rows, align }: Grid): string {
  return pipeTable(
    header.map(markdownOf),
    rows.map((row) => row.map(markdownOf)),
    align,
  );
}
