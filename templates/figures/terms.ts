import type { CoefficientFigure } from '../document/document.ts';
import { type Axis, axis, axisName, bottomAxis } from './axes.ts';
import { type Drawing, type Mark, WIDTH } from './drawing.ts';
import { lineMark, textMark } from './marks.ts';
import { textWidth } from './measure.ts';
import { endsOf, intervalMark, label, legendOf, seriesMark, zeroLine } from './series.ts';
import { wrapped } from './wrap.ts';

const LABEL_SIZE = 12.5;
/** The widest that labels may stand before they are wrapped. */
const LABEL_WIDTH = 230;
const RIGHT = 650;
const MARK_STEP = 17;

interface Layout {
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
  const left = leftOf(figure);
  const legend = legendOf(figure.series, left + 6, RIGHT);
  const layout = layoutOf(figure, left, legend.height + 24);
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

function leftOf({ rows }: CoefficientFigure): number {
  const widths = rows.flatMap((one) =>
    wrapped(one.label, LABEL_WIDTH, LABEL_SIZE).map((line) => textWidth(line, LABEL_SIZE)),
  );
  return Math.ceil(Math.max(60, ...widths) + 34);
}

function layoutOf(figure: CoefficientFigure, left: number, top: number): Layout {
  const [low, high] = endsOf(figure);
  const x = axis(low, high, [left, RIGHT], 6, 2);
  const pad = figure.series.length > 1 ? 17.5 : 14;
  let from = top;
  const rows = figure.rows.map(({ label: text, marks }) => {
    const lines = wrapped(text, LABEL_WIDTH, LABEL_SIZE);
    const height = Math.max(2 * pad + MARK_STEP * (marks.length - 1), 16 * lines.length + 10);
    const to = from + height;
    const placed = { lines, from, to };
    from = to;
    return placed;
  });
  return { left, top, x, rows };
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

function row(figure: CoefficientFigure, { left, x, rows }: Layout, i: number): readonly Mark[] {
  const { marks } = figure.rows[i]!;
  const { lines, from, to } = rows[i]!;
  const middle = (from + to) / 2;
  const first = middle - (MARK_STEP * (marks.length - 1)) / 2;
  return [
    ...label(lines, left - 18, middle + 4, 'end', LABEL_SIZE),
    ...marks.flatMap(({ series, estimate, interval }, k) => {
      const y = first + MARK_STEP * k;
      const bar = interval ? intervalMark(x.scale(interval[0]), x.scale(interval[1]), y, true) : [];
      return [...bar, ...seriesMark(series, x.scale(estimate), y)];
    }),
  ];
}
