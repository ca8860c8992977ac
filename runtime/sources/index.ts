import { csv, tsv } from './csv.ts';
import type { Source } from './source.ts';

/** The file formats, one line each. */
export const sources: readonly Source[] = [csv, tsv];

/** The source of a format by its name; undefined when there is none. */
export function sourceNamed(name: string): Source | undefined {
  return sources.find((source) => source.declaration.name === name);
}
