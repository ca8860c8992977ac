import { type Diagnostic, diagnostic } from './plan/diagnostic.ts';

/** More messages than anybody works through before looking again. */
const MOST = 1000;

/**
 * The diagnostics by place. Of a file with very many, the first thousand, errors before warnings, and one that says how
 * many are left: a damaged file would fill the terminal with megabytes.
 */
export function shown(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = byPlace(diagnostics);
  if (sorted.length <= MOST) return sorted;
  const errors = sorted.filter((one) => one.severity === 'error');
  const others = sorted.filter((one) => one.severity !== 'error');
  const kept = byPlace([...errors, ...others].slice(0, MOST));
  return [...kept, diagnostic('not-shown', kept.at(-1)!.span, { count: sorted.length - MOST })];
}

function byPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
