import type { Rich } from '../document/document.ts';
import {
  type CirclesMark,
  type Colour,
  FONT_SIZE,
  type LineMark,
  type Paint,
  type PathMark,
  type Point,
  type RectMark,
  type Stroke,
  type TextMark,
} from './drawing.ts';

/** A stroke of an axis, in ink, unless it says otherwise. */
export function strokeOf({ colour = 'ink', width = 0.8, dash }: Partial<Stroke> = {}): Stroke {
  return { colour, width, ...(dash ? { dash } : {}) };
}

export function lineMark(from: Point, to: Point, stroke: Partial<Stroke> = {}): LineMark {
  return { kind: 'line', from, to, stroke: strokeOf(stroke) };
}

/** Nothing where there is no point. */
export function polyline(lines: readonly (readonly Point[])[], stroke: Partial<Stroke>): readonly PathMark[] {
  const drawn = lines.filter((line) => line.length > 0);
  return drawn.length === 0
    ? []
    : [{ kind: 'path', lines: drawn, closed: false, paint: { stroke: strokeOf(stroke) } }];
}

export function areaMark(outline: readonly Point[], paint: Paint): PathMark {
  return { kind: 'path', lines: [outline], closed: true, paint };
}

/** Nothing where there is no centre. */
export function circles(centres: readonly Point[], radius: number, paint: Paint): readonly CirclesMark[] {
  return centres.length === 0 ? [] : [{ kind: 'circles', centres, radius, paint }];
}

export function rectMark(corner: Point, width: number, height: number, paint: Paint): RectMark {
  return { kind: 'rect', corner, width, height, paint };
}

/** How a text stands where it does not start in ink at its point. */
export type TextStyle = Partial<Pick<TextMark, 'anchor' | 'size' | 'colour' | 'turned' | 'halo'>>;

export function textMark(at: Point, text: Rich, style: TextStyle = {}): TextMark {
  const { anchor = 'start', size = FONT_SIZE, colour = 'ink', turned = false, halo = false } = style;
  return { kind: 'text', at, text, anchor, size, colour: colour as Colour, turned, halo };
}
