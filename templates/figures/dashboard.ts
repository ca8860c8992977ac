import type { CurveFigure, Rich } from '../document/document.ts';
import { plainText, strong } from '../document/rich.ts';
import { type Colour, type Mark, TICK_SIZE } from './drawing.ts';
import { circles, lineMark, polyline, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { wrapped } from './wrap.ts';

const EDGE = 14;
const RIGHT = 664;
/** Least and greatest width to the left of the plot. */
const LEAST = 150;
const MOST = 300;
const ROW = 16;
const LINE = 13;
const LARGEST_DOT = 3;
/** Points nearer to one another than this have strokes in place of dots. */
const NARROW = 4;

interface PlacedRow {
  readonly lines: readonly Rich[];
  /** The middle of the row. */
  readonly y: number;
}

interface PlacedAxis {
  readonly heading: Rich;
  readonly headingY: number;
  readonly rule: number;
  readonly rows: readonly PlacedRow[];
}

/** Where the choices stand; the plot above has the same left and right. */
export interface Board {
  readonly left: number;
  readonly right: number;
  readonly axes: readonly PlacedAxis[];
  readonly bottom: number;
}

/** The rows of all axes from `top` down. Headings stand beside the first row where there is room, else above it. */
export function board(axes: CurveFigure['axes'], top: number): Board {
  const labels = axes.flatMap(({ choices }) => choices.map(({ label }) => textWidth(label, TICK_SIZE)));
  const label = Math.max(0, ...labels);
  const heading = Math.max(0, ...axes.map((one) => textWidth(headingOf(one.heading), TICK_SIZE)));
  const beside = EDGE + heading + 12 + label + 12 <= MOST;
  const wanted = beside ? EDGE + heading + 12 + label + 12 : EDGE + label + 12;
  const left = Math.min(Math.max(wanted, LEAST), MOST);
  let y = top;
  const placed = axes.map((one): PlacedAxis => {
    const rule = y;
    y += ROW;
    const headingY = y;
    if (!beside) y += ROW;
    const rows = one.choices.map((choice): PlacedRow => {
      const lines = wrapped(choice.label, left - EDGE - 12, TICK_SIZE);
      const extra = (lines.length - 1) * LINE;
      const row = { lines, y: y + extra / 2 };
      y += ROW + extra;
      return row;
    });
    return { heading: headingOf(one.heading), headingY, rule, rows };
  });
  return { left, right: RIGHT, axes: placed, bottom: y + (axes.length > 0 ? 6 : 0) };
}

const headingOf = (heading: Rich): Rich => [strong(plainText(heading))];

interface Place {
  readonly board: Board;
  readonly x: (i: number) => number;
  readonly pitch: number;
  readonly own: number | null;
}

/** A rule and a heading an axis, a row a choice, a mark for each model that made it. */
export function dashboard({ axes }: CurveFigure, place: Place): readonly Mark[] {
  return place.board.axes.flatMap(({ heading, headingY, rule, rows }, i) => [
    lineMark([EDGE, rule], [RIGHT, rule], { colour: 'rule' }),
    textMark([EDGE, headingY + 4], heading, { size: TICK_SIZE }),
    ...rows.flatMap((row, k) => [
      ...labelOf(row, place.board.left - 12),
      ...marks(axes[i]!.choices[k]!.made, row.y, place),
    ]),
  ]);
}

function labelOf({ lines, y }: PlacedRow, right: number): readonly Mark[] {
  const first = y + 4 - ((lines.length - 1) * LINE) / 2;
  return lines.map((line, i) =>
    textMark([right, first + i * LINE], line, { anchor: 'end', size: TICK_SIZE }),
  );
}

function marks(made: readonly boolean[], y: number, { x, pitch, own }: Place): readonly Mark[] {
  const chosen = made.flatMap((one, i) => (one && i !== own ? [i] : []));
  const accented = own !== null && made[own] ? [own] : [];
  if (pitch < NARROW)
    return [...strokes(chosen, y, x, 0.7 * pitch, 'ink'), ...strokes(accented, y, x, 1.75, 'accent')];
  const radius = Math.min(LARGEST_DOT, 0.38 * pitch);
  const others = made.flatMap((one, i) => (one ? [] : [i]));
  return [
    ...(pitch < 6 ? [] : dots(others, y, x, 0.9, 'faint')),
    ...dots(chosen, y, x, radius, 'ink'),
    ...dots(accented, y, x, radius, 'accent'),
  ];
}

type Across = (i: number) => number;

function dots(places: readonly number[], y: number, x: Across, r: number, fill: Colour): readonly Mark[] {
  return circles(
    places.map((i) => [x(i), y]),
    r,
    { fill },
  );
}

function strokes(
  places: readonly number[],
  y: number,
  x: Across,
  width: number,
  colour: Colour,
): readonly Mark[] {
  return polyline(
    places.map((i) => [
      [x(i), y - 5],
      [x(i), y + 5],
    ]),
    { colour, width },
  );
}
