import type { FigureDocument, StudyDocument, TableDocument, Value } from './document/document.ts';

/** A layout as the build compiles it from its `.hbs` file: slots of escaped text → text. */
export type Layout = (slots: object) => string;

/** What a format is given besides what it prints. */
export interface Rendering {
  /** Of the text, as a BCP 47 tag. */
  readonly language: string;
  /** The project's own layout of that name (`latex/table`), or else the one that the format brings. */
  readonly layout: (name: string, own: Layout) => Layout;
  /** Folders with font files, before those of the system. */
  readonly fonts: readonly string[];
}

/** Everything as the formats bring it, in English: what a format's own tests print with. */
export const plainRendering: Rendering = { language: 'en', layout: (_name, own) => own, fonts: [] };

/** Text (ends with a newline), or bytes. The same input gives the same bytes. */
export type Content = string | Uint8Array;

/**
 * How one format prints the parts of a document; null for a part that it does not have. Throws CannotRender where the
 * machine lacks what it needs (a package, fonts).
 */
export interface FormatCode {
  readonly table: ((table: TableDocument, to: Rendering) => Content | Promise<Content>) | null;
  readonly figure: ((figure: FigureDocument, to: Rendering) => Content | Promise<Content>) | null;
  readonly report: ((document: StudyDocument, to: Rendering) => Content | Promise<Content>) | null;
  /** Every number of the study by its key, for the text of a paper: the file `values.EXT`. */
  readonly values?: (values: readonly Value[], to: Rendering) => Content;
}

/** What a format could not print for lack of something on this machine: a sentence for the reader, and what to do. */
export class CannotRender extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
