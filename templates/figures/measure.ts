import { isWide } from '../../compiler/plan/display-width.ts';
import type { Rich } from '../document/document.ts';
import { FONT_SIZE } from './drawing.ts';

/** Width of a text in pixels, from above: an ideograph is square, a letter at most 0.6 of that. */
export function textWidth(text: Rich, size = FONT_SIZE): number {
  const em = text.flatMap(({ text: run }) => [...run]).reduce((sum, c) => sum + (isWide(c) ? 1 : 0.58), 0);
  return em * size;
}
