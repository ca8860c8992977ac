import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { entryOf, keptIn } from './cache-entry.ts';

/** Finished steps by key, in files of a study's folder. Whatever cannot be read or written is as if it were not there. */
export interface CacheFolder {
  /** What is kept under a key, in a box; null where nothing sound is. */
  readonly read: (key: string) => { readonly value: unknown } | null;
  /** Keeps a value, whole or not at all; false where it is not plain, too large, or the disk refuses. */
  readonly write: (key: string, value: unknown) => boolean;
  /** Removes what was neither read nor written through this object, oldest first, until the rest is within the bound. */
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
  const partOf = (name: string): string => join(folder, `.${name}.${process.pid}.part`);
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
        writeFileSync(partOf(name), content, { flag: 'wx' });
        renameSync(partOf(name), join(folder, name));
      } catch {
        rmSync(partOf(name), { force: true });
        return false;
      }
      used.add(name);
      return true;
    },
    prune: (bound = MOST_BYTES) => prune(folder, used, bound),
    sweep: () => {
      const ending = `.${process.pid}.part`;
      for (const name of namesIn(folder))
        if (name.endsWith(ending)) rmSync(join(folder, name), { force: true });
    },
  };
}

/** Whether both folders are folders, or not there yet: no links, which could lead out of the study. */
function isSafe(root: string): boolean {
  return FOLDERS.every((_, depth) => {
    const path = join(root, ...FOLDERS.slice(0, depth + 1));
    const status = lstatSync(path, { throwIfNoEntry: false });
    return status === undefined || status.isDirectory();
  });
}

/** Git is told inside the folder itself to leave it alone, so that no study has to. */
function makeFolders(root: string): void {
  if (mkdirSync(join(root, ...FOLDERS), { recursive: true }) === undefined) return;
  const ignore = join(root, FOLDERS[0], '.gitignore');
  if (lstatSync(ignore, { throwIfNoEntry: false }) === undefined)
    writeFileSync(ignore, '*\n', { flag: 'wx' });
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

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
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
    rmSync(join(folder, name), { force: true });
    total -= size;
  }
}
