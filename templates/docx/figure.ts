import { ImageRun, type ISectionOptions, Paragraph } from 'docx';
import type { FigureDocument } from '../document/document.ts';
import { WIDTH } from '../figures/drawing.ts';
import { drawFigure } from '../figures/figure.ts';
import { renderPng } from '../png/figure.ts';
import type { Rendering } from '../rendering.ts';
import { printDrawing } from '../svg/figure.ts';
import { STYLE } from './styles.ts';
import { cleanText, linesOf, runsOf } from './text.ts';
import { lineWidth } from './typography.ts';

/** Twips in a pixel of Word's. */
const PIXEL = 15;

/** Most pixels that a figure may be high: its caption stands on the same page. */
const TALLEST = 840;

/**
 * A figure as wide as the line, its caption and notes below: a picture of curves where Word can show it, of points
 * where not. number: of the drawing in the file, from 1. Throws CannotRender as the format `png` does.
 */
export async function wordFigure(
  figure: FigureDocument,
  number: number,
  to: Rendering,
): Promise<ISectionOptions['children']> {
  const drawing = drawFigure(figure);
  const width = Math.min(lineWidth(false) / PIXEL, (TALLEST * WIDTH) / drawing.height);
  const picture = new ImageRun({
    type: 'svg',
    data: Buffer.from(printDrawing(figure, drawing, to.language)),
    fallback: { type: 'png', data: await renderPng(figure, to) },
    transformation: { width, height: (width * drawing.height) / WIDTH },
    altText: {
      // Without a number of its own the library would count the drawings of every file it ever made.
      id: String(number),
      name: cleanText(figure.id),
      description: cleanText(figure.description),
    },
  });
  const notes = figure.notes.length > 0 ? [...figure.lead, ...figure.notes.flat()] : [];
  return [
    new Paragraph({ style: STYLE.figure, children: [picture] }),
    new Paragraph({
      style: STYLE.caption,
      ...(notes.length > 0 ? {} : { keepNext: false }),
      children: [...linesOf(figure.captionLines)],
    }),
    ...(notes.length > 0 ? [new Paragraph({ style: STYLE.note, children: [...runsOf(notes)] })] : []),
  ];
}
