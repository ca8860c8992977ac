import type { CoefficientFigure, Rich } from '../document/document.ts';
import { type Axis, axis, axisName, sideAxis } from './axes.ts';
import { type Drawing, FONT_SIZE, type Mark, TICK_SIZE, WIDTH } from './drawing.ts';
import { lineMark, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { endsOf, eventLine, intervalMark, label, legendOf, seriesMark, zeroLine } from './series.ts';
import { wrapped } from './wrap.ts';

const LEFT = 64;
const RIGHT = 656;
const HEIGHT = 300;
/** The most that the marks of one level may be apart. */
const MOST_APART = 13;

interface Layout {
  readonly top: number;
  readonly bottom: number;
  readonly x: (place: number) => number;
  /** Pixels between the closest two levels. */
  readonly slot: number;
  readonly y: Axis;
}

/**
 * Coefficients of one `i()`, its levels from left to right, the models of a level side by side, intervals
 * capped, zero dashed, a dotted line just before the event; the reference at zero without an interval.
 */
export function drawLevels(figure: CoefficientFigure): Drawing {
  const legend = legendOf(figure.series, LEFT + 6, RIGHT);
  const layout = layoutOf(figure, legend.height + 22);
  const { top, bottom, x, y } = layout;
  const zero = y.scale(0);
  const levels = levelLabels(figure, layout);
  const name = bottom + levels.height + 24;
  const marks = [
    ...y.ticks
      .map((tick) => y.scale(tick))
      .filter((place) => Math.abs(place - zero) > 0.5)
      .map((place) => lineMark([LEFT, place], [RIGHT, place], { colour: 'pale' })),
    zeroLine(LEFT, zero, RIGHT, zero),
    ...(figure.event === null ? [] : [eventLine(x(figure.event), top, bottom)]),
    ...figure.rows.flatMap((row) => marksOf(figure, row, layout)),
    lineMark([LEFT, bottom], [RIGHT, bottom]),
    lineMark([LEFT, bottom], [LEFT, top]),
    ...sideAxis(y, LEFT, -1),
    ...levels.parts,
    textMark([(LEFT + RIGHT) / 2, name], figure.words.levels ?? [], { anchor: 'middle' }),
    ...sideName(axisName(figure.words.estimate, y), (top + bottom) / 2),
    ...legend.parts,
  ];
  return { width: WIDTH, height: name + 16, marks };
}

/** The name of the upright axis, in lines where one is longer than the axis. */
function sideName(name: Rich, middle: number): readonly Mark[] {
  const lines = wrapped(name, HEIGHT, FONT_SIZE);
  return lines.map((line, k) =>
    textMark([16 + 14 * (k - lines.length + 1), middle], line, { anchor: 'middle', turned: true }),
  );
}

function layoutOf(figure: CoefficientFigure, top: number): Layout {
  const { rows } = figure;
  const bottom = top + HEIGHT;
  const [low, high] = endsOf(figure);
  const places = rows.map((row) => row.at);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const gaps = places.slice(1).map((place, i) => place - places[i]!);
  const least = gaps.length > 0 ? Math.min(...gaps) : 1;
  const scale = (RIGHT - LEFT) / (last - first + least);
  return {
    ...{ top, bottom, slot: least * scale },
    x: (place) => LEFT + (place - first + least / 2) * scale,
    y: axis(low, high, [bottom, top], 6, 2),
  };
}

function marksOf(
  { series }: CoefficientFigure,
  row: CoefficientFigure['rows'][number],
  { x, y, slot }: Layout,
): readonly Mark[] {
  const apart = Math.min(MOST_APART, (0.8 * slot) / series.length);
  return row.marks.flatMap(({ series: one, estimate, interval, reference }) => {
    const place = x(row.at) + apart * (one - (series.length - 1) / 2);
    const bar = interval ? intervalMark(y.scale(interval[0]), y.scale(interval[1]), place, false) : [];
    return [...bar, ...seriesMark(one, place, y.scale(estimate), reference && series.length === 1)];
  });
}

/** Labels below their ticks: in lines where there is room for that, else every so many of them. */
function levelLabels({ rows }: CoefficientFigure, { bottom, x, slot }: Layout) {
  const labels = rows.map((row) => wrapped(row.label, slot - 6, TICK_SIZE));
  const widest = Math.max(...labels.flat().map((line) => textWidth(line, TICK_SIZE)));
  const every = Math.ceil((widest + 6) / slot);
  const lines = Math.max(...labels.map((one) => one.length));
  const parts = rows.flatMap(({ at: place }, i) => [
    lineMark([x(place), bottom], [x(place), bottom + 5]),
    ...(i % every === 0
      ? label(labels[i]!, x(place), bottom + 19 + 7 * (labels[i]!.length - 1), 'middle')
      : []),
  ]);
  return { height: 14 * lines + 5, parts };
}
