import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceText } from '../compiler/plan/span.ts';
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
  try {
    const bytes = readFileSync(join(file.folder, lockName(file)));
    return { file: shown, text: new TextDecoder('utf-8').decode(bytes) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new UnreadableStudy(`cannot read ${shown}: ${code ?? 'unknown reason'}`);
  }
}
