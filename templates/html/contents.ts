import type { Block, StudyDocument } from '../document/document.ts';
import { elementId, htmlOf } from './escape.ts';

/** A page with more parts than this has a list of them. */
const SHORT = 8;

/** number: of the section, from 1. */
export function sectionId(number: number): string {
  return elementId('section', String(number));
}

/** Links to the sections, each with its tables and figures; empty for a short page. */
export function contentsHtml(
  { tables, figures }: StudyDocument,
  sections: readonly (readonly Block[])[],
): string {
  if (tables.length + figures.length + sections.length <= SHORT) return '';
  return list(sections.map((blocks, i) => sectionEntry(blocks, sectionId(i + 1))));
}

function sectionEntry([heading, ...blocks]: readonly Block[], id: string): string {
  const name = heading?.kind === 'heading' ? htmlOf(heading.text) : '';
  const parts = blocks.flatMap((block) =>
    block.kind === 'table' || block.kind === 'figure'
      ? [link(elementId(block.kind, block.id), htmlOf(block.caption))]
      : [],
  );
  return link(id, name) + (parts.length > 0 ? `\n${list(parts)}\n` : '');
}

function link(id: string, text: string): string {
  return `<a href="#${encodeURIComponent(id)}">${text}</a>`;
}

function list(items: readonly string[]): string {
  return `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
}
