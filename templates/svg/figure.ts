import type { FigureDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { colours, type Drawing, FONT_SIZE } from '../figures/drawing.ts';
import { drawFigure } from '../figures/figure.ts';
import { escapeXml } from './escape.ts';
import { at, type Colours, element } from './marks.ts';

const FONTS =
  "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif";

/**
 * A figure as SVG, 680 wide, real text, the same bytes everywhere. language: of the text, as a BCP 47 tag. colours:
 * what the page calls them, where the figure stands in one.
 */
export function renderFigure(figure: FigureDocument, language: string, own: Colours = colours): string {
  const drawing = drawFigure(figure);
  const parts = drawing.marks.map((mark) => element(mark, own));
  return `${[opening(figure, drawing, language, own), ...parts].join('\n')}\n</svg>\n`;
}

/** The element that a figure opens with, its name and description for those who do not see it, paper. */
function opening(
  { title, description, id }: FigureDocument,
  { width, height }: Drawing,
  language: string,
  { ink, paper }: Colours,
): string {
  const safe = id.replace(/[^\p{L}\p{N}_-]/gu, '-');
  const size = `width="${width}" height="${at(height)}" viewBox="0 0 ${width} ${at(height)}"`;
  const names = `role="img" aria-labelledby="${safe}-title ${safe}-desc"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${names} xml:lang="${escapeXml(language)}" font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${ink}">`,
    `<title id="${safe}-title">${escapeXml(plainText(title))}</title>`,
    `<desc id="${safe}-desc">${escapeXml(description)}</desc>`,
    `<rect width="${width}" height="${at(height)}" fill="${paper}"/>`,
  ].join('\n');
}
