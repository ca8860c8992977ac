import type {
  CirclesMark,
  Colour,
  Mark,
  Paint,
  PathMark,
  Point,
  Stroke,
  TextMark,
} from '../figures/drawing.ts';
import { latexOf } from './escape.ts';

/** Points for a pixel of a stroke, on a line of usual length: strokes do not grow with the page. */
const POINTS = 0.65;
/** Points of a path in one line of the source. */
const PER_LINE = 8;
/** Circles in one path: TeX holds a path in memory. */
const PER_PATH = 200;

/** A mark as commands of TikZ in pixels from the upper left corner, a line each or several. */
export function tikzOf(mark: Mark): readonly string[] {
  switch (mark.kind) {
    case 'line':
      return [`\\draw[${strokeOptions(mark.stroke)}] ${place(mark.from)} -- ${place(mark.to)};`];
    case 'path':
      return path(mark);
    case 'circles':
      return circles(mark);
    case 'rect': {
      const [x, y] = mark.corner;
      return [
        `${command(mark.paint)} ${place(mark.corner)} rectangle ${place([x + mark.width, y + mark.height])};`,
      ];
    }
    case 'text':
      return [text(mark)];
    case 'group':
      return mark.marks.flatMap(tikzOf);
  }
}

/** With two decimals at most, as in every format. */
function at(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

function place([x, y]: Point): string {
  return `(${at(x)},${at(y)})`;
}

/** The document's black is ink, and its paper white; the rest is defined by the fragment. */
export function colourName(colour: Colour): string {
  return colour === 'ink' ? 'black' : colour === 'paper' ? 'white' : `studyc${colour}`;
}

function strokeOptions({ colour, width, dash }: Stroke): string {
  const [pattern = []] = [dash];
  const parts = pattern.map((length, i) => `${i % 2 === 0 ? 'on' : 'off'} ${at(length * POINTS)}pt`);
  return [
    `draw=${colourName(colour)}`,
    `line width=${at(width * POINTS)}pt`,
    ...(parts.length > 0 ? [`dash pattern=${parts.join(' ')}`] : []),
  ].join(', ');
}

function command({ fill, stroke }: Paint): string {
  const options = [...(fill ? [`fill=${colourName(fill)}`] : []), ...(stroke ? [strokeOptions(stroke)] : [])];
  return `\\path[${options.join(', ')}]`;
}

function path({ lines, closed, paint }: PathMark): readonly string[] {
  const pieces = lines.flatMap((line) => [
    ...line.map((point, i) => `${i === 0 ? '' : '-- '}${place(point)}`),
    ...(closed ? ['-- cycle'] : []),
  ]);
  return inLines(command(paint), pieces);
}

function circles({ centres, radius, paint }: CirclesMark): readonly string[] {
  const pieces = centres.map((centre) => `${place(centre)} circle[radius=${at(radius)}]`);
  const paths = Array.from({ length: Math.ceil(pieces.length / PER_PATH) }, (_, i) =>
    pieces.slice(i * PER_PATH, (i + 1) * PER_PATH),
  );
  return paths.flatMap((some) => inLines(command(paint), some));
}

/** A command and what follows it, broken where a line would be too long to read. */
function inLines(start: string, pieces: readonly string[]): readonly string[] {
  if (pieces.length <= PER_LINE) return [`${start} ${pieces.join(' ')};`];
  const rows = Array.from({ length: Math.ceil(pieces.length / PER_LINE) }, (_, i) =>
    pieces.slice(i * PER_LINE, (i + 1) * PER_LINE).join(' '),
  );
  return [start, ...rows.map((row, i) => `  ${row}${i === rows.length - 1 ? ';' : ''}`)];
}

const anchors = { start: 'base west', middle: 'base', end: 'base east' } as const;

function text({ at: point, text: runs, anchor, size, colour, turned, halo }: TextMark): string {
  const options = [
    `anchor=${anchors[anchor]}`,
    `font=\\studyctype{${at(2 * size)}}`,
    ...(colour === 'ink' ? [] : [`text=${colourName(colour)}`]),
    ...(turned ? ['rotate=90'] : []),
    ...(halo ? ['fill=white'] : []),
  ];
  return `\\node[${options.join(', ')}] at ${place(point)} {${latexOf(runs)}};`;
}
