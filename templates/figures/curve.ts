import { extent } from 'd3-array';
import type { CurveFigure } from '../document/document.ts';
import { type Axis, axis, axisName, sideAxis } from './axes.ts';
import { type Board, board, dashboard } from './dashboard.ts';
import { type Colour, type Drawing, type Mark, type Paint, TICK_SIZE, WIDTH } from './drawing.ts';
import { areaMark, circles, lineMark, polyline, rectMark, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { wrapped } from './wrap.ts';

const PLOT = 190;
const TOP = 14;
const BAND = 20;
/** From the plot to the first rule of the choices. */
const GAP = 20;
const LARGEST_POINT = 2.6;
const WIDEST_BAND = 18;
/** Below this radius a hollow point cannot be told from a filled one: grey stands for hollow. */
const HOLLOW = 1.6;

interface Layout {
  readonly y: Axis;
  readonly top: number;
  readonly bottom: number;
  readonly board: Board;
  /** Where each point stands, how far apart they are, and how large. */
  readonly x: (i: number) => number;
  readonly pitch: number;
  readonly radius: number;
  readonly own: number | null;
  readonly mixed: boolean;
}

/**
 * A specification curve: estimates from the smallest to the largest with their intervals, zero dashed,
 * the model to start from as a diamond in a band through both parts, and a row a choice below with a dot for each model
 * that made it.
 */
export function drawCurve(figure: CurveFigure): Drawing {
  const layout = layoutOf(figure);
  const marks = [
    ...band(layout),
    ...scale(layout),
    ...intervals(figure, layout),
    ...points(figure, layout),
    ...diamond(figure, layout),
    ...names(figure, layout),
    ...dashboard(figure, layout),
  ];
  return { width: WIDTH, height: layout.board.bottom, marks };
}

function layoutOf(figure: CurveFigure): Layout {
  const { points } = figure;
  const own = points.findIndex((point) => point.own);
  const mixed = new Set(points.map((point) => point.significant)).size > 1;
  const top = TOP + (mixed ? BAND : 0) + (own < 0 ? 0 : BAND);
  const bottom = top + PLOT;
  const [low = 0, high = 0] = extent(points.flatMap(({ estimate, interval }) => interval ?? [estimate]));
  const ends = [Math.min(low, 0), Math.max(high, 0)] as const;
  const y = axis(ends[0], ends[0] === ends[1] ? 1 : ends[1], [bottom, top], 6, 2);
  const placed = board(figure.axes, bottom + GAP);
  const pitch = (placed.right - placed.left) / Math.max(points.length, 1);
  return {
    ...{ y, top, bottom, board: placed, pitch, mixed },
    x: (i) => placed.left + (i + 0.5) * pitch,
    radius: Math.max(Math.min(0.36 * pitch, LARGEST_POINT), 0.9),
    own: own < 0 ? null : own,
  };
}

function band({ own, x, pitch, top, board: { bottom } }: Layout): readonly Mark[] {
  if (own === null) return [];
  const width = Math.min(Math.max(pitch, 3), WIDEST_BAND);
  return [rectMark([x(own) - width / 2, top], width, bottom - 10 - top, { fill: 'pale' })];
}

/** The vertical axis, faint lines at its ticks, and zero. */
function scale({ y, top, bottom, board: { left, right } }: Layout): readonly Mark[] {
  const lines = y.ticks
    .filter((tick) => Math.abs(tick) > 1e-12)
    .map((tick) => lineMark([left, y.scale(tick)], [right, y.scale(tick)], { colour: 'pale' }));
  return [
    ...lines,
    ...sideAxis(y, left, -1),
    lineMark([left, bottom], [left, top]),
    lineMark([left, y.scale(0)], [right, y.scale(0)], { width: 1, dash: [4, 3] }),
  ];
}

/** Those of significant estimates darker, so that they show where points are too small to be hollow. */
function intervals(figure: CurveFigure, layout: Layout): readonly Mark[] {
  return [...strokes(figure, layout, false, 'faint'), ...strokes(figure, layout, true, 'grey')];
}

function strokes(
  { points: all }: CurveFigure,
  { x, y, pitch, own }: Layout,
  significant: boolean,
  colour: Colour,
): readonly Mark[] {
  const lines = all.flatMap(({ interval, significant: one }, i) =>
    interval && one === significant && i !== own
      ? [interval.map((end) => [x(i), y.scale(end)] as const)]
      : [],
  );
  return polyline(lines, { colour, width: Math.min(1.1, 0.5 * pitch) });
}

function points({ points: all }: CurveFigure, { x, y, radius, own }: Layout): readonly Mark[] {
  const of = (significant: boolean): readonly Mark[] =>
    circles(
      all.flatMap((point, i) =>
        point.significant === significant && i !== own ? [[x(i), y.scale(point.estimate)] as const] : [],
      ),
      radius,
      paintOf(significant, radius),
    );
  return [...of(false), ...of(true)];
}

function paintOf(significant: boolean, radius: number): Paint {
  if (significant) return { fill: 'ink' };
  return radius < HOLLOW ? { fill: 'grey' } : { fill: 'paper', stroke: { colour: 'ink', width: 1 } };
}

/** The model to start from, its interval in the same colour, and its value above the plot. */
function diamond({ points: all, words }: CurveFigure, { x, y, own, top, board: b }: Layout): readonly Mark[] {
  if (own === null) return [];
  const { estimate, interval, significant } = all[own]!;
  const [left, middle] = [x(own), y.scale(estimate)];
  const half = textWidth(words.own, TICK_SIZE) / 2;
  const centre = Math.min(Math.max(left, b.left + half), b.right - half);
  const stroke = { colour: 'accent', width: 1.6 } as const;
  const corners = [
    [left, middle - 5],
    [left + 5, middle],
    [left, middle + 5],
    [left - 5, middle],
  ] as const;
  return [
    ...(interval ? [lineMark([left, y.scale(interval[0])], [left, y.scale(interval[1])], stroke)] : []),
    areaMark(corners, { fill: significant ? 'accent' : 'paper', stroke }),
    textMark([centre, top - 7], words.own, { anchor: 'middle', size: TICK_SIZE, colour: 'accent' }),
  ];
}

/** The name of the axis, in lines no longer than it, and what filled and hollow points are. */
function names(
  { words }: CurveFigure,
  { y, top, bottom, board: { left }, radius, mixed }: Layout,
): readonly Mark[] {
  const ticks = Math.max(...y.labels.map((label) => textWidth([{ text: label }], TICK_SIZE)));
  const lines = wrapped(axisName(words.y, y), bottom - top, 12);
  const first = left - 9 - ticks - 10 - 15 * (lines.length - 1);
  const name = lines.map((line, i) =>
    textMark([first + 15 * i, (top + bottom) / 2], line, { anchor: 'middle', turned: true }),
  );
  if (!mixed) return name;
  const second = left + 12 + textWidth(words.significant, TICK_SIZE) + 18;
  const mark = (x: number, significant: boolean): readonly Mark[] =>
    circles([[x, TOP]], LARGEST_POINT, paintOf(significant, radius));
  return [
    ...name,
    ...mark(left + 3, true),
    textMark([left + 12, TOP + 4], words.significant, { size: TICK_SIZE }),
    ...mark(second + 3, false),
    textMark([second + 12, TOP + 4], words.insignificant, { size: TICK_SIZE }),
  ];
}
