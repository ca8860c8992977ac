import { extent, range } from 'd3-array';
import type { DensityFigure, Rich } from '../document/document.ts';
import { withMinus } from '../document/format-number.ts';
import { concat } from '../document/rich.ts';
import { type Axis, axis, axisName, bottomAxis, sideAxis } from './axes.ts';
import { kernelDensity, normalDensity } from './density.ts';
import { type Drawing, type Mark, type Point, type Stroke, TICK_SIZE, WIDTH } from './drawing.ts';
import { circles, lineMark, polyline, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { type Places, placesOf } from './placement.ts';

const HEIGHT = 380;
const LEFT = 64;
const RIGHT = 616;
const TOP = 26;
const BOTTOM = 318;
/** Room above the plot for a label or a legend that has no place within. */
const BAND = 22;
const LEGEND_MARK = 31;
const THRESHOLD = 0.1;
/** The normal density: how it is drawn, at how many points, how many standard deviations to either side. */
const NORMAL: Stroke = { colour: 'grey', width: 1.3, dash: [5, 3] };
const NORMAL_POINTS = 80;
const REACH = 4;
/** Between the entries of a legend above the plot. */
const LEGEND_GAP = 24;

/**
 * A placebo: density line, the normal density dashed, a hollow point for each draw's p-value on the right axis, p = 0.10
 * dotted, the true estimate dashed with its value. The horizontal axis reaches the true estimate.
 */
export function drawPlacebo(figure: DensityFigure): Drawing {
  const density = kernelDensity(figure.estimates);
  const layout = layoutOf(figure, density);
  const marks = [
    ...points(figure, layout),
    ...threshold(figure, layout),
    ...normal(figure, layout),
    ...curve(density, layout, { width: 1.8 }),
    ...estimate(figure, layout),
    ...frame(figure, layout),
    ...legend(figure, layout),
  ];
  return { width: WIDTH, height: HEIGHT, marks };
}

interface Layout {
  readonly x: Axis;
  readonly density: Axis;
  readonly p: Axis;
  readonly top: number;
  readonly places: Places;
}

function layoutOf(figure: DensityFigure, density: readonly Point[]): Layout {
  const spread = [...figure.estimates, ...density.map(([value]) => value)];
  const actual = figure.actual.value;
  // Not by Math.min(...): a placebo may have more draws than a call may have arguments.
  const [low = actual, high = actual] = extent([...spread, actual]);
  const pad = 0.05 * (high - low || Math.abs(high) || 1);
  const x = axis(Math.min(low, actual - pad), Math.max(high, actual + pad), [LEFT, RIGHT], 6, 2);
  const [left = LEFT, right = LEFT] = extent(spread, x.scale);
  const places = placesOf([LEFT, RIGHT], [left, right], x.scale(actual), {
    legend: legendWidth(figure),
    label: textWidth(actualText(figure)),
    threshold: textWidth(figure.words.threshold, TICK_SIZE),
  });
  const top = TOP + (places.legend === null ? BAND : 0) + (places.label === 'above' ? BAND : 0);
  const peak = figure.normal ? normalDensity(figure.normal, figure.normal.mean) : 0;
  const highest = Math.max(...density.map(([, value]) => value), peak) || 1;
  return {
    x,
    density: axis(0, highest * 1.02, [BOTTOM, top], 5, 1),
    p: axis(0, 1, [BOTTOM, top], 5, 1),
    top,
    places,
  };
}

function points({ estimates, p }: DensityFigure, { x, p: right }: Layout): readonly Mark[] {
  return circles(
    p.map((value, i) => [x.scale(estimates[i]!), right.scale(value)]),
    1.7,
    { stroke: { colour: 'grey', width: 0.5 } },
  );
}

function threshold({ words }: DensityFigure, { p, places }: Layout): readonly Mark[] {
  const y = p.scale(THRESHOLD);
  return [
    lineMark([LEFT, y], [RIGHT, y], { colour: 'grey', dash: [2, 3] }),
    textMark([places.threshold, y - 5], words.threshold, {
      anchor: 'end',
      size: TICK_SIZE,
      colour: 'grey',
      halo: true,
    }),
  ];
}

/** The normal density of the mean and spread of the draws, four standard deviations to either side. */
function normal({ normal: fitted }: DensityFigure, layout: Layout): readonly Mark[] {
  if (fitted === null) return [];
  const [left = 0, right = 0] = layout.x.scale.domain();
  const low = Math.max(left, fitted.mean - REACH * fitted.sd);
  const high = Math.min(right, fitted.mean + REACH * fitted.sd);
  const at = range(NORMAL_POINTS).map((i) => low + ((high - low) * i) / (NORMAL_POINTS - 1));
  return curve(
    at.map((value) => [value, normalDensity(fitted, value)] as const),
    layout,
    NORMAL,
  );
}

function curve(points: readonly Point[], { x, density }: Layout, style: Partial<Stroke>): readonly Mark[] {
  return polyline([points.map(([value, height]) => [x.scale(value), density.scale(height)])], style);
}

function actualText({ words, actual }: DensityFigure): ReturnType<typeof concat> {
  return concat(words.actual, ' ', withMinus(actual.printed));
}

function estimate(figure: DensityFigure, { x, top, places }: Layout): readonly Mark[] {
  const at = x.scale(figure.actual.value);
  const text = actualText(figure);
  const half = textWidth(text) / 2;
  const above = Math.min(Math.max(at, LEFT + half), RIGHT - half);
  const place = {
    left: { x: at - 7, y: top + 14, anchor: 'end' },
    right: { x: at + 7, y: top + 14, anchor: 'start' },
    above: { x: above, y: top - 8, anchor: 'middle' },
  } as const;
  const { x: left, y, anchor } = place[places.label];
  return [
    lineMark([at, top], [at, BOTTOM], { colour: 'accent', width: 1.4, dash: [6, 3] }),
    textMark([left, y], text, { anchor, colour: 'accent' }),
  ];
}

function frame({ words }: DensityFigure, { x, density, p, top }: Layout): readonly Mark[] {
  const middle = (top + BOTTOM) / 2;
  const style = { anchor: 'middle', turned: true } as const;
  return [
    lineMark([LEFT, BOTTOM], [RIGHT, BOTTOM]),
    lineMark([LEFT, BOTTOM], [LEFT, top]),
    lineMark([RIGHT, BOTTOM], [RIGHT, top]),
    ...bottomAxis(x, BOTTOM),
    ...sideAxis(density, LEFT, -1),
    ...sideAxis(p, RIGHT, 1),
    textMark([(LEFT + RIGHT) / 2, BOTTOM + 40], axisName(words.x, x), { anchor: 'middle' }),
    textMark([20, middle], axisName(words.density, density), style),
    textMark([666, middle], words.rightAxis, style),
  ];
}

/** What the legend explains, from top to bottom. */
function legendEntries({ words, normal: fitted }: DensityFigure): readonly Rich[] {
  return [words.density, ...(fitted === null ? [] : [words.normal]), words.p];
}

function legendWidth(figure: DensityFigure): number {
  return LEGEND_MARK + Math.max(...legendEntries(figure).map((entry) => textWidth(entry)));
}

/** Lines within the plot, or one line above it. */
function legend(figure: DensityFigure, { places, top }: Layout): readonly Mark[] {
  const inside = places.legend !== null;
  let x = places.legend ?? LEFT;
  let y = inside ? top + 52 : TOP - 8;
  const { words } = figure;
  return legendEntries(figure).flatMap((entry) => {
    const mark =
      entry === words.p
        ? circles([[x + 12, y]], 2.4, { stroke: { colour: 'grey', width: 1 } })
        : [lineMark([x, y], [x + 24, y], entry === words.normal ? NORMAL : { width: 1.8 })];
    const text = textMark([x + LEGEND_MARK, y + 4], entry);
    if (inside) y += 20;
    else x += LEGEND_MARK + textWidth(entry) + LEGEND_GAP;
    return [...mark, text];
  });
}
