import { extent } from 'd3-array';
import type { CurveFigure } from '../document/document.ts';
import { type Axis, axis, axisName, sideAxis } from './axes.ts';
import { type Board, board, dashboard } from './dashboard.ts';
import { ACCENT, at, FAINT, GREY, INK, lineMark, TICK_SIZE, textMark, textWidth } from './marks.ts';
import { opening } from './opening.ts';
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
 * A specification curve as SVG, 680 wide: estimates from the smallest to the largest with their intervals, zero dashed,
 * the model to start from as a diamond in a band through both parts, and a row a choice below with a dot for each model
 * that made it.
 */
export function renderCurve(figure: CurveFigure, language: string): string {
  const layout = layoutOf(figure);
  const parts = [
    ...band(layout),
    ...scale(layout),
    ...intervals(figure, layout),
    ...points(figure, layout),
    ...diamond(figure, layout),
    ...names(figure, layout),
    ...dashboard(figure, layout),
  ];
  return `${opening(figure, layout.board.bottom, language)}\n${parts.join('\n')}\n</svg>\n`;
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

function band({ own, x, pitch, top, board: { bottom } }: Layout): readonly string[] {
  if (own === null) return [];
  const width = Math.min(Math.max(pitch, 3), WIDEST_BAND);
  return [
    `<rect x="${at(x(own) - width / 2)}" y="${at(top)}" width="${at(width)}" height="${at(bottom - 10 - top)}" fill="#eeeeee"/>`,
  ];
}

/** The vertical axis, faint lines at its ticks, and zero. */
function scale({ y, top, bottom, board: { left, right } }: Layout): readonly string[] {
  const lines = y.ticks
    .filter((tick) => Math.abs(tick) > 1e-12)
    .map((tick) => lineMark(left, y.scale(tick), right, y.scale(tick), { stroke: '#ececec' }));
  return [
    ...lines,
    ...sideAxis(y, left, -1),
    lineMark(left, bottom, left, top),
    lineMark(left, y.scale(0), right, y.scale(0), { width: 1, dash: '4 3' }),
  ];
}

/** Those of significant estimates darker, so that they show where points are too small to be hollow. */
function intervals(figure: CurveFigure, layout: Layout): readonly string[] {
  return [...strokes(figure, layout, false, FAINT), ...strokes(figure, layout, true, GREY)];
}

function strokes(
  { points: all }: CurveFigure,
  { x, y, pitch, own }: Layout,
  significant: boolean,
  stroke: string,
): readonly string[] {
  const path = all.flatMap((point, i) =>
    point.interval && point.significant === significant && i !== own
      ? [`M${at(x(i))} ${at(y.scale(point.interval[0]))}V${at(y.scale(point.interval[1]))}`]
      : [],
  );
  if (path.length === 0) return [];
  const width = Math.min(1.1, 0.5 * pitch);
  return [`<path d="${path.join('')}" fill="none" stroke="${stroke}" stroke-width="${at(width)}"/>`];
}

function points({ points: all }: CurveFigure, { x, y, radius, own }: Layout): readonly string[] {
  const circles = (significant: boolean): string =>
    all
      .map((point, i) =>
        point.significant === significant && i !== own
          ? `<circle cx="${at(x(i))}" cy="${at(y.scale(point.estimate))}" r="${at(radius)}"/>`
          : '',
      )
      .join('');
  return [
    `<g ${markStyle(false, radius)}>${circles(false)}</g>`,
    `<g ${markStyle(true, radius)}>${circles(true)}</g>`,
  ];
}

function markStyle(significant: boolean, radius: number): string {
  if (significant) return `fill="${INK}"`;
  return radius < HOLLOW ? `fill="${GREY}"` : `fill="#fff" stroke="${INK}" stroke-width="1"`;
}

/** The model to start from, its interval in the same colour, and its value above the plot. */
function diamond(
  { points: all, words }: CurveFigure,
  { x, y, own, top, board: b }: Layout,
): readonly string[] {
  if (own === null) return [];
  const { estimate, interval, significant } = all[own]!;
  const [left, middle] = [x(own), y.scale(estimate)];
  const half = textWidth(words.own, TICK_SIZE) / 2;
  const centre = Math.min(Math.max(left, b.left + half), b.right - half);
  return [
    ...(interval
      ? [lineMark(left, y.scale(interval[0]), left, y.scale(interval[1]), { stroke: ACCENT, width: 1.6 })]
      : []),
    `<path d="M${at(left)} ${at(middle - 5)}l5 5l-5 5l-5-5z" fill="${significant ? ACCENT : '#fff'}" stroke="${ACCENT}" stroke-width="1.6"/>`,
    textMark(centre, top - 7, words.own, { anchor: 'middle', size: TICK_SIZE, fill: ACCENT }),
  ];
}

/** The name of the axis, in lines no longer than it, and what filled and hollow points are. */
function names(
  { words }: CurveFigure,
  { y, top, bottom, board: { left }, radius, mixed }: Layout,
): readonly string[] {
  const ticks = Math.max(...y.labels.map((label) => textWidth([{ text: label }], TICK_SIZE)));
  const lines = wrapped(axisName(words.y, y), bottom - top, 12);
  const first = left - 9 - ticks - 10 - 15 * (lines.length - 1);
  const name = lines.map((line, i) =>
    textMark(0, 0, line, {
      anchor: 'middle',
      transform: `translate(${at(first + 15 * i)} ${at((top + bottom) / 2)}) rotate(-90)`,
    }),
  );
  if (!mixed) return name;
  const second = left + 12 + textWidth(words.significant, TICK_SIZE) + 18;
  const mark = (x: number, significant: boolean): string =>
    `<circle cx="${at(x)}" cy="${TOP}" r="${LARGEST_POINT}" ${markStyle(significant, radius)}/>`;
  return [
    ...name,
    mark(left + 3, true),
    textMark(left + 12, TOP + 4, words.significant, { size: TICK_SIZE }),
    mark(second + 3, false),
    textMark(second + 12, TOP + 4, words.insignificant, { size: TICK_SIZE }),
  ];
}
