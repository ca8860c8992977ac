import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Hexadecimal SHA-256 of a text. Synchronous and without a platform, so that the compiler runs anywhere. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** JSON with sorted keys and without spans: equal meaning gives equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'span') return undefined;
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const record = inner as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(record)
        .sort()
        .map((name) => [name, record[name]]),
    );
  });
}

/** The identity of a step: 16 hexadecimal digits of the hash of what it does and of what it reads. */
export function stepId(kind: string, parameters: unknown, inputs: readonly string[]): string {
  return sha256Hex(canonicalJson([kind, parameters, inputs])).slice(0, 16);
}
