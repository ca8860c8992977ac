import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { staysInFolder } from './paths.ts';

/** Texts that numbers are filled into are Markdown, and written over nothing else that a run writes. */
export function prose({ spec }: CheckContext): readonly Diagnostic[] {
  const written = new Set<string>();
  return spec.output.prose
    .filter(({ value }) => staysInFolder(value))
    .flatMap(({ value: path, span }): readonly Diagnostic[] => {
      if (!/\.(?:md|markdown|qmd|rmd)$/i.test(path)) return [diagnostic('prose-format', span, { path })];
      const name = writtenAs(path);
      const what = written.has(name) ? 'another text of that name' : ownFile(name);
      written.add(name);
      return what === null ? [] : [diagnostic('prose-overwrites', span, { path, what })];
    });
}

/** The path below the folder of output, in small letters, since some file systems take them for the same. */
function writtenAs(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part.toLowerCase());
  }
  return parts.join('/');
}

function ownFile(name: string): string | null {
  if (/^(?:report|values)\.[^/]*$/.test(name)) return 'what studyc itself writes';
  return /^(?:tables|figures)\/[^/]*$/.test(name) ? 'a table or figure' : null;
}
