import type { DataFailure } from '../plan/failure.ts';
import { entriesOf, isText, type ScalarTree, type Tree, valueAt } from './tree.ts';

/** The text of a table file, or why there is none. */
export type PublishedFile = { readonly kind: 'text'; readonly text: string } | DataFailure;

/** By the path as the study names it; one that is not there was not looked at. */
export type PublishedFiles = ReadonlyMap<string, PublishedFile>;

/** Where `reported.tables` names files, in written order. */
export function publishedPaths(study: Tree | undefined): readonly ScalarTree[] {
  return entriesOf(valueAt(valueAt(study, 'reported'), 'tables')).flatMap(({ value }) => {
    const from = valueAt(value, 'from');
    return isText(from) && typeof from.value === 'string' ? [from] : [];
  });
}

/** The name that messages show: beside the study. */
export function shownPath(study: string, path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  return `${study.slice(0, study.lastIndexOf('/') + 1)}${plain}`;
}
