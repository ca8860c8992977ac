import type { FigureDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import type { Drawing } from '../figures/drawing.ts';
import { drawFigure } from '../figures/figure.ts';
import { textsOf } from '../figures/texts.ts';
import { type ChosenFonts, fontsFor } from '../fonts/choose-fonts.ts';
import { findFaces } from '../fonts/font-folders.ts';
import type { Rendering } from '../rendering.ts';
import { printDrawing } from '../svg/figure.ts';
import { typstString } from '../typst/escape.ts';
import { brought } from '../typst/faces.ts';
import { compilePdf } from './compile.ts';
import { BROUGHT } from './fonts.ts';

/** Points of a page for one pixel of a drawing. */
const POINTS = 0.75;

export interface PrintedFigure {
  readonly svg: string;
  readonly drawing: Drawing;
  readonly fonts: readonly string[];
}

/** Of the machine; of the compiler itself, where that has none and the text no other letters. */
function figureFonts(text: string, folders: readonly string[], strong: boolean): ChosenFonts {
  const enough = findFaces(folders).length === 0 && [...text].every((character) => BROUGHT.test(character));
  return enough ? { family: brought.sans, italic: null, files: [] } : fontsFor(text, folders, strong);
}

/** A figure as SVG in fonts of the machine that have its characters. */
export function printedFigure(figure: FigureDocument, { language, fonts }: Rendering): PrintedFigure {
  const drawing = drawFigure(figure);
  const runs = textsOf(drawing.marks).flatMap(({ text }) => text);
  const strong = runs.some(({ style }) => style === 'strong');
  const { family, italic, files } = figureFonts(plainText(runs), fonts, strong);
  const quoted = (name: string): string => `'${name.replace(/[^\p{L}\p{N} _-]/gu, '')}'`;
  const svg = printDrawing(figure, drawing, language, {
    fonts: quoted(family),
    italic: italic && quoted(italic),
  });
  return { svg, drawing, fonts: files };
}

/** A figure as PDF on a page of its own size. Throws CannotRender where fonts or the compiler are missing. */
export async function renderFigure(figure: FigureDocument, to: Rendering): Promise<Uint8Array> {
  const { svg, drawing, fonts } = printedFigure(figure, to);
  const [width, height] = [drawing.width, drawing.height].map(
    (pixels) => `${(pixels * POINTS).toFixed(2)}pt`,
  );
  const page = [
    `#set document(title: ${typstString(plainText(figure.title))}, date: none)`,
    `#set page(width: ${width}, height: ${height}, margin: 0pt)`,
    `#set text(lang: ${typstString(to.language.split('-')[0]!)})`,
    `#image("figure.svg", width: ${width}, height: ${height}, alt: ${typstString(figure.description)})`,
  ].join('\n');
  return compilePdf(
    new Map([
      ['report.typ', page],
      ['figure.svg', svg],
    ]),
    fonts,
  );
}
