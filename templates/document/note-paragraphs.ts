import type { Rich, TableDocument } from './document.ts';

/** What stands below a table, a paragraph each: the notes behind their lead, and what stars mean where that stands apart. */
export function noteParagraphs({ lead, notes, legend }: TableDocument): readonly Rich[] {
  return [...(notes.length > 0 ? [[...lead, ...notes.flat()]] : []), ...(legend ? [legend] : [])];
}
