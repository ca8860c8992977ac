import type { SourceText } from '../compiler/plan/span.ts';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { MOST_BYTES_OF_TEXT, readSource } from '../runtime/sources/files.ts';
import { type StudyFile, UnreadableStudy } from './study-file.ts';

/** The lock of `study.yaml` is `study.lock` beside it, that of `other.yaml` `other.lock`. */
export function lockName({ name }: Pick<StudyFile, 'name'>): string {
  return `${name.replace(/\.[^.]+$/, '') || name}.lock`;
}

/** The lock's name as messages show it. */
export function shownLock(file: Pick<StudyFile, 'name' | 'shown'>): string {
  return file.shown.slice(0, file.shown.length - file.name.length) + lockName(file);
}

/** The lock beside a study; null where there is none. Throws UnreadableStudy. */
export function readLockFile(file: StudyFile): SourceText | null {
  const shown = shownLock(file);
  const content = readSource(file.folder, lockName(file), false, MOST_BYTES_OF_TEXT);
  if (!isSourceFailure(content)) return { file: shown, text: new TextDecoder('utf-8').decode(content.bytes) };
  if (content.code === 'file-not-found') return null;
  throw new UnreadableStudy(`cannot read ${shown}: ${content.message}`);
}
