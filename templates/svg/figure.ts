import type { FigureDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { colours, type Drawing, FONT_SIZE } from '../figures/drawing.ts';
import { drawFigure } from '../figures/figure.ts';
import { escapeXml } from './escape.ts';
import { at, element, type SvgLook } from './marks.ts';

/** For whoever opens the file: the first that the machine has. */
const plainLook: SvgLook = {
  colours,
  fonts: "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif",
  italic: null,
};

/**
 * A figure as SVG, 680 wide, real text, the same bytes everywhere. language: of the text, as a BCP 47 tag. look: what
 * differs where the figure stands in a page or is drawn with certain fonts.
 */
export function renderFigure(figure: FigureDocument, language: string, look: Partial<SvgLook> = {}): string {
  return printDrawing(figure, drawFigure(figure), language, look);
}

/** The drawing of a figure as SVG. */
export function printDrawing(
  figure: FigureDocument,
  drawing: Drawing,
  language: string,
  own: Partial<SvgLook> = {},
): string {
  const look = { ...plainLook, ...own };
  const parts = drawing.marks.map((mark) => element(mark, look));
  return `${[opening(figure, drawing, language, look), ...parts].join('\n')}\n</svg>\n`;
}

/** The element that a figure opens with, its name and description for those who do not see it, paper. */
function opening(
  { title, description, id }: FigureDocument,
  { width, height }: Drawing,
  language: string,
  { colours: { ink, paper }, fonts }: SvgLook,
): string {
  const safe = id.replace(/[^\p{L}\p{N}_-]/gu, '-');
  const size = `width="${width}" height="${at(height)}" viewBox="0 0 ${width} ${at(height)}"`;
  const names = `role="img" aria-labelledby="${safe}-title ${safe}-desc"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${names} xml:lang="${escapeXml(language)}" font-family="${fonts}" font-size="${FONT_SIZE}" fill="${ink}">`,
    `<title id="${safe}-title">${escapeXml(plainText(title))}</title>`,
    `<desc id="${safe}-desc">${escapeXml(description)}</desc>`,
    `<rect width="${width}" height="${at(height)}" fill="${paper}"/>`,
  ].join('\n');
}
