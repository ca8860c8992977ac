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

/** How the drawing looks in one file. */
export interface SvgLook {
  readonly colours: Colours;
  /** The font family, as attributes and CSS have it. */
  readonly fonts: string;
  /** That of italics where it is another. */
  readonly italic: string | null;
}

/** A coordinate with two decimals at most, so that the bytes are stable. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** A mark as an element. */
export function element(mark: Mark, look: SvgLook): string {
  switch (mark.kind) {
    case 'line': {
      const { from, to, stroke } = mark;
      const ends = `x1="${at(from[0])}" y1="${at(from[1])}" x2="${at(to[0])}" y2="${at(to[1])}"`;
      return `<line ${ends} ${strokeAttributes(stroke, look)}/>`;
    }
    case 'path':
      return path(mark, look);
    case 'circles':
      return circles(mark, look);
    case 'rect':
      return rect(mark, look);
    case 'text':
      return text(mark, look);
    case 'group': {
      const parts = mark.marks.map((part) => element(part, look)).join('');
      return `<g><title>${escapeXml(mark.title)}</title>${parts}</g>`;
    }
  }
}

function strokeAttributes({ colour, width, dash }: Stroke, look: SvgLook): string {
  const pattern = dash ? ` stroke-dasharray="${dash.map(at).join(' ')}"` : '';
  return `stroke="${look.colours[colour]}" stroke-width="${at(width)}"${pattern}`;
}

function paintAttributes({ fill, stroke }: Paint, look: SvgLook): string {
  const inside = `fill="${fill ? look.colours[fill] : 'none'}"`;
  return stroke ? `${inside} ${strokeAttributes(stroke, look)}` : inside;
}

function path({ lines, closed, paint }: PathMark, look: SvgLook): string {
  const line = (points: PathMark['lines'][number]): string =>
    points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${at(x)},${at(y)}`).join('') + (closed ? 'Z' : '');
  return `<path d="${lines.map(line).join('')}" ${paintAttributes(paint, look)}/>`;
}

/** Many have their look in common, written once. */
function circles({ centres, radius, paint }: CirclesMark, look: SvgLook): string {
  const attributes = paintAttributes(paint, look);
  const circle = ([x, y]: CirclesMark['centres'][number], more: string): string =>
    `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}"${more}/>`;
  if (centres.length === 1) return circle(centres[0]!, ` ${attributes}`);
  return `<g ${attributes}>${centres.map((centre) => circle(centre, '')).join('')}</g>`;
}

function rect({ corner: [x, y], width, height, paint }: RectMark, look: SvgLook): string {
  const size = `width="${at(width)}" height="${at(height)}"`;
  return `<rect x="${at(x)}" y="${at(y)}" ${size} ${paintAttributes(paint, look)}/>`;
}

function text({ at: [x, y], text: runs, ...style }: TextMark, look: SvgLook): string {
  const place = style.turned
    ? `transform="translate(${at(x)} ${at(y)}) rotate(-90)"`
    : `x="${at(x)}" y="${at(y)}"`;
  const size = style.size === FONT_SIZE ? '' : ` font-size="${at(style.size)}"`;
  const fill = style.colour === 'ink' ? '' : ` fill="${look.colours[style.colour]}"`;
  const halo = style.halo ? ` stroke="${look.colours.paper}" stroke-width="3" paint-order="stroke"` : '';
  return `<text ${place} text-anchor="${style.anchor}"${size}${fill}${halo}>${spans(runs, style.size, look)}</text>`;
}

/** Of an exponent, in the size of its text: its own size, and how far it is raised. */
const SUPERSCRIPT = { size: 0.7, raised: 0.35 };

/** Runs of styled text as tspans. An exponent is raised, since few fonts have one as a character of its own. */
function spans(runs: Rich, size: number, { italic }: SvgLook): string {
  const slanted = `font-style="italic"${italic === null ? '' : ` font-family="${italic}"`}`;
  const shift = at(SUPERSCRIPT.raised * size);
  return runs
    .map(({ text: run, style }, i) => {
      const back = runs[i - 1]?.style === 'sup' && style !== 'sup' ? [`dy="${shift}"`] : [];
      const attributes = [...back, ...styled(style)];
      const escaped = escapeXml(run);
      return attributes.length === 0 ? escaped : `<tspan ${attributes.join(' ')}>${escaped}</tspan>`;
    })
    .join('');

  function styled(style: Rich[number]['style']): readonly string[] {
    if (style === 'sup') return [`dy="-${shift}"`, `font-size="${at(SUPERSCRIPT.size * size)}"`];
    if (style === 'italic' || style === 'emphasis') return [slanted];
    return style === 'strong' ? ['font-weight="bold"'] : [];
  }
}
