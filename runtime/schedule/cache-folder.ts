import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { entryOf, keptIn } from './cache-entry.ts';
import {
  namesIn,
  partName,
  removeEmptyFolder,
  removeLeftOvers,
  removeOwn,
  removeQuietly,
  writeNew,
} from './unfinished.ts';

/** Finished steps by key, in files of a study's folder. Whatever cannot be read or written is as if it were not there. */
export interface CacheFolder {
  /** What is kept under a key, in a box; null where nothing sound is. */
  readonly read: (key: string) => { readonly value: unknown } | null;
  /** Keeps a value, whole or not at all; false where it is not plain, too large, or the disk refuses. */
  readonly write: (key: string, value: unknown) => boolean;
  /** Why something could not be written that could be kept, as Node's code (`ENOSPC`); null where nothing failed. */
  readonly refused: () => string | null;
  /**
   * After writing: removes what processes that are gone left unfinished, then what was neither read nor written through
   * this object, oldest first, until the rest is within the bound. What another run reads meanwhile it has open.
   */
  readonly prune: (bound?: number) => void;
  /** Removes what this process began to write and did not finish. */
  readonly sweep: () => void;
}

const ENDING = '.entry';
/** Bytes of all entries together that are kept from one run to the next. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Bytes of one entry. */
const MOST_BYTES_OF_ONE = 64 * 1024 * 1024;
const FOLDERS = ['.studyc', 'cache'] as const;

/**
 * The cache of a study's folder, `.studyc/cache`; null where one of the two is something else than a folder, as a
 * symbolic link that leads away. Nothing is made before there is something to keep.
 */
export function openCacheFolder(study: string): CacheFolder | null {
  const root = realpathSync(study);
  const folder = join(root, ...FOLDERS);
  if (!isSafe(root)) return null;
  const used = new Set<string>();
  const written = new Set<string>();
  let refused: string | null = null;
  return {
    read(key) {
      const content = isSafe(root) ? readEntry(join(folder, key + ENDING)) : null;
      const found = content && keptIn(key, content);
      if (found) used.add(key + ENDING);
      return found;
    },
    write(key, value) {
      const content = entryOf(key, value);
      if (content === null || content.length > MOST_BYTES_OF_ONE) return false;
      const name = key + ENDING;
      try {
        makeFolders(root);
        if (!isSafe(root)) return false;
        writeWhole(folder, name, content);
      } catch (error) {
        refused ??= (error as NodeJS.ErrnoException).code ?? 'unknown';
        return false;
      }
      used.add(name);
      written.add(name);
      return true;
    },
    refused: () => refused,
    prune(bound = MOST_BYTES) {
      const [latest] = [...written].slice(-1);
      if (latest === undefined || !isSafe(root)) return;
      removeLeftOvers(folder, latest);
      prune(folder, used, bound);
    },
    sweep() {
      if (isSafe(root)) removeOwn(folder);
    },
  };
}

function writeWhole(folder: string, name: string, content: string | Uint8Array): void {
  const part = join(folder, partName(name));
  try {
    writeNew(part, content);
    removeEmptyFolder(join(folder, name));
    renameSync(part, join(folder, name));
  } catch (error) {
    removeQuietly(part);
    throw error;
  }
}

/** Whether both folders are folders, or not there yet: no links, which could lead out of the study. */
function isSafe(root: string): boolean {
  try {
    return FOLDERS.every((_, depth) => {
      const path = join(root, ...FOLDERS.slice(0, depth + 1));
      const status = lstatSync(path, { throwIfNoEntry: false });
      return status === undefined || status.isDirectory();
    });
  } catch {
    // A folder that nobody may look into.
    return false;
  }
}

/** Git is told inside the folder itself to leave it alone, so that no study has to. */
function makeFolders(root: string): void {
  mkdirSync(join(root, ...FOLDERS), { recursive: true });
  const outer = join(root, FOLDERS[0]);
  if (lstatSync(join(outer, '.gitignore'), { throwIfNoEntry: false }) === undefined)
    writeWhole(outer, '.gitignore', '*\n');
}

function readEntry(path: string): Uint8Array | null {
  try {
    const file = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const status = fstatSync(file);
      return status.isFile() && status.size <= MOST_BYTES_OF_ONE ? readFileSync(file) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function prune(folder: string, used: ReadonlySet<string>, bound: number): void {
  const files = namesIn(folder).flatMap((name) => {
    const status = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return status && !status.isDirectory() ? [{ name, size: status.size, age: status.mtimeMs }] : [];
  });
  let total = files.reduce((sum, { size }) => sum + size, 0);
  const idle = files.filter(({ name }) => !used.has(name)).sort((a, b) => a.age - b.age);
  for (const { name, size } of idle) {
    if (total <= bound) return;
    removeQuietly(join(folder, name));
    total -= size;
  }
}
