import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file to write, its path relative to the output folder. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export class WriteError extends Error {}

/**
 * Writes each file whole or not at all: to a name of its own beside the target first, and all of them before any
 * target is replaced. `gone` are files of an earlier run that would say what is no longer true: they are removed. Throws WriteError with a sentence for the reader.
 */
export function writeFiles(folder: string, files: readonly OutputFile[], gone: readonly string[] = []): void {
  const staged: { from: string; to: string }[] = [];
  try {
    for (const file of files) {
      const to = join(folder, file.path);
      const from = join(dirname(to), `.${basename(to)}.${process.pid}.part`);
      mkdirSync(dirname(to), { recursive: true });
      staged.push({ from, to });
      writeFileSync(from, file.content);
    }
    for (const { from, to } of staged) renameSync(from, to);
    for (const path of gone) rmSync(join(folder, path), { force: true });
  } catch (error) {
    for (const { from } of staged) rmSync(from, { force: true });
    const cause = error as NodeJS.ErrnoException;
    throw new WriteError(
      `cannot write ${cause.path ?? folder}: ${reasons[cause.code ?? ''] ?? cause.message}`,
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands there',
};
