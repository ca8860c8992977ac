import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { duckDb } from '../../../runtime/engines/duckdb/package.ts';

/** Whether the optional package is here; tests that need it are skipped by name where it is not. */
export const hasDuckDb = !isSourceFailure(await duckDb());

/** Calls `use` with a folder that holds the files, and removes it. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-duckdb-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
