import { publishedPaths } from '../parse/published-files.ts';
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

/** Whether a data file may be read: in the folder, or anywhere that is no address of another machine. */
export function mayBeRead(path: string, outside: boolean): boolean {
  if (!outside) return staysInFolder(path);
  return path !== '' && !path.includes('\0') && !/^(?:[a-z][a-z0-9+.-]+:|[/\\]{2})/i.test(path);
}

/** Paths of the file stay in the folder of the study; data files may lie elsewhere where that is allowed. */
export function paths({ spec, outside }: CheckContext): readonly Diagnostic[] {
  const tables = publishedPaths(spec.tree).map((path) => ({ value: path.text, span: textSpan(path) }));
  const files = [...spec.sources.map((source) => source.file), ...tables].filter(
    (file) => !mayBeRead(file.value, outside),
  );
  const tree = valueAt(valueAt(spec.tree, 'output'), 'dir');
  const dir = isText(tree) ? [{ value: tree.text, span: textSpan(tree) }] : [];
  const templates = spec.output.templates ? [spec.output.templates] : [];
  const inside = [...spec.output.prose, ...templates].filter((path) => !mayBeRead(path.value, false));
  return [...files, ...dir.filter((path) => !staysInFolder(path.value)), ...inside].map((path) =>
    diagnostic('leaves-folder', path.span, { path: path.value }),
  );
}
