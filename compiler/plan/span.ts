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
}

/** Line and column, both from 1; a column counts characters (code points), not bytes and not cells. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) line += 1;
  return { line, column: [...before.slice(lineStart)].length + 1 };
}
