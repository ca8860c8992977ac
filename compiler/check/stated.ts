import type { StudySpec } from '../parse/study.ts';
import { valueAt } from '../parse/tree.ts';

/** Whether the author said something under a top-level key, or tried to: then its absence is no second mistake. */
export function isStated(spec: StudySpec, section: string): boolean {
  return valueAt(spec.tree, section) !== undefined || spec.broken.sections.includes(section);
}

/** The same of a key below a top-level one. */
export function isSetting(spec: StudySpec, section: string, key: string): boolean {
  const stated = valueAt(valueAt(spec.tree, section), key) !== undefined;
  return stated || spec.broken.sections.includes(section);
}
