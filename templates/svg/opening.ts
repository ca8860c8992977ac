import type { FigureDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { at, escapeXml, FONT_SIZE, INK } from './marks.ts';

/** Every figure is as wide as a page's text. */
export const WIDTH = 680;

const FONTS =
  "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif";

/** The element that a figure opens with, its name and description for those who do not see it, white paper. */
export function opening(
  { title, description, id }: FigureDocument,
  height: number,
  language: string,
): string {
  const safe = id.replace(/[^\p{L}\p{N}_-]/gu, '-');
  const size = `width="${WIDTH}" height="${at(height)}" viewBox="0 0 ${WIDTH} ${at(height)}"`;
  const names = `role="img" aria-labelledby="${safe}-title ${safe}-desc"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${names} xml:lang="${escapeXml(language)}" font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${INK}">`,
    `<title id="${safe}-title">${escapeXml(plainText(title))}</title>`,
    `<desc id="${safe}-desc">${escapeXml(description)}</desc>`,
    `<rect width="${WIDTH}" height="${at(height)}" fill="#fff"/>`,
  ].join('\n');
}
