import type { Results } from '../results/results.ts';
import type { LockCheck } from './check.ts';
import { close, LEVELS, otherSide, otherSign, TOLERANCE } from './classify.ts';
import { type LockContent, lockContent, lockText, type Recorded, type Section, sections } from './lock.ts';
import { checksumOf, type Entry, type Lock, readLock } from './read-lock.ts';

/** How a lock is compared. */
export interface LockTerms {
  /** Whether warnings count: a study that was changed, or a lock of another version, does not hold then. */
  readonly strict: boolean;
}

/**
 * study.lock against what is computed now. First what explains the rest (lines that cannot be read, another version, a
 * lock that was edited, files that were changed), then every recorded and computed value. Under the version that
 * recorded the lock a number is the same double or differs; under another it may be `TOLERANCE` apart. Pure.
 */
export function compareLock(text: string, results: Results, { strict }: LockTerms): readonly LockCheck[] {
  const lock = readLock(text);
  const sameVersion = lock.studyc?.value === results.studyc;
  const content = lockContent(results);
  return [
    ...lock.bad.map(badLine),
    ...(sameVersion ? [] : [otherVersion(lock, results.studyc, strict)]),
    ...(lock.intact ? [] : [edited(lock, text, results)]),
    ...filesChecks(lock, content, strict),
    ...sections.flatMap((section) => sectionChecks(section, lock, content, sameVersion)),
  ];
}

function badLine({ line, reason }: { readonly line: number; readonly reason: string }): LockCheck {
  return {
    ...{ kind: 'lock', code: 'lock-unreadable', ref: `line ${line}`, line },
    ...{ expected: null, actual: null, class: 'missing', holds: false },
    explanation: `line ${line} of the lock ${reason}`,
  };
}

function otherVersion(lock: Lock, version: string, strict: boolean): LockCheck {
  const recorded = lock.studyc?.value ?? null;
  return {
    ...{ kind: 'lock', code: 'lock-version', ref: 'studyc', line: lock.studyc?.line ?? 1 },
    ...{ expected: recorded, actual: version, class: 'value', holds: !strict },
    explanation: `the lock was recorded by studyc ${String(recorded ?? 'of no stated version')}, and this is ${version}: numbers may be ${TOLERANCE} apart, relatively`,
  };
}

/** Where the lines that differ are put back, the checksum says whether they are all that was edited. */
function edited({ checksum, studyc }: Lock, text: string, results: Results): LockCheck {
  const lines = editedLines(text, checksum.value, results, studyc?.value);
  const listed = `${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' …' : ''}`;
  const where = `, at ${lines.length === 1 ? 'line' : 'lines'} ${listed}: with what is computed there the checksum is right`;
  const explanation =
    checksum.value === null
      ? `the lock has no checksum as its last line (${checksum.line}): it was cut off or edited`
      : `the lock was edited after it was recorded${lines.length > 0 ? where : `: line ${checksum.line} is not its checksum`}`;
  return {
    ...{ kind: 'lock', code: 'lock-edited', ref: 'checksum', line: lines[0] ?? checksum.line },
    ...{ expected: checksum.value, actual: checksumOf(text), class: 'value', holds: false, explanation },
  };
}

/** Lines that are not what was recorded; none where what is computed now does not say. */
function editedLines(
  text: string,
  checksum: string | null,
  results: Results,
  version: unknown,
): readonly number[] {
  for (const studyc of [results.studyc, String(version)]) {
    const whole = lockText({ ...results, studyc });
    if (checksum !== null && whole.endsWith(`\nchecksum: ${checksum}\n`)) return differingLines(text, whole);
  }
  return [];
}

/** Where lines were put in or taken out only the first place is known. */
function differingLines(text: string, other: string): readonly number[] {
  const [left, right] = [text.split(/\r?\n/), other.split('\n')];
  const lines = left.flatMap((line, i) => (line === right[i] ? [] : [i + 1]));
  return left.length === right.length ? lines : lines.slice(0, 1);
}

