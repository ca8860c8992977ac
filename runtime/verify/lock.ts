import { sha256Hex } from '../../compiler/plan/hash.ts';
import type { Results } from '../results/results.ts';
import { type Leaf, leavesBelow, leavesOf } from './flatten.ts';

/** Of the form of study.lock. */
export const LOCK_VERSION = 1;

/** What study.lock records, in its order. */
export const sections = ['spec', 'data', 'prepare', 'results'] as const;

export type Section = (typeof sections)[number];

export type Recorded = Leaf[1];

/** Section by section, the recorded values under their references, sorted. */
export type LockContent = Readonly<Record<Section, ReadonlyMap<string, Recorded>>>;

const HEAD = [
  '# Recorded by `studyc lock`; `studyc verify` computes everything anew and compares. Not to be edited: the last',
  '# line is the SHA-256 of all lines before it. Numbers are full doubles, under the names that claims use.',
];

/** What a lock of these results holds. Pure. */
export function lockContent(results: Results): LockContent {
  return {
    spec: sorted(leavesBelow('', results.spec)),
    data: sorted(leavesBelow('', results.data)),
    prepare: sorted(leavesBelow('', results.prepare)),
    results: sorted(leavesOf(results)),
  };
}

/** The text of study.lock: a value a line, byte-stable. */
export function lockText(results: Results): string {
  const content = lockContent(results);
  const body = [
    ...HEAD,
    `lock: ${LOCK_VERSION}`,
    `studyc: ${valueText(results.studyc)}`,
    `study: ${valueText(results.study)}`,
    ...sections.flatMap((section) => [
      `${section}:`,
      ...[...content[section]].map(([reference, value]) => `  ${reference}: ${valueText(value)}`),
    ]),
    '',
  ].join('\n');
  return `${body}checksum: ${sha256Hex(body)}\n`;
}

/** JSON on one line, without a character that a terminal or an editor would obey. */
export function valueText(value: Recorded): string {
  return visible(JSON.stringify(value));
}

function sorted(leaves: readonly Leaf[]): ReadonlyMap<string, Recorded> {
  const entries = leaves.map(([reference, value]) => [keyText(reference), value] as const);
  return new Map(
    entries
      .map((entry) => [entry, naturalKey(entry[0])] as const)
      .sort(byKey)
      .map(([entry]) => entry),
  );
}

/** A reference as a key of one line; a backslash is doubled, so that no two references share a key. */
function keyText(reference: string): string {
  return visible(reference.replaceAll('\\', '\\\\'));
}

/** Line breaks, controls and characters that turn the direction of text, written out. */
function visible(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|\p{Cs}/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

type Key = readonly (string | number)[];

/** Runs of digits count as numbers, so that `draws.2` stands before `draws.10`. */
function naturalKey(reference: string): Key {
  return reference
    .split(/(?<![0-9])(?=[0-9])|(?<=[0-9])(?![0-9])/)
    .map((part) => (/^[0-9]{1,15}$/.test(part) ? Number(part) : part));
}

function byKey([, a]: readonly [unknown, Key], [, b]: readonly [unknown, Key]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [left, right] = [a[i]!, b[i]!];
    if (left === right) continue;
    if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
