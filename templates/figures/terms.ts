import type { CoefficientFigure } from '../document/document.ts';
import { type Axis, axis, axisName, bottomAxis } from './axes.ts';
import { type Drawing, type Mark, WIDTH } from './drawing.ts';
import { lineMark, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { endsOf, intervalMark, label, legendOf, seriesMark, zeroLine } from './series.ts';
import { wrapped } from './wrap.ts';

const RIGHT = 650;

/** How rows are set. */
interface Setting {
  readonly labelSize: number;
  readonly lineHeight: number;
  /** Above and below a label of several lines, together. */
  readonly between: number;
  /** The widest that labels may stand before they are wrapped. */
  readonly labelWidth: number;
  /** Between the models of a row, and above the first and below the last of several, or of one. */
  readonly step: number;
  readonly pads: { readonly several: number; readonly one: number };
}

const roomy: Setting = {
  ...{ labelSize: 12.5, lineHeight: 16, between: 10, labelWidth: 230, step: 17 },
  pads: { several: 17.5, one: 14 },
};

/** For what would be higher than a page otherwise. */
const compact: Setting = {
  ...{ labelSize: 11, lineHeight: 13, between: 7, labelWidth: 320, step: 11 },
  pads: { several: 9, one: 9 },
};

/** Height of rows in pixels from which they are set closer. */
const HIGH = 760;

interface Layout {
  readonly setting: Setting;
  readonly left: number;
  readonly top: number;
  readonly x: Axis;
  /** Row by row: its lines of label, and its upper and lower end. */
  readonly rows: readonly {
    readonly lines: ReturnType<typeof wrapped>;
    readonly from: number;
    readonly to: number;
  }[];
}

/**
 * Coefficients, one row a term, the models of a row one below the other, intervals capped, zero dashed. A model
 * has no place in a row whose term it lacks.
 */
export function drawTerms(figure: CoefficientFigure): Drawing {
  const spacious = rowsOf(figure, roomy, 0);
  const setting = (spacious.at(-1)?.to ?? 0) > HIGH ? compact : roomy;
  const left = leftOf(figure, setting);
  const legend = legendOf(figure.series, left + 6, RIGHT);
  const layout = layoutOf(figure, setting, left, legend.height + 24);
  const bottom = layout.rows.at(-1)?.to ?? layout.top;
  const name = axisName(figure.words.estimate, layout.x);
  const half = textWidth(name) / 2;
  const middle = Math.min(Math.max((left + RIGHT) / 2, half + 8), WIDTH - half - 8);
  const marks = [
    ...grid(layout, bottom),
    ...figure.rows.flatMap((_, i) => row(figure, layout, i)),
    lineMark([left, bottom], [RIGHT, bottom]),
    ...bottomAxis(layout.x, bottom),
    textMark([middle, bottom + 42], name, { anchor: 'middle' }),
    ...legend.parts,
  ];
  return { width: WIDTH, height: bottom + 56, marks };
}

function leftOf({ rows }: CoefficientFigure, { labelWidth, labelSize }: Setting): number {
  const widths = rows.flatMap((one) =>
    wrapped(one.label, labelWidth, labelSize).map((line) => textWidth(line, labelSize)),
  );
  return Math.ceil(Math.max(60, ...widths) + 34);
}

function layoutOf(figure: CoefficientFigure, setting: Setting, left: number, top: number): Layout {
  const [low, high] = endsOf(figure);
  const x = axis(low, high, [left, RIGHT], 6, 2);
  return { setting, left, top, x, rows: rowsOf(figure, setting, top) };
}

function rowsOf(
  figure: CoefficientFigure,
  { labelSize, lineHeight, between, labelWidth, step, pads }: Setting,
  top: number,
): Layout['rows'] {
  const pad = figure.series.length > 1 ? pads.several : pads.one;
  let from = top;
  return figure.rows.map(({ label: text, marks }) => {
    const lines = wrapped(text, labelWidth, labelSize);
    const height = Math.max(2 * pad + step * (marks.length - 1), lineHeight * lines.length + between);
    const to = from + height;
    const placed = { lines, from, to };
    from = to;
    return placed;
  });
}

function grid({ left, top, x, rows }: Layout, bottom: number): readonly Mark[] {
  const zero = x.scale(0);
  return [
    ...x.ticks
      .map((tick) => x.scale(tick))
      .filter((place) => Math.abs(place - zero) > 0.5)
      .map((place) => lineMark([place, top], [place, bottom], { colour: 'pale' })),
    ...rows.slice(0, -1).map(({ to }) => lineMark([left, to], [RIGHT, to], { colour: 'rule' })),
    zeroLine(zero, top, zero, bottom),
  ];
}

function row(figure: CoefficientFigure, { setting, left, x, rows }: Layout, i: number): readonly Mark[] {
  const { marks } = figure.rows[i]!;
  const { lines, from, to } = rows[i]!;
  const middle = (from + to) / 2;
  const first = middle - (setting.step * (marks.length - 1)) / 2;
  return [
    ...label(lines, left - 18, middle + 4, 'end', setting.labelSize),
    ...marks.flatMap(({ series, estimate, interval }, k) => {
      const y = first + setting.step * k;
      const bar = interval ? intervalMark(x.scale(interval[0]), x.scale(interval[1]), y, true) : [];
      return [...bar, ...seriesMark(series, x.scale(estimate), y)];
    }),
  ];
}
