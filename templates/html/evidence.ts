import type { TableDocument } from '../document/document.ts';
import { elementId } from './escape.ts';

/** The id of the table that shows a value of results.json, by the value's path or a beginning of it. */
export type EvidenceLinks = ReadonlyMap<string, string>;

/** For every number in tables, and every beginning of its path, the first table that has it. */
export function evidenceLinks(tables: readonly TableDocument[]): EvidenceLinks {
  const links = new Map<string, string>();
  for (const table of tables) {
    const id = elementId('table', table.id);
    for (const source of sourcesOf(table)) {
      for (const path of beginnings(source)) if (!links.has(path)) links.set(path, id);
    }
  }
  return links;
}

/** The table that shows the value itself, or else others of the same term, model or analysis. */
export function tableOf(links: EvidenceLinks, source: string): string | undefined {
  return beginnings(source)
    .map((path) => links.get(path))
    .find((id) => id !== undefined);
}

function sourcesOf({ panels }: TableDocument): readonly string[] {
  const rows = panels.flatMap(({ blocks }) => blocks.flat());
  return rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'number' ? [cell.source] : [])));
}

/** The path, then what is left of it without its last parts: `a.b.c`, `a.b`, `a`. */
function beginnings(path: string): readonly string[] {
  const parts = path.split('.');
  return parts.map((_, i) => parts.slice(0, parts.length - i).join('.'));
}
