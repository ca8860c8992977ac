import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { partName, removeLeftOvers, removeQuietly, writeNew } from '../runtime/schedule/unfinished.ts';
import { whyRefused } from './confined-writes.ts';

/** A file to write, its path relative to the output folder. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export class WriteError extends Error {}

/**
 * Writes each file whole or not at all: to a name of its own beside the target first, and all of them before any
 * target is replaced. Two runs that write one folder at once each replace whole files; of a file that both write the
 * later one stays. `gone` are files of an earlier run that would say what is no longer true: they are removed, and so is
 * what runs that were killed left unfinished. No link leads out of `root`, in which the folder lies. Throws WriteError with
 * a sentence for the reader.
 */
export function writeFiles(
  folder: string,
  files: readonly OutputFile[],
  gone: readonly string[] = [],
  root: string = folder,
): void {
  const staged: { from: string; to: string }[] = [];
  const targets = [...files.map(({ path }) => path), ...gone].map((path) => join(folder, path));
  for (const to of targets) {
    const why = whyRefused(root, to);
    if (why !== null) throw new WriteError(`cannot write ${shownPath(to)}: ${why}`);
  }
  let at = folder;
  try {
    for (const file of files) {
      const to = join(folder, file.path);
      at = to;
      const from = join(dirname(to), partName(basename(to)));
      mkdirSync(dirname(to), { recursive: true });
      staged.push({ from, to });
      writeNew(from, file.content);
    }
    for (const { from, to } of staged) {
      at = to;
      renameSync(from, to);
    }
    for (const path of gone) {
      at = join(folder, path);
      rmSync(at, { force: true });
    }
  } catch (error) {
    for (const { from } of staged) removeQuietly(from);
    const { code, message } = error as NodeJS.ErrnoException;
    throw new WriteError(`cannot write ${shownPath(at)}: ${reasons[code ?? ''] ?? code ?? message}`);
  }
  const written = new Map(staged.map(({ to }) => [dirname(to), basename(to)]));
  for (const [place, file] of written) removeLeftOvers(place, file);
}

/** As the reader would name it, with forward slashes. */
export function shownPath(path: string): string {
  return (relative(process.cwd(), path) || '.').split(sep).join('/');
}

/** Why a file cannot be written, by Node's code. */
export function writeRefusal(code: string): string {
  return reasons[code] ?? code;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'files may not be that large here',
  ENOENT: 'the folder is gone',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands there',
};
