import type { Rich } from '../document/document.ts';
import {
  type CirclesMark,
  type Colour,
  FONT_SIZE,
  type Mark,
  type Paint,
  type PathMark,
  type RectMark,
  type Stroke,
  type TextMark,
} from '../figures/drawing.ts';
import { escapeXml } from './escape.ts';

/** What a colour is called in the file: `#9b2226`, `var(--accent)`. */
export type Colours = Readonly<Record<Colour, string>>;

/** A coordinate with two decimals at most, so that the bytes are stable. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** A mark as an element. */
export function element(mark: Mark, colours: Colours): string {
  switch (mark.kind) {
    case 'line': {
      const { from, to, stroke } = mark;
      const ends = `x1="${at(from[0])}" y1="${at(from[1])}" x2="${at(to[0])}" y2="${at(to[1])}"`;
      return `<line ${ends} ${strokeAttributes(stroke, colours)}/>`;
    }
    case 'path':
      return path(mark, colours);
    case 'circles':
      return circles(mark, colours);
    case 'rect':
      return rect(mark, colours);
    case 'text':
      return text(mark, colours);
    case 'group': {
      const parts = mark.marks.map((part) => element(part, colours)).join('');
      return `<g><title>${escapeXml(mark.title)}</title>${parts}</g>`;
    }
  }
}

function strokeAttributes({ colour, width, dash }: Stroke, colours: Colours): string {
  const pattern = dash ? ` stroke-dasharray="${dash.map(at).join(' ')}"` : '';
  return `stroke="${colours[colour]}" stroke-width="${at(width)}"${pattern}`;
}

function paintAttributes({ fill, stroke }: Paint, colours: Colours): string {
  const inside = `fill="${fill ? colours[fill] : 'none'}"`;
  return stroke ? `${inside} ${strokeAttributes(stroke, colours)}` : inside;
}

function path({ lines, closed, paint }: PathMark, colours: Colours): string {
  const line = (points: PathMark['lines'][number]): string =>
    points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${at(x)},${at(y)}`).join('') + (closed ? 'Z' : '');
  return `<path d="${lines.map(line).join('')}" ${paintAttributes(paint, colours)}/>`;
}

/** Many have their look in common, written once. */
function circles({ centres, radius, paint }: CirclesMark, colours: Colours): string {
  const look = paintAttributes(paint, colours);
  const circle = ([x, y]: CirclesMark['centres'][number], more: string): string =>
    `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}"${more}/>`;
  if (centres.length === 1) return circle(centres[0]!, ` ${look}`);
  return `<g ${look}>${centres.map((centre) => circle(centre, '')).join('')}</g>`;
}

function rect({ corner: [x, y], width, height, paint }: RectMark, colours: Colours): string {
  const size = `width="${at(width)}" height="${at(height)}"`;
  return `<rect x="${at(x)}" y="${at(y)}" ${size} ${paintAttributes(paint, colours)}/>`;
}

function text({ at: [x, y], text: runs, ...style }: TextMark, colours: Colours): string {
  const place = style.turned
    ? `transform="translate(${at(x)} ${at(y)}) rotate(-90)"`
    : `x="${at(x)}" y="${at(y)}"`;
  const size = style.size === FONT_SIZE ? '' : ` font-size="${at(style.size)}"`;
  const fill = style.colour === 'ink' ? '' : ` fill="${colours[style.colour]}"`;
  const halo = style.halo ? ` stroke="${colours.paper}" stroke-width="3" paint-order="stroke"` : '';
  return `<text ${place} text-anchor="${style.anchor}"${size}${fill}${halo}>${spans(runs)}</text>`;
}

/** A run of styled text as tspans. */
function spans(runs: Rich): string {
  return runs
    .map(({ text: run, style }) => {
      const escaped = escapeXml(run);
      if (style === 'italic' || style === 'emphasis') return `<tspan font-style="italic">${escaped}</tspan>`;
      return style === 'strong' ? `<tspan font-weight="bold">${escaped}</tspan>` : escaped;
    })
    .join('');
}
