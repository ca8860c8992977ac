import type { CoefficientFigure, Rich } from '../document/document.ts';
import { FONT_SIZE, type Mark, type Paint, type Point, TICK_SIZE } from './drawing.ts';
import { areaMark, circles, lineMark, rectMark, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { wrapped } from './wrap.ts';

const RADIUS = 4;
/** Half of a cap at the end of an interval. */
const CAP = 3;
const LEGEND_MARK = 10;
const LEGEND_GAP = 26;
const LEGEND_LINE = 20;

/** Least and greatest of zero, the estimates and the ends of their intervals, with room for caps. */
export function endsOf({ rows }: CoefficientFigure): readonly [low: number, high: number] {
  const values = rows.flatMap(({ marks }) =>
    marks.flatMap(({ estimate, interval }) => [estimate, ...(interval ?? [])]),
  );
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const room = 0.01 * (high - low || 1);
  return [low < 0 ? low - room : low, high > 0 || low === 0 ? high + room : high];
}

type Shape = (x: number, y: number, paint: Paint) => readonly Mark[];

const shapes: readonly Shape[] = [
  (x, y, paint) => circles([[x, y]], RADIUS, paint),
  (x, y, paint) => [rectMark([x - 3.6, y - 3.6], 7.2, 7.2, paint)],
  (x, y, paint) => [areaMark(offsets(x, y, [0, -4.8], [4.6, 3.4], [-4.6, 3.4]), paint)],
  (x, y, paint) => [areaMark(offsets(x, y, [0, -5], [5, 0], [0, 5], [-5, 0]), paint)],
];

function offsets(x: number, y: number, ...corners: readonly Point[]): readonly Point[] {
  return corners.map(([right, down]) => [x + right, y + down]);
}

/** ● ○ ■ □ ▲ △ ◆ ◇, then the four shapes in grey: twelve marks that differ without colour. */
export function seriesMark(series: number, x: number, y: number, hollow = false): readonly Mark[] {
  const grey = series >= 2 * shapes.length;
  const shape = shapes[grey ? series % shapes.length : Math.floor(series / 2)]!;
  const fill = hollow || (!grey && series % 2 === 1) ? 'paper' : grey ? 'faint' : 'ink';
  return shape(x, y, { fill, stroke: { colour: 'ink', width: 1.2 } });
}

/** A line from one point to another with a cap across either end; `across`: whether it lies. */
export function intervalMark(from: number, to: number, at: number, across: boolean): readonly Mark[] {
  const style = { width: 1.3 };
  const cap = (place: number): Mark =>
    across
      ? lineMark([place, at - CAP], [place, at + CAP], style)
      : lineMark([at - CAP, place], [at + CAP, place], style);
  const line = across ? lineMark([from, at], [to, at], style) : lineMark([at, from], [at, to], style);
  return [line, cap(from), cap(to)];
}

export interface Legend {
  readonly height: number;
  readonly parts: readonly Mark[];
}

/** The models in lines above the plot, between `left` and `right`; nothing for a single one. */
export function legendOf(series: readonly Rich[], left: number, right: number): Legend {
  if (series.length < 2) return { height: 0, parts: [] };
  const parts: Mark[] = [];
  let [x, y] = [left, 22];
  series.forEach((label, i) => {
    const lines = wrapped(label, right - left - LEGEND_MARK, FONT_SIZE);
    const width = LEGEND_MARK + Math.max(...lines.map((line) => textWidth(line)));
    if (x > left && x + width > right) [x, y] = [left, y + LEGEND_LINE];
    parts.push(...seriesMark(i, x, y));
    lines.forEach((line, k) => {
      parts.push(textMark([x + LEGEND_MARK, y + 4 + 16 * k], line));
    });
    y += 16 * (lines.length - 1);
    x += width + LEGEND_GAP;
  });
  return { height: y + 4, parts };
}

/** Dashed where coefficients are zero. */
export function zeroLine(x1: number, y1: number, x2: number, y2: number): Mark {
  return lineMark([x1, y1], [x2, y2], { width: 1, dash: [4, 3] });
}

/** Dotted just before the event. */
export function eventLine(x: number, top: number, bottom: number): Mark {
  return lineMark([x, top], [x, bottom], { colour: 'grey', width: 1, dash: [1.5, 3] });
}

/** Lines of one label, the middle of them at y. */
export function label(
  lines: readonly Rich[],
  x: number,
  y: number,
  anchor: 'end' | 'middle',
  size = TICK_SIZE,
): readonly Mark[] {
  const step = size + 3;
  const first = y - (step * (lines.length - 1)) / 2;
  return lines.map((line, k) => textMark([x, first + step * k], line, { anchor, size }));
}
