/** What a slot of a layout holds: text already escaped, a yes or no, a list, or what has slots of its own. */
export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'record'; readonly slots: Slots };

/** Slots by name, each with what it is for. */
export type Slots = Readonly<Record<string, Slot>>;

export interface Slot {
  readonly doc: string;
  readonly shape: Shape;
}

/** Escaped text, as it is printed. */
export function text(doc: string): Slot {
  return { doc, shape: { kind: 'text' } };
}

export function flag(doc: string): Slot {
  return { doc, shape: { kind: 'flag' } };
}

/** Pieces of escaped text. */
export function texts(doc: string): Slot {
  return { doc, shape: { kind: 'list', of: { kind: 'text' } } };
}

/** A list of what has these slots. */
export function records(doc: string, slots: Slots): Slot {
  return { doc, shape: { kind: 'list', of: { kind: 'record', slots } } };
}
