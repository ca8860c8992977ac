import type { FormatCode } from '../rendering.ts';
import { renderFigure } from './figure.ts';

export const svg = {
  table: null,
  figure: (figure, { language }) => renderFigure(figure, language),
  report: null,
} as const satisfies FormatCode;
