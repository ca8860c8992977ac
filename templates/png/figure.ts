import type { FigureDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { WIDTH } from '../figures/drawing.ts';
import { drawFigure } from '../figures/figure.ts';
import { textsOf } from '../figures/texts.ts';
import { fontsFor } from '../fonts/choose-fonts.ts';
import { optionalPackage } from '../optional-package.ts';
import type { Rendering } from '../rendering.ts';
import { printDrawing } from '../svg/figure.ts';

/** Pixels of the picture for one of the drawing: sharp in print at the width of a page's text. */
const SHARPNESS = 2;

/**
 * A figure as PNG, 1360 pixels wide, with fonts of the machine that have its every character. Throws CannotRender where
 * there are none, or the package that draws is not installed.
 */
export async function renderPng(figure: FigureDocument, { language, fonts }: Rendering): Promise<Uint8Array> {
  const { Resvg } = await optionalPackage('@resvg/resvg-js', 'PNG', () => import('@resvg/resvg-js'));
  const drawing = drawFigure(figure);
  const runs = textsOf(drawing.marks).flatMap(({ text }) => text);
  const strong = runs.some(({ style }) => style === 'strong');
  const { family, italic, files } = fontsFor(plainText(runs), fonts, strong);
  const svg = printDrawing(figure, drawing, language, {
    fonts: quoted(family),
    italic: italic && quoted(italic),
  });
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: SHARPNESS * WIDTH },
    font: { loadSystemFonts: false, fontFiles: [...files], defaultFontFamily: family },
  });
  return new Uint8Array(picture.render().asPng());
}

/** A family's name as a list of fonts has it. */
function quoted(family: string): string {
  return `'${family.replace(/[^\p{L}\p{N} _-]/gu, '')}'`;
}
