import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A study as named on the command line: its folder, its file, and the text as read. */
export interface StudyFile {
  /** Absolute; used for reading and never written anywhere. */
  readonly folder: string;
  /** The file's name within its folder. */
  readonly name: string;
  /** As messages show it: relative to where the command runs, with forward slashes. */
  readonly shown: string;
  readonly bytes: Uint8Array;
}

/** A study that cannot be read: one sentence; exit status 3. */
export class UnreadableStudy extends Error {}

/**
 * Finds the study that `spec` names: a file, or a folder that holds study.yaml; without a name, the folder that one
 * is in, or the nearest above it.
 */
export function findStudy(spec: string | undefined, from: string): StudyFile {
  const path = spec === undefined ? searchUpwards(from) : resolve(from, spec);
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) throw new UnreadableStudy(`there is no ${spec}`);
  const file = status.isDirectory() ? join(path, 'study.yaml') : path;
  if (status.isDirectory() && !statSync(file, { throwIfNoEntry: false })) {
    throw new UnreadableStudy(`${spec ?? '.'} holds no study.yaml`);
  }
  const folder = dirname(file);
  return {
    folder,
    name: file.slice(folder.length + (folder.endsWith(sep) ? 0 : 1)),
    shown: (relative(from, file) || file).split(sep).join('/'),
    bytes: read(file, spec ?? file),
  };
}

function searchUpwards(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'study.yaml');
    if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
    if (dirname(folder) === folder) {
      throw new UnreadableStudy(
        'there is no study.yaml here or in a folder above; name one: studyc check FILE',
      );
    }
  }
}

function read(file: string, shown: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UnreadableStudy(
      `cannot read ${shown}: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`,
    );
  }
}
