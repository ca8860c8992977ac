import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { nearest } from '../../compiler/plan/suggest.ts';
import { type SourceFailure, sourceFailure } from './failure.ts';
import type { HeldTable } from './held-table.ts';

/** A file of the study's folder. */
export interface FileContent {
  readonly kind: 'file';
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  /** What is known of the file already; then, and only where it is all that a run asks for, there are no bytes. */
  readonly tables?: readonly HeldTable[];
}

/** Why a file cannot be had: `file-not-found file-is-directory file-not-regular file-outside file-unreadable`. */
export type FileFailure = SourceFailure;

/** Bytes that Node reads into memory at once. */
const MOST_BYTES = 2 ** 31 - 1;
/** Bytes of a text that people write, or of a lock: what is larger is none, and is not read. */
export const MOST_BYTES_OF_TEXT = 64 * 1024 * 1024;

/**
 * Reads a file that lies in the folder, symbolic links followed and judged by where they lead. path: relative, `/` or
 * `\` between its parts. An absolute path, one that leaves the folder, a directory, a device or a pipe is a failure.
 * `outside` allows the first two, and links that lead away. most: bytes, which no text that people write comes near.
 */
export function readSource(
  folder: string,
  path: string,
  outside = false,
  most: number = MOST_BYTES,
): FileContent | FileFailure {
  return within(folder, path, outside, (real, plain) => readRegular(real, plain, most));
}

/** What `use` makes of the file that a path names, where it may be read. real: its path in the file system. */
export function within<T extends object>(
  folder: string,
  path: string,
  outside: boolean,
  use: (real: string, path: string) => T | FileFailure,
): T | FileFailure {
  const plain = path.replaceAll('\\', '/');
  const refused = leaves(plain);
  if (refused && (!outside || refused.code !== 'file-outside')) return refused;
  try {
    const root = realpathSync(folder);
    const real = realpathSync(resolve(root, plain));
    if (outside) return use(real, plain);
    if (real === root)
      return sourceFailure('file-is-directory', `${plain} is the study's folder, not a file`);
    if (!liesIn(root, real))
      return outsideFailure(plain, "leads out of the study's folder by a symbolic link");
    return use(real, plain);
  } catch (error) {
    return failureOf(error, folder, plain);
  }
}

/** Judges the path by itself, before the file system is asked. */
function leaves(path: string): FileFailure | null {
  if (path === '' || path.includes('\0'))
    return sourceFailure('file-not-found', 'the path of the file is empty or broken');
  if (path.startsWith('/') || /^(?:[a-z]:|[a-z][a-z0-9+.-]*:\/\/|file:)/i.test(path)) {
    return outsideFailure(path, "is not relative to the study's folder");
  }
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return outsideFailure(path, "leaves the study's folder");
  }
  return null;
}

function outsideFailure(path: string, what: string): FileFailure {
  return sourceFailure(
    'file-outside',
    `${path} ${what}`,
    'copy the file into the folder and name it from there',
  );
}

function liesIn(root: string, real: string): boolean {
  const way = relative(root, real);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function readRegular(real: string, path: string, most: number): FileContent | FileFailure {
  return openRegular<FileContent | FileFailure>(real, path, (file) => {
    if (fstatSync(file).size > most)
      return sourceFailure(
        'source-too-large',
        `${path} is larger than ${most} bytes, the most that is read of it`,
      );
    const bytes = readFileSync(file);
    return { kind: 'file', path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
}

/** Opens without following a link that may have been put there since, and without waiting for a pipe's writer. */
export function openRegular<T extends object>(
  real: string,
  path: string,
  use: (file: number) => T,
): T | FileFailure {
  const careful = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = openSync(real, constants.O_RDONLY | careful);
  try {
    const status = fstatSync(file);
    if (status.isDirectory()) return sourceFailure('file-is-directory', `${path} is a folder, not a file`);
    if (!status.isFile())
      return sourceFailure('file-not-regular', `${path} is a device or a pipe, not a file`);
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** What Node reports for a path that names nothing. */
const ABSENT = ['ENOENT', 'ENOTDIR'];

function failureOf(error: unknown, folder: string, path: string): FileFailure {
  if (!(error instanceof Error && 'code' in error)) throw error;
  const code = String(error.code);
  if (code === 'EISDIR') return sourceFailure('file-is-directory', `${path} is a folder, not a file`);
  if (!ABSENT.includes(code)) return sourceFailure('file-unreadable', `${path} cannot be read (${code})`);
  const meant = nearest(basename(path), namesBeside(folder, path));
  const place = dirname(path) === '.' ? '' : `${dirname(path)}/`;
  return sourceFailure(
    'file-not-found',
    `there is no file ${path} in the study's folder`,
    meant ? `did you mean ${place}${meant}?` : null,
  );
}

function namesBeside(folder: string, path: string): readonly string[] {
  try {
    const root = realpathSync(folder);
    const beside = realpathSync(resolve(root, dirname(path)));
    return beside === root || liesIn(root, beside) ? readdirSync(beside).sort() : [];
  } catch {
    return [];
  }
}
