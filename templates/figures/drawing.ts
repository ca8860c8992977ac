import type { Rich } from '../document/document.ts';

/** Every figure is as wide as a page's text. */
export const WIDTH = 680;

/** Font sizes in pixels: of names and legends, and of ticks and what stands beside them. */
export const FONT_SIZE = 12;
export const TICK_SIZE = 11;

/** Black, greys, paper, and the one accent, for the estimate that matters. A format may have its own for the names. */
export const colours = {
  ink: '#1a1a1a',
  grey: '#767676',
  faint: '#c4c4c4',
  rule: '#d9d9d9',
  pale: '#ececec',
  paper: '#fff',
  accent: '#9b2226',
} as const;

export type Colour = keyof typeof colours;

export type Point = readonly [x: number, y: number];

export interface Stroke {
  readonly colour: Colour;
  /** In pixels. */
  readonly width: number;
  /** Lengths of strokes and gaps in turn; none for a solid line. */
  readonly dash?: readonly number[];
}

/** Neither of them: not to be seen. */
export interface Paint {
  readonly fill?: Colour;
  readonly stroke?: Stroke;
}

export interface LineMark {
  readonly kind: 'line';
  readonly from: Point;
  readonly to: Point;
  readonly stroke: Stroke;
}

/** Straight lines through points, one line or several of the same look; `closed` back to the first point: an area. */
export interface PathMark {
  readonly kind: 'path';
  readonly lines: readonly (readonly Point[])[];
  readonly closed: boolean;
  readonly paint: Paint;
}

/** Circles of the same size and look. */
export interface CirclesMark {
  readonly kind: 'circles';
  readonly centres: readonly Point[];
  readonly radius: number;
  readonly paint: Paint;
}

export interface RectMark {
  readonly kind: 'rect';
  /** The upper left corner. */
  readonly corner: Point;
  readonly width: number;
  readonly height: number;
  readonly paint: Paint;
}

/** One line of text on its baseline. */
export interface TextMark {
  readonly kind: 'text';
  /** Of the start, the middle or the end of the line, by `anchor`. */
  readonly at: Point;
  readonly text: Rich;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly colour: Colour;
  /** Reads upwards. */
  readonly turned: boolean;
  /** Has an edge of paper, where it may stand on a line. */
  readonly halo: boolean;
}

/** Marks that belong together under a name for those who do not see them. */
export interface GroupMark {
  readonly kind: 'group';
  readonly title: string;
  readonly marks: readonly Mark[];
}

export type Mark = LineMark | PathMark | CirclesMark | RectMark | TextMark | GroupMark;

/** What a figure shows, in pixels from the upper left corner: plain data that every format prints in its own way. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** From the lowest to the uppermost. */
  readonly marks: readonly Mark[];
}
