import { sha256Hex } from '../../compiler/plan/hash.ts';
import { LOCK_VERSION, type Recorded, type Section, sections } from './lock.ts';

/** A recorded value and its line, from 1. */
export interface Entry {
  readonly value: Recorded;
  readonly line: number;
}

/** A line that says nothing that can be compared. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

/** study.lock as read. */
export interface Lock {
  /** The version of studyc that recorded it; null where it is not said. */
  readonly studyc: Entry | null;
  readonly entries: Readonly<Record<Section, ReadonlyMap<string, Entry>>>;
  /** Whether the checksum is that of the lines before it, and its line (the last one where there is none). */
  readonly intact: boolean;
  readonly checksum: { readonly value: string | null; readonly line: number };
  readonly bad: readonly BadLine[];
}

/** Reference and value; a colon inside backticks belongs to the reference. */
const LINE = /^( {2})?((?:[^`:]|`(?:[^`]|``)*`|:(?! ))+): ?(.*)$/;

/** The text of study.lock → what it records. Line ends may be those of any system. Throws nothing. */
export function readLock(text: string): Lock {
  const reader = new Reader();
  const lines = withoutMarks(text).split('\n');
  lines.forEach((line, i) => {
    reader.take(line, i + 1);
  });
  const value = /(?:^|\n)checksum: ([0-9a-f]{64})\n$/.exec(withoutMarks(text))?.[1] ?? null;
  return {
    studyc: reader.head.get('studyc') ?? null,
    entries: reader.entries,
    intact: value !== null && checksumOf(text) === value,
    checksum: { value, line: value === null ? lines.length : lines.length - 1 },
    bad: reader.mistakes(),
  };
}

/** Of the lines before the last that begins with `checksum: `, or of all where none does. */
export function checksumOf(text: string): string {
  const lines = withoutMarks(text);
  const end = lines.lastIndexOf('\nchecksum: ');
  return sha256Hex(end < 0 ? lines : lines.slice(0, end + 1));
}

/** Neither a byte-order mark nor the line ends of another system are an edit. */
function withoutMarks(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** Takes line after line. */
class Reader {
  readonly head = new Map<string, Entry>();
  readonly entries: Record<Section, Map<string, Entry>> = {
    spec: new Map(),
    data: new Map(),
    prepare: new Map(),
    results: new Map(),
  };
  private readonly bad: BadLine[] = [];
  private section: Section | null = null;

  take(text: string, line: number): void {
    if (text === '' || text.startsWith('#') || text.startsWith('checksum: ')) return;
    const [, indent, key, value] = LINE.exec(text) ?? [];
    if (key === undefined || value === undefined) this.refuse(line, 'is not `reference: value`');
    else if (indent === undefined && value === '') this.open(key, line);
    else this.record(indent === undefined ? this.head : this.inside(line), key, value, line);
  }

  /** What is wrong, the form of the lock included. */
  mistakes(): readonly BadLine[] {
    const version = this.head.get('lock');
    if (version?.value === LOCK_VERSION) return this.bad;
    const reason =
      version === undefined
        ? 'the file does not say `lock: 1`, so it is no lock'
        : `has the form of another studyc (lock: ${String(version.value)}); this one reads lock: ${LOCK_VERSION}`;
    return [{ line: version?.line ?? 1, reason }, ...this.bad];
  }

  private open(key: string, line: number): void {
    this.section = sections.find((name) => name === key) ?? null;
    if (this.section === null) this.refuse(line, `${key} is no part of a lock`);
  }

  private inside(line: number): Map<string, Entry> | null {
    if (this.section === null) this.refuse(line, 'stands under no part of a lock');
    return this.section === null ? null : this.entries[this.section];
  }

  private record(into: Map<string, Entry> | null, key: string, text: string, line: number): void {
    if (into === null) return;
    const value = parsed(text);
    if (value === undefined) this.refuse(line, 'has no number or text after the colon');
    else if (into.has(key)) this.refuse(line, `${key} is recorded twice`);
    else into.set(key, { value, line });
  }

  private refuse(line: number, reason: string): void {
    this.bad.push({ line, reason });
  }
}

function parsed(text: string): Recorded | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? undefined : (value as Recorded);
  } catch {
    return undefined;
  }
}
