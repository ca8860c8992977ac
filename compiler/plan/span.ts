/** A half-open range of UTF-16 offsets in one file. What every message points at. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The text of one input file, under the name that messages show. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** Other files that places may refer to: published tables that the study names. */
  readonly others?: readonly SourceText[];
}

/** Line and column, both from 1; a column counts characters (code points), not bytes and not cells. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of the file that a place is in; the study's own where the file is not known. */
export function textOf(source: SourceText, file: string): string {
  const other = file === source.file ? undefined : source.others?.find((one) => one.file === file);
  return (other ?? source).text;
}

/** Where the lines of the text begin that was last asked about, and the last answer: places are asked for in order. */
let last = { text: '', starts: [0], line: 0, offset: 0, column: 1 };

/** The line and column of an offset into a text; one past its end is the end. */
export function positionAt(text: string, offset: number): Position {
  if (last.text !== text) last = { text, starts: lineStarts(text), line: 0, offset: 0, column: 1 };
  const line = lineOf(offset, last.starts);
  const ahead = line === last.line && offset >= last.offset;
  const [from, column] = ahead ? [last.offset, last.column] : [last.starts[line]!, 1];
  last = { ...last, line, offset, column: column + charactersIn(text, from, offset) };
  return { line: line + 1, column: last.column };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

/** The last line that begins at or before an offset. */
function lineOf(offset: number, starts: readonly number[]): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Code points from one offset to another. */
function charactersIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < Math.min(to, text.length); i += 1) {
    count += 1;
    if (text.codePointAt(i)! > 0xffff) i += 1;
  }
  return count;
}
