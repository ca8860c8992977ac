/** A layout of a project as read: plain data, which `fill` interprets. */
export type Template = readonly Node[];

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly path: Path }
  | {
      readonly kind: 'each' | 'if' | 'unless';
      readonly path: Path;
      readonly body: Template;
      readonly otherwise: Template;
    };

/** `../a.b` is up 1, names a and b; `this` has no name. `data`: @index, @first, @last. */
export interface Path extends Place {
  readonly written: string;
  readonly up: number;
  readonly names: readonly string[];
  readonly data: DataName | null;
}

export type DataName = 'index' | 'first' | 'last';

/** Offsets into the text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a template, at its place. */
export type Fault = Place &
  (
    | { readonly code: 'template-syntax'; readonly reason: string }
    | { readonly code: 'template-unsupported'; readonly what: string }
    | { readonly code: 'template-too-large'; readonly what: string }
    | { readonly code: 'no-such-slot'; readonly slot: string; readonly known: readonly string[] }
    | { readonly code: 'slot-misused'; readonly reason: string; readonly write: string }
  );

/** Thrown within the reading of one template. */
export class TemplateFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}
