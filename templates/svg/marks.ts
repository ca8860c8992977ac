import { isWide } from '../../compiler/plan/display-width.ts';
import type { Rich } from '../document/document.ts';

/** Black, two greys and the one accent, for the estimate that matters. */
export const INK = '#1a1a1a';
export const GREY = '#767676';
export const FAINT = '#c4c4c4';
export const ACCENT = '#9b2226';

export const FONT_SIZE = 12;
export const TICK_SIZE = 11;

const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as XML shows it; characters that XML cannot hold become spaces. */
export function escapeXml(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(CONTROLS, ' ')
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

/** A coordinate with two decimals at most, so that the bytes are stable. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** A run of styled text as tspans. */
export function spans(text: Rich): string {
  return text
    .map(({ text: run, style }) => {
      const escaped = escapeXml(run);
      if (style === 'italic' || style === 'emphasis') return `<tspan font-style="italic">${escaped}</tspan>`;
      return style === 'strong' ? `<tspan font-weight="bold">${escaped}</tspan>` : escaped;
    })
    .join('');
}

/** Width of a text in pixels, from above: an ideograph is square, a letter at most 0.6 of that. */
export function textWidth(text: Rich, size = FONT_SIZE): number {
  const em = text.flatMap(({ text: run }) => [...run]).reduce((sum, c) => sum + (isWide(c) ? 1 : 0.58), 0);
  return em * size;
}

export interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly fill?: string;
  readonly transform?: string;
  /** A white edge, where the text may stand on a line. */
  readonly halo?: boolean;
}

export function textMark(x: number, y: number, text: Rich, style: TextStyle = {}): string {
  const place = style.transform ? `transform="${style.transform}"` : `x="${at(x)}" y="${at(y)}"`;
  const size = style.size && style.size !== FONT_SIZE ? ` font-size="${style.size}"` : '';
  const fill = style.fill ? ` fill="${style.fill}"` : '';
  const halo = style.halo ? ' stroke="#fff" stroke-width="3" paint-order="stroke"' : '';
  return `<text ${place} text-anchor="${style.anchor ?? 'start'}"${size}${fill}${halo}>${spans(text)}</text>`;
}

export interface LineStyle {
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
}

export function lineMark(x1: number, y1: number, x2: number, y2: number, style: LineStyle = {}): string {
  const dash = style.dash ? ` stroke-dasharray="${style.dash}"` : '';
  const stroke = `stroke="${style.stroke ?? INK}" stroke-width="${style.width ?? 0.8}"`;
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" ${stroke}${dash}/>`;
}
