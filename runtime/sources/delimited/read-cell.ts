import type { Block } from './scanner.ts';

/** One cell as `cellIn` found it; used again for the next. */
export interface ReadCell {
  from: number;
  to: number;
  /** It holds doubled quotes. */
  escaped: boolean;
  /** Line ends within its quotes. */
  lines: number;
  /** Where the next cell begins. */
  next: number;
  /** Its record ends with it. */
  ends: boolean;
  /** What is wrong with its quotes. */
  problem: string | null;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Reads the cell that begins at `at`; false where the block ends before it is known to have ended. */
export function cellIn(block: Block, at: number, delimiter: Uint8Array, cell: ReadCell): boolean {
  cell.escaped = false;
  cell.lines = 0;
  cell.problem = null;
  return block.bytes[at] === QUOTE
    ? quotedIn(block, at, delimiter, cell)
    : plainIn(block, at, delimiter, cell);
}

function plainIn(block: Block, from: number, delimiter: Uint8Array, cell: ReadCell): boolean {
  const { bytes, end } = block;
  const mark = delimiter[0]!;
  let at = from;
  for (; at < end; at += 1) {
    const code = bytes[at]!;
    if (code === LF || code === CR || (code === mark && isDelimiter(block, at, delimiter))) break;
  }
  cell.from = from;
  cell.to = at;
  if (hasBlanksBeforeQuote(bytes, from, at)) {
    cell.problem = 'has blanks before a quoted cell';
    return at < end;
  }
  return endOf(block, at, delimiter, cell);
}

function hasBlanksBeforeQuote(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
  return at > from && at < to && bytes[at] === QUOTE;
}

function quotedIn(block: Block, opened: number, delimiter: Uint8Array, cell: ReadCell): boolean {
  const { bytes, end, last } = block;
  let at = opened + 1;
  for (; at < end; at += 1) {
    const code = bytes[at]!;
    if (code === QUOTE) {
      if (bytes[at + 1] !== QUOTE || at + 1 >= end) break;
      cell.escaped = true;
      at += 1;
    } else if (code === LF || (code === CR && bytes[at + 1] !== LF)) cell.lines += 1;
  }
  if (at >= end) {
    if (last) cell.problem = 'opens a quote that is never closed';
    return last;
  }
  cell.from = opened + 1;
  cell.to = at;
  if (at + 1 >= end && !last) return false;
  if (endOf(block, at + 1, delimiter, cell)) return true;
  if (at + delimiter.length >= end && !last) return false;
  const code = bytes[at + 1]!;
  if (code === CR) return false;
  cell.problem = 'has text after a closing quote';
  return true;
}

/** Whether a cell ends at `at`, with a delimiter or a line end that the block holds whole. */
function endOf(block: Block, at: number, delimiter: Uint8Array, cell: ReadCell): boolean {
  const { bytes, end, last } = block;
  if (at >= end) return false;
  const code = bytes[at]!;
  cell.ends = code === LF || code === CR;
  cell.next = at + 1;
  if (code === CR) {
    if (at + 1 === end) return last;
    if (bytes[at + 1] === LF) cell.next = at + 2;
    return true;
  }
  if (code === LF) return true;
  cell.next = at + delimiter.length;
  return isDelimiter(block, at, delimiter);
}

function isDelimiter({ bytes, end }: Block, at: number, delimiter: Uint8Array): boolean {
  if (at + delimiter.length > end) return false;
  for (let i = 0; i < delimiter.length; i += 1) if (bytes[at + i] !== delimiter[i]) return false;
  return true;
}
