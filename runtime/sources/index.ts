import { csv, tsv } from './csv.ts';
import { dta } from './dta.ts';
import { json } from './json.ts';
import { parquet } from './parquet.ts';
import type { Source } from './source.ts';
import { xlsx } from './xlsx.ts';

/** The file formats, one line each. */
export const sources: readonly Source[] = [csv, tsv, json, dta, xlsx, parquet];

/** The source of a format by its name, or by the ending of a file; undefined when there is none. */
export function sourceNamed(name: string): Source | undefined {
  return sources.find(
    ({ declaration }) => declaration.name === name || declaration.extensions.includes(name),
  );
}
