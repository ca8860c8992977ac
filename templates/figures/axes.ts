import { tickStep } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { Rich } from '../document/document.ts';
import { formatDecimal, withMinus } from '../document/format-number.ts';
import { concat, sup, toRich } from '../document/rich.ts';
import { type Mark, TICK_SIZE } from './drawing.ts';
import { lineMark, textMark } from './marks.ts';

const TICK = 5;

/** A linear axis: its scale, where it has ticks, and a power of ten that is taken out of the tick labels. */
export interface Axis {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
  /** 0 unless the numbers are very small or very large. */
  readonly exponent: number;
}

/** Ends outside of [low, high] at whole steps, or at `parts` of a step. count: about how many ticks. */
export function axis(
  low: number,
  high: number,
  range: readonly [number, number],
  count: number,
  parts: 1 | 2,
): Axis {
  const step = tickStep(low, high, count);
  const part = step / parts;
  const domain = [Math.floor(low / part + 1e-9) * part, Math.ceil(high / part - 1e-9) * part];
  const scale = scaleLinear().domain(domain).range(range);
  const first = Math.ceil(domain[0]! / step - 1e-9);
  const last = Math.floor(domain[1]! / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  const magnitude = Math.floor(Math.log10(Math.max(...domain.map(Math.abs)) || 1));
  const exponent = magnitude < -3 || magnitude > 4 ? magnitude : 0;
  const decimals = Math.max(0, exponent - Math.floor(Math.log10(step) + 1e-9));
  const labels = ticks.map((tick) => withMinus(formatDecimal(tick / Number(`1e${exponent}`), decimals)));
  return { scale, ticks, labels, exponent };
}

/** The power of ten that the labels of an axis leave out; empty where they leave out none. */
export function powerOf({ exponent }: Axis): Rich {
  return exponent === 0 ? [] : concat('×10', sup(withMinus(String(exponent))));
}

/** The name of an axis, with the power of ten that its labels leave out. */
export function axisName(name: Rich, of: Axis): Rich {
  return of.exponent === 0 ? name : [...name, ...concat(' (', powerOf(of), ')')];
}

export function bottomAxis({ scale, ticks, labels }: Axis, y: number): readonly Mark[] {
  return ticks.flatMap((tick, i) => [
    lineMark([scale(tick), y], [scale(tick), y + TICK]),
    textMark([scale(tick), y + 19], toRich(labels[i]!), { anchor: 'middle', size: TICK_SIZE }),
  ]);
}

/** `side` -1: ticks to the left of x; 1: to the right. */
export function sideAxis({ scale, ticks, labels }: Axis, x: number, side: -1 | 1): readonly Mark[] {
  return ticks.flatMap((tick, i) => [
    lineMark([x, scale(tick)], [x + side * TICK, scale(tick)]),
    textMark([x + side * 9, scale(tick) + 4], toRich(labels[i]!), {
      anchor: side < 0 ? 'end' : 'start',
      size: TICK_SIZE,
    }),
  ]);
}
