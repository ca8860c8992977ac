import { extent, range } from 'd3-array';
import { curveLinear, line } from 'd3-shape';
import type { DensityFigure, Rich } from '../document/document.ts';
import { withMinus } from '../document/format-number.ts';
import { concat } from '../document/rich.ts';
import { type Axis, axis, axisName, bottomAxis, sideAxis } from './axes.ts';
import { kernelDensity, normalDensity, type Point } from './density.ts';
import { ACCENT, at, GREY, INK, type LineStyle, lineMark, TICK_SIZE, textMark, textWidth } from './marks.ts';
import { opening } from './opening.ts';
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
const NORMAL: LineStyle = { stroke: GREY, width: 1.3, dash: '5 3' };
const NORMAL_POINTS = 80;
const REACH = 4;
/** Between the entries of a legend above the plot. */
const LEGEND_GAP = 24;

/**
 * A placebo as SVG, 680 by 380: density line, the normal density dashed, a hollow point for each draw's p-value on the right axis, p = 0.10
 * dotted, the true estimate dashed with its value. The horizontal axis reaches the true estimate. Real text, the same
 * bytes everywhere. language: of the text, as a BCP 47 tag.
 */
export function renderDensity(figure: DensityFigure, language: string): string {
  const density = kernelDensity(figure.estimates);
  const layout = layoutOf(figure, density);
  const parts = [
    points(figure, layout),
    ...threshold(figure, layout),
    ...normal(figure, layout),
    ...curve(density, layout, { width: 1.8 }),
    ...estimate(figure, layout),
    ...frame(figure, layout),
    ...legend(figure, layout),
  ];
  return `${opening(figure, HEIGHT, language)}\n${parts.join('\n')}\n</svg>\n`;
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

function points({ estimates, p }: DensityFigure, { x, p: right }: Layout): string {
  const circles = p.map(
    (value, i) => `<circle cx="${at(x.scale(estimates[i]!))}" cy="${at(right.scale(value))}" r="1.7"/>`,
  );
  return `<g stroke="${GREY}" stroke-width=".6" fill="none" opacity=".75">${circles.join('')}</g>`;
}

function threshold({ words }: DensityFigure, { p, places }: Layout): readonly string[] {
  const y = p.scale(THRESHOLD);
  return [
    lineMark(LEFT, y, RIGHT, y, { stroke: GREY, dash: '2 3' }),
    textMark(places.threshold, y - 5, words.threshold, {
      anchor: 'end',
      size: TICK_SIZE,
      fill: GREY,
      halo: true,
    }),
  ];
}

/** The normal density of the mean and spread of the draws, four standard deviations to either side. */
function normal({ normal: fitted }: DensityFigure, layout: Layout): readonly string[] {
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

function curve(points: readonly Point[], { x, density }: Layout, style: LineStyle): readonly string[] {
  if (points.length === 0) return [];
  const path = line<Point>()
    .curve(curveLinear)
    .digits(2)
    .x(([value]) => x.scale(value))
    .y(([, value]) => density.scale(value));
  const dash = style.dash ? ` stroke-dasharray="${style.dash}"` : '';
  const stroke = `stroke="${style.stroke ?? INK}" stroke-width="${style.width}"${dash}`;
  return [`<path d="${path(points as Point[])}" fill="none" ${stroke}/>`];
}

function actualText({ words, actual }: DensityFigure): ReturnType<typeof concat> {
  return concat(words.actual, ' ', withMinus(actual.printed));
}

function estimate(figure: DensityFigure, { x, top, places }: Layout): readonly string[] {
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
    lineMark(at, top, at, BOTTOM, { stroke: ACCENT, width: 1.4, dash: '6 3' }),
    textMark(left, y, text, { anchor, fill: ACCENT }),
  ];
}

function frame({ words }: DensityFigure, { x, density, p, top }: Layout): readonly string[] {
  const middle = (top + BOTTOM) / 2;
  const turned = (left: number): string => `translate(${left} ${at(middle)}) rotate(-90)`;
  return [
    lineMark(LEFT, BOTTOM, RIGHT, BOTTOM),
    lineMark(LEFT, BOTTOM, LEFT, top),
    lineMark(RIGHT, BOTTOM, RIGHT, top),
    ...bottomAxis(x, BOTTOM),
    ...sideAxis(density, LEFT, -1),
    ...sideAxis(p, RIGHT, 1),
    textMark((LEFT + RIGHT) / 2, BOTTOM + 40, axisName(words.x, x), { anchor: 'middle' }),
    textMark(0, 0, axisName(words.density, density), { anchor: 'middle', transform: turned(20) }),
    textMark(0, 0, words.rightAxis, { anchor: 'middle', transform: turned(666) }),
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
function legend(figure: DensityFigure, { places, top }: Layout): readonly string[] {
  const inside = places.legend !== null;
  let x = places.legend ?? LEFT;
  let y = inside ? top + 52 : TOP - 8;
  const { words } = figure;
  return legendEntries(figure).flatMap((entry) => {
    const mark =
      entry === words.p
        ? `<circle cx="${at(x + 12)}" cy="${at(y)}" r="2.4" fill="none" stroke="${GREY}"/>`
        : lineMark(x, y, x + 24, y, entry === words.normal ? NORMAL : { width: 1.8 });
    const text = textMark(x + LEGEND_MARK, y + 4, entry);
    if (inside) y += 20;
    else x += LEGEND_MARK + textWidth(entry) + LEGEND_GAP;
    return [mark, text];
  });
}
