import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { type FileFailure, openRegular, within } from './files.ts';

/** A file of the study's folder that something else opens, since it may be larger than memory. */
export interface LocatedFile {
  readonly kind: 'located';
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** In the file system, without links. */
  readonly real: string;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
}

const PIECE = 4 * 1024 * 1024;

/** Finds and hashes a file, piece by piece; what may be opened is as in `readSource`. */
export function locateSource(folder: string, path: string, outside = false): LocatedFile | FileFailure {
  return within(folder, path, outside, (real, plain) =>
    openRegular(
      real,
      plain,
      (file): LocatedFile => ({ kind: 'located', path: plain, real, sha256: hashOf(file) }),
    ),
  );
}

/** The first bytes of a file, at most `most`. */
export function firstBytes(real: string, path: string, most: number): Uint8Array | FileFailure {
  return openRegular(real, path, (file) => {
    const bytes = new Uint8Array(most);
    return bytes.subarray(0, readSync(file, bytes, 0, most, 0));
  });
}

function hashOf(file: number): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(PIECE);
  for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
    hash.update(size === PIECE ? piece : piece.subarray(0, size));
  }
  return hash.digest('hex');
}
