import { statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { MOST_BYTES_OF_TEXT, readSource } from '../runtime/sources/files.ts';

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
 * is in, or the nearest above it. A link that leads out of its folder is followed only with `outside`: what the messages
 * would quote is then no part of the study. Throws UnreadableStudy.
 */
export function findStudy(spec: string | undefined, from: string, outside: boolean): StudyFile {
  const path = spec === undefined ? searchUpwards(from) : resolve(from, spec);
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) throw new UnreadableStudy(`there is no ${spec}`);
  const file = status.isDirectory() ? join(path, 'study.yaml') : path;
  if (status.isDirectory() && !statSync(file, { throwIfNoEntry: false })) {
    throw new UnreadableStudy(`${spec ?? '.'} holds no study.yaml`);
  }
  const folder = dirname(file);
  const name = file.slice(folder.length + (folder.endsWith(sep) ? 0 : 1));
  const shown = (relative(from, file) || file).split(sep).join('/');
  return { folder, name, shown, bytes: read(folder, name, shown, outside) };
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

function read(folder: string, name: string, shown: string, outside: boolean): Uint8Array {
  const content = readSource(folder, name, outside, MOST_BYTES_OF_TEXT);
  if (isSourceFailure(content)) throw new UnreadableStudy(`cannot read ${shown}: ${content.message}`);
  return content.bytes;
}
