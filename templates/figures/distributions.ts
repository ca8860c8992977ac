import type { DistributionFigure, Rich } from '../document/document.ts';
import { type Axis, axis, axisName, bottomAxis, powerOf, sideAxis } from './axes.ts';
import { type Drawing, FONT_SIZE, type Mark, type Point, type Stroke, TICK_SIZE, WIDTH } from './drawing.ts';
import { lineMark, polyline, rectMark, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { wrapped } from './wrap.ts';

type Panel = DistributionFigure['panels'][number];

/** Height of the plots, and what stands above and below each. */
const PLOT = 118;
const ABOVE = 24;
const LINE = 15;
const BELOW = 38;
/** From the left of a column to its plot, and from the plot to the next column. */
const LEFT = 52;
const RIGHT = 14;
/** The name of the upright axis, once a row. */
const NAME = 20;
const LEGEND_MARK = 31;
const LEGEND_GAP = 24;

/** Lines of groups, told apart without colour: as many as a study has groups, then from the first again. */
const lines: readonly Stroke[] = [
  { colour: 'ink', width: 1.5 },
  { colour: 'ink', width: 1.5, dash: [6, 3] },
  { colour: 'grey', width: 1.5 },
  { colour: 'grey', width: 1.5, dash: [5, 2] },
  { colour: 'ink', width: 1.5, dash: [1.5, 2.5] },
  { colour: 'ink', width: 1.5, dash: [8, 2.5, 1.5, 2.5] },
];

/**
 * Distributions, one small plot a variable: the histogram of all its values in grey, a kernel density for each group,
 * how many values there are above, the name of the variable below.
 */
export function drawDistributions(figure: DistributionFigure): Drawing {
  const { panels } = figure;
  const columns = Math.min(panels.length < 5 ? 2 : 3, Math.max(panels.length, 1));
  const legend = legendOf(figure.groups);
  const width = (WIDTH - NAME) / columns;
  const marks: Mark[] = [...legend.marks];
  let top = legend.height;
  for (let first = 0; first < panels.length; first += columns) {
    const row = panels
      .slice(first, first + columns)
      .map((panel, i) => panelAt(panel, NAME + i * width, top, width));
    const middle = top + ABOVE + PLOT / 2;
    marks.push(textMark([14, middle], figure.words.density, { anchor: 'middle', turned: true }));
    marks.push(...row.flatMap((one) => one.marks));
    top += Math.max(...row.map((one) => one.height));
  }
  return { width: WIDTH, height: top + 4, marks };
}

interface Part {
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** What each line is, in rows above the plots; nothing without groups. */
function legendOf(groups: readonly Rich[]): Part {
  if (groups.length === 0) return { height: 0, marks: [] };
  const start = NAME + LEFT;
  const marks: Mark[] = [];
  let [x, y] = [start, 18];
  groups.forEach((label, i) => {
    const rows = wrapped(label, WIDTH - start - LEGEND_MARK - RIGHT, FONT_SIZE);
    const width = LEGEND_MARK + Math.max(...rows.map((row) => textWidth(row)));
    if (x > start && x + width > WIDTH - RIGHT) [x, y] = [start, y + 20];
    marks.push(lineMark([x, y], [x + 24, y], strokeOf(i)));
    for (const [k, row] of rows.entries()) marks.push(textMark([x + LEGEND_MARK, y + 4 + LINE * k], row));
    y += LINE * (rows.length - 1);
    x += width + LEGEND_GAP;
  });
  return { height: y + 12, marks };
}

const strokeOf = (group: number): Stroke => lines[group % lines.length]!;

function panelAt(panel: Panel, start: number, top: number, width: number): Part {
  const [left, right] = [start + LEFT, start + width - RIGHT];
  const [upper, bottom] = [top + ABOVE, top + ABOVE + PLOT];
  const bars = barsOf(panel);
  const curves = panel.shapes.map(({ density }) => (density ? pointsOf(density) : []));
  const all = [
    ...bars.flatMap(
      ({ from, to, height }) =>
        [
          [from, height],
          [to, height],
        ] as const,
    ),
    ...curves.flat(),
  ];
  const x = horizontal(all, left, right);
  const y = axis(0, 1.05 * (Math.max(...all.map(([, height]) => height), 0) || 1), [bottom, upper], 3, 1);
  const names = wrapped(axisName(panel.label, x), width - 24, FONT_SIZE);
  const middle = Math.max(
    (left + right) / 2,
    start + 4 + Math.max(...names.map((name) => textWidth(name))) / 2,
  );
  return {
    height: ABOVE + PLOT + BELOW + LINE * names.length,
    marks: [
      ...bars.map(({ from, to, height }) =>
        rectMark([x.scale(from), y.scale(height)], x.scale(to) - x.scale(from), bottom - y.scale(height), {
          ...{ fill: 'rule', stroke: { colour: 'paper', width: 0.6 } },
        }),
      ),
      ...curves.flatMap((curve, i) =>
        polyline([curve.map(([value, height]): Point => [x.scale(value), y.scale(height)])], strokeOf(i)),
      ),
      lineMark([left, bottom], [right, bottom]),
      lineMark([left, bottom], [left, upper]),
      ...bottomAxis(x, bottom),
      ...sideAxis(y, left, -1),
      ...exponentOf(y, left, upper),
      ...names.map((name, k) =>
        textMark([Math.min(middle, (left + right) / 2), bottom + 37 + LINE * k], name, { anchor: 'middle' }),
      ),
      textMark([right, upper - 6], panel.counts, { anchor: 'end', size: TICK_SIZE }),
    ],
  };
}

/** The power of ten that the ticks leave out, above them. */
function exponentOf(y: Axis, left: number, upper: number): readonly Mark[] {
  const power = powerOf(y);
  return power.length === 0 ? [] : [textMark([left - 9, upper - 8], power, { size: TICK_SIZE })];
}

interface Bar {
  readonly from: number;
  readonly to: number;
  /** So that the area of all is one. */
  readonly height: number;
}

/** The histogram of all groups together. */
function barsOf({ shapes }: Panel): readonly Bar[] {
  const bins = shapes.flatMap((shape) => shape.bins ?? []);
  const [first] = bins;
  const n = shapes.reduce((sum, shape) => sum + (shape.bins ? shape.n : 0), 0);
  if (!first || n === 0) return [];
  const { from, width } = first;
  return first.counts.flatMap((_, i) => {
    const count = bins.reduce((sum, { counts }) => sum + counts[i]!, 0);
    const height = count / (n * width);
    return count > 0 ? [{ from: from + i * width, to: from + (i + 1) * width, height }] : [];
  });
}

function pointsOf({ from, to, values }: NonNullable<Panel['shapes'][number]['density']>): readonly Point[] {
  return values.map((height, i) => [from + ((to - from) * i) / (values.length - 1), height]);
}

/** An axis with as many ticks as have room for their labels. */
function horizontal(points: readonly Point[], left: number, right: number): Axis {
  const values = points.map(([value]) => value);
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const candidates = [6, 5, 4, 3, 2].map((count) => axis(low, high, [left, right], count, 2));
  const fits = ({ ticks, labels, scale }: Axis): boolean => {
    const widest = Math.max(...labels.map((label) => textWidth([{ text: label }], TICK_SIZE)));
    return ticks.length < 2 || widest + 10 <= scale(ticks[1]!) - scale(ticks[0]!);
  };
  return candidates.find(fits) ?? candidates.at(-1)!;
}
