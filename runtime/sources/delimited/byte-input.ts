/** Bytes that can be read at any place, and again. */
export interface ByteInput {
  readonly size: number;
  /** Fills as much of `into` as there is from `position` on; returns how much, 0 at the end. */
  readonly readAt: (into: Uint8Array, position: number) => number;
}

/** Bytes that are in memory. */
export function bytesInput(bytes: Uint8Array): ByteInput {
  return {
    size: bytes.length,
    readAt(into, position) {
      const piece = bytes.subarray(position, position + into.length);
      into.set(piece);
      return piece.length;
    },
  };
}

/** Fills `into` from `position` on, as far as there is anything; returns how much. */
export function fill({ readAt }: ByteInput, into: Uint8Array, position: number): number {
  let held = 0;
  for (let got = -1; got !== 0 && held < into.length; held += got)
    got = readAt(into.subarray(held), position + held);
  return held;
}

/** The bytes of a whole input. */
export function wholeOf(input: ByteInput): Uint8Array {
  const bytes = new Uint8Array(input.size);
  return bytes.subarray(0, fill(input, bytes, 0));
}

/** Where the last character ends that a piece of UTF-8 holds whole, as far as its last bytes tell. */
export function wholeCharacters(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back += 1) {
    const code = bytes[end - back]!;
    if (code < 0x80) return end;
    if (code >= 0xc0) {
      const length = code >= 0xf0 ? 4 : code >= 0xe0 ? 3 : 2;
      return length > back ? end - back : end;
    }
  }
  return end;
}
