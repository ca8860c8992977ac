import { createHash } from 'node:crypto';
import { pack, unpack } from './plain-values.ts';

/** First line of an entry: what it is of, and what its body has to be. */
interface Heading {
  readonly format: typeof FORMAT;
  readonly key: string;
  /** Bytes of the JSON text and of the numeric arrays after it. */
  readonly json: number;
  readonly bytes: number;
  /** Hexadecimal SHA-256 of the key and the body. */
  readonly sha256: string;
}

const FORMAT = 'studyc-cache-1';
const NEWLINE = 0x0a;

/** The file of a finished step; null where its output is more than plain data. */
export function entryOf(key: string, value: unknown): Uint8Array | null {
  const packed = pack(value);
  if (packed === null) return null;
  const body = Buffer.concat([Buffer.from(packed.json, 'utf8'), packed.bytes]);
  const heading: Heading = {
    ...{ format: FORMAT, key },
    ...{ json: body.length - packed.bytes.length, bytes: packed.bytes.length },
    sha256: digest(key, body),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(heading)}\n`, 'utf8'), body]);
}

/** What an entry holds, in a box; null for a file that is damaged, of another step or of another format. */
export function keptIn(key: string, file: Uint8Array): { readonly value: unknown } | null {
  const end = file.indexOf(NEWLINE);
  if (end < 0) return null;
  try {
    const heading = JSON.parse(Buffer.from(file.subarray(0, end)).toString('utf8')) as Partial<Heading>;
    const body = file.subarray(end + 1);
    const { format, json, bytes } = heading;
    if (format !== FORMAT || heading.key !== key || json === undefined || bytes === undefined) return null;
    if (json + bytes !== body.length || heading.sha256 !== digest(key, body)) return null;
    const text = Buffer.from(body.subarray(0, json)).toString('utf8');
    return { value: unpack({ json: text, bytes: body.subarray(json) }) };
  } catch {
    // Whatever a broken file throws while it is read, it is no entry.
    return null;
  }
}

function digest(key: string, body: Uint8Array): string {
  return createHash('sha256').update(key).update(body).digest('hex');
}