/** Hashes first: a changed file is why numbers differ. */
function filesChecks(lock: Lock, content: LockContent, strict: boolean): readonly LockCheck[] {
  return (['data', 'spec'] as const).flatMap((section) =>
    [...content[section]].flatMap(([key, actual]) => {
      const recorded = lock.entries[section].get(key);
      if (!key.endsWith('sha256') || recorded === undefined || recorded.value === actual) return [];
      const file = String(content[section].get(key.replace(/sha256$/, 'file')) ?? key);
      return [
        section === 'data'
          ? changedData(file, recorded, actual)
          : changedSpec(file, recorded, actual, strict),
      ];
    }),
  );
}

function changedData(file: string, { value, line }: Entry, actual: Recorded): LockCheck {
  return {
    ...{ kind: 'lock', code: 'data-changed', ref: file, line, expected: value, actual },
    ...{ class: 'value', holds: false },
    explanation: `${file} is not the file that was recorded`,
  };
}

/** A title or a comment changes the file as well: whether the study still says the same is for the numbers to tell. */
function changedSpec(file: string, { value, line }: Entry, actual: Recorded, strict: boolean): LockCheck {
  return {
    ...{ kind: 'lock', code: 'spec-changed', ref: file, line, expected: value, actual },
    ...{ class: 'value', holds: !strict },
    explanation: `${file} was changed since it was recorded`,
  };
}

function sectionChecks(
  section: Section,
  lock: Lock,
  content: LockContent,
  sameVersion: boolean,
): readonly LockCheck[] {
  const recorded = lock.entries[section];
  const computed = content[section];
  const prefix = section === 'results' ? '' : `${section}.`;
  const checks: LockCheck[] = [];
  for (const [key, entry] of recorded) {
    if (key.endsWith('sha256') && computed.has(key)) {
      if (entry.value === computed.get(key)) checks.push(same(`${prefix}${key}`, entry));
    } else checks.push(compared(`${prefix}${key}`, entry, computed.get(key), sameVersion));
  }
  for (const [key, actual] of computed) {
    if (!recorded.has(key)) checks.push(added(`${prefix}${key}`, actual, lock.checksum.line, sameVersion));
  }
  return checks;
}

function same(ref: string, { value, line }: Entry): LockCheck {
  return {
    ...{ kind: 'lock', code: 'differs-from-lock', ref, line, expected: value, actual: value },
    ...{ class: 'equal', holds: true, explanation: null },
  };
}

/** What a newer version computes besides is no difference. */
function added(ref: string, actual: Recorded, line: number, sameVersion: boolean): LockCheck {
  return {
    ...{ kind: 'lock', code: 'not-in-lock', ref, line, expected: null, actual, class: 'missing' },
    ...{ holds: !sameVersion, explanation: 'is computed and not recorded' },
  };
}

function compared(ref: string, entry: Entry, actual: Recorded | undefined, sameVersion: boolean): LockCheck {
  if (actual === undefined) {
    return {
      ...{ kind: 'lock', code: 'not-computed', ref, line: entry.line, expected: entry.value, actual: null },
      ...{ class: 'missing', holds: false, explanation: 'is recorded and no longer computed' },
    };
  }
  // As text: -0 and 0 are recorded alike.
  if (JSON.stringify(actual) === JSON.stringify(entry.value)) return same(ref, entry);
  const kind = classOf(ref, entry.value, actual);
  const holds = kind === 'rounding' && !sameVersion;
  return {
    ...{ kind: 'lock', code: 'differs-from-lock', ref, line: entry.line, expected: entry.value, actual },
    ...{ class: kind, holds, explanation: null },
  };
}

function classOf(ref: string, recorded: Recorded, actual: Recorded): LockCheck['class'] {
  if (recorded === null || actual === null) return 'missing';
  if (typeof recorded !== 'number' || typeof actual !== 'number') return 'value';
  if (close(recorded, actual)) return 'rounding';
  if (otherSign(recorded, actual)) return 'sign';
  return /(?:^|[._])p$/.test(ref) && otherSide(recorded, actual, LEVELS) ? 'significance' : 'value';
}
