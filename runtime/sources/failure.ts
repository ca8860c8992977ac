/** Why a data file cannot be read, or what in it is wrong: facts about the author's data, never an exception. */
export interface SourceFailure {
  readonly kind: 'failure';
  /** Stable kebab-case code: `csv-ragged`, `number-form`, `panel-duplicate`, `file-not-found` … */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  /** Data row from 1, the header not counted; null where no single row is meant. */
  readonly row: number | null;
  /** Line of the file from 1; null where it is not known. */
  readonly line: number | null;
  /** Name of the column. */
  readonly column: string | null;
}

interface Place {
  readonly row?: number | null;
  readonly line?: number | null;
  readonly column?: string | null;
}

/** A failure at a place of the file; what the place leaves out is null. */
export function sourceFailure(
  code: string,
  message: string,
  hint: string | null = null,
  place: Place = {},
): SourceFailure {
  const { row = null, line = null, column = null } = place;
  return { kind: 'failure', code, message, hint, row, line, column };
}

/** Tells a failure from a table, a schema or whatever else was asked for. */
export function isSourceFailure(value: object): value is SourceFailure {
  return 'kind' in value && value.kind === 'failure';
}

/** `row 12 (line 13)`, as every message names a place. */
export function rowAndLine(row: number, line: number | null): string {
  return line === null ? `row ${row}` : `row ${row} (line ${line})`;
}

const LONGEST_SHOWN = 40;

/** A cell as a message shows it: quoted, control characters escaped, cut after 40 characters. */
export function shown(cell: string): string {
  const letters = [...cell];
  return JSON.stringify(
    letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN).join('')}…` : cell,
  );
}
