import { type SourceFailure, sourceFailure } from '../../sources/failure.ts';

/** What is used of the package. */
export type DuckDb = typeof import('@duckdb/node-api');

/** The package, loaded when a source first asks for it; a failure where it is not installed or not for this machine. */
export async function duckDb(
  load: () => Promise<DuckDb> = () => import('@duckdb/node-api'),
): Promise<DuckDb | SourceFailure> {
  try {
    return await load();
  } catch {
    return sourceFailure(
      'missing-engine',
      'engine: duckdb needs the package @duckdb/node-api, which cannot be loaded here',
      'install it beside studyc: npm install @duckdb/node-api',
    );
  }
}
