import type { FigureDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { colours, type Drawing, type Mark, type TextMark } from '../figures/drawing.ts';
import { drawFigure } from '../figures/figure.ts';
import { textsOf } from '../figures/texts.ts';
import type { Rendering } from '../rendering.ts';
import { printDrawing } from '../svg/figure.ts';
import { typstOf, typstString } from '../typst/escape.ts';
import { type Faces, isCjk } from '../typst/faces.ts';
import { families } from '../typst/report.ts';
import { compilePdf } from './compile.ts';
import { documentFonts } from './fonts.ts';

/** Points of a page for one pixel of a drawing. */
const POINTS = 0.75;

/** A figure as lines and areas, and Typst that puts its texts over them. */
export interface FigureSources {
  /** Lines and areas without text. */
  readonly svg: string;
  readonly typst: (faces: Faces) => string;
  /** Everything that it says. */
  readonly text: string;
  readonly width: string;
  readonly height: string;
}

/** Puts a line of text at a point; `anchor`: the part of it that lies before the point. */
const LETTERED = `#let lettered(x, y, anchor, turned, body) = context {
  let before = move(dx: -measure(body).width * anchor, body)
  place(top + left, dx: x, dy: y, if turned { rotate(-90deg, origin: top + left, before) } else { before })
}`;

/**
 * The texts are Typst's: it takes each letter from the first font that has it, and an italic beside Chinese stays one.
 * image: the path of the SVG as seen from the source.
 */
export function figureSources(figure: FigureDocument, { language }: Rendering, image: string): FigureSources {
  const drawing = drawFigure(figure);
  const texts = textsOf(drawing.marks);
  const [width, height] = [points(drawing.width), points(drawing.height)];
  const picture = `image(${typstString(image)}, width: ${width}, height: ${height}, alt: ${typstString(figure.description)})`;
  const typst = (faces: Faces): string =>
    [
      LETTERED,
      `#box(width: ${width}, height: ${height}, {`,
      `  let sans = ${families(faces.sans, isCjk(language))}`,
      '  set align(top + left)',
      '  set text(font: sans, top-edge: "baseline", bottom-edge: "baseline")',
      '  show strong: set text(font: sans)',
      `  place(top + left, ${picture})`,
      ...texts.map((text) => `  ${lettered(text)}`),
      '})',
    ].join('\n');
  const svg = printDrawing(figure, withoutText(drawing), language);
  return { svg, typst, text: texts.map(({ text }) => plainText(text)).join(''), width, height };
}

function points(pixels: number): string {
  return `${Number((pixels * POINTS).toFixed(2))}pt`;
}

const anchors = { start: 0, middle: 0.5, end: 1 } as const;

function lettered({ at, text, anchor, size, colour, turned, halo }: TextMark): string {
  const paper = `fill: rgb(${typstString(colours.paper)}), outset: (x: 1.5pt, top: 0.8em, bottom: 0.25em), `;
  const body = `text(size: ${points(size)}, fill: rgb(${typstString(colours[colour])}), box(${halo ? paper : ''}${typstOf(text)}))`;
  return `lettered(${points(at[0])}, ${points(at[1])}, ${anchors[anchor]}, ${turned}, ${body})`;
}

function withoutText(drawing: Drawing): Drawing {
  const bare = (marks: readonly Mark[]): readonly Mark[] =>
    marks.flatMap((mark): readonly Mark[] => {
      if (mark.kind === 'text') return [];
      return mark.kind === 'group' ? [{ ...mark, marks: bare(mark.marks) }] : [mark];
    });
  return { ...drawing, marks: bare(drawing.marks) };
}

/** A figure as PDF on a page of its own size. Throws CannotRender where fonts or the compiler are missing. */
export async function renderFigure(figure: FigureDocument, to: Rendering): Promise<Uint8Array> {
  const { svg, typst, text, width, height } = figureSources(figure, to, 'figure.svg');
  const { faces, files } = documentFonts(text, to.fonts);
  const page = [
    `#set document(title: ${typstString(plainText(figure.title))}, date: none)`,
    `#set page(width: ${width}, height: ${height}, margin: 0pt)`,
    `#set text(lang: ${typstString(to.language.split('-')[0]!)})`,
    typst(faces),
  ].join('\n');
  return compilePdf(
    new Map([
      ['report.typ', page],
      ['figure.svg', svg],
    ]),
    files,
  );
}
