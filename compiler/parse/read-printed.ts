import type { Parsed } from '../formula/located.ts';
import type {
  Legend,
  Placed,
  PrintedNumber,
  StatedDesign,
  StatedPeriod,
  StatedVcov,
} from '../plan/reported.ts';
import { readCount, readPrinted } from '../reported/cell.ts';
import { inputOf, isTooLong, locatedList, numberAt, type Reader } from './read.ts';
import {
  type EntryTree,
  entriesOf,
  isText,
  itemsOf,
  type ScalarTree,
  type Tree,
  textSpan,
  valueAt,
} from './tree.ts';

// What is published is read as written: the text of a scalar counts, quoted or not, and not what YAML makes of it.

/** The value of what was read; its mistakes go to the reader. */
export function taken<T>(parsed: Parsed<T>, reader: Reader): T | null {
  if (parsed.ok) return parsed.value;
  for (const one of parsed.diagnostics) reader.diagnostics.push(one);
  return null;
}

export function printedOf(tree: Tree | undefined, reader: Reader): PrintedNumber | null {
  return isReadable(tree, reader) ? taken(readPrinted(inputOf(tree)), reader) : null;
}

export function countOf(tree: Tree | undefined, reader: Reader): PrintedNumber | null {
  return isReadable(tree, reader) ? taken(readCount(inputOf(tree)), reader) : null;
}

/** Something printed, of a length that a cell has. */
export function isReadable(tree: Tree | undefined, reader: Reader): tree is ScalarTree {
  return isWritten(tree) && !isTooLong(tree, 'cell', reader);
}

/** Whether the structure check lets it pass as something printed: `true` is none. */
function isWritten(tree: Tree | undefined): tree is ScalarTree {
  return isText(tree) && typeof tree.value !== 'boolean';
}

/** A key as a name. */
export function nameOf(key: EntryTree['key']): Placed<string> {
  return { value: key.text, span: textSpan(key) };
}

/** One period, or the first and the last. Null, too, for an explicit null. */
export function periodOf(tree: Tree | undefined): StatedPeriod | null {
  const items = itemsOf(tree).flatMap((item) => (isWritten(item) ? [item.text] : []));
  const [first, last = first] = items;
  return tree && first !== undefined && last !== undefined ? { first, last, span: tree.span } : null;
}

/** `robust`, or `{cluster: city}`. */
function statedVcovOf(tree: Tree | undefined): StatedVcov | null {
  if (isText(tree)) return { type: tree.text, by: [] };
  const [entry] = entriesOf(tree);
  return entry ? { type: entry.key.text, by: locatedList(entry.value).map((one) => one.value) } : null;
}

/** Absorbed effects; none for `[]` and for the word none. */
function statedEffectsOf(tree: Tree): readonly string[] | null {
  if (tree.kind === 'scalar' && !isText(tree)) return null;
  const names = locatedList(tree).map((one) => one.value);
  return names.length === 1 && names[0] === 'none' ? [] : names;
}

/** Covariance and effects that are stated; only those that are there: an absent key and a null say different things. */
export function modelDesignOf(tree: Tree | undefined): Pick<StatedDesign, 'vcov' | 'fixed'> {
  const [vcov, fixed] = [valueAt(tree, 'vcov'), valueAt(tree, 'fixed')];
  return {
    ...(vcov ? { vcov: statedVcovOf(vcov) } : {}),
    ...(fixed ? { fixed: statedEffectsOf(fixed) } : {}),
  };
}

export function legendOf(tree: Tree | undefined): Legend | null {
  if (tree?.kind !== 'map') return null;
  return tree.entries.flatMap(({ key }) => {
    const below = numberAt(tree, key.text);
    return below ? [{ mark: key.text, below: below.value }] : [];
  });
}
