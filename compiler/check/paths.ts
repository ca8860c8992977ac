import { isText, textSpan, valueAt } from '../parse/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';

/** Whether a relative path stays in its folder; backslashes count as separators. Links are the reader's to judge. */
export function staysInFolder(path: string): boolean {
  const plain = path.replaceAll('\\', '/');
  if (plain === '' || plain.includes('\0') || plain.startsWith('/')) return false;
  if (/^[a-z]:/i.test(plain) || /^[a-z][a-z0-9+.-]*:\/\//i.test(plain)) return false;
  let depth = 0;
  for (const part of plain.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return false;
  }
  return true;
}

/** Paths of the file stay in the folder of the study. */
export function paths({ spec }: CheckContext): readonly Diagnostic[] {
  const files = spec.sources.map((source) => source.file);
  const tree = valueAt(valueAt(spec.tree, 'output'), 'dir');
  const dir = isText(tree) ? [{ value: tree.text, span: textSpan(tree) }] : [];
  return [...files, ...dir]
    .filter((path) => !staysInFolder(path.value))
    .map((path) => diagnostic('leaves-folder', path.span, { path: path.value }));
}
