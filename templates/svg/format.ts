import type { FormatCode } from '../index.ts';
import { renderFigure } from './figure.ts';

export const svg: FormatCode = { table: null, figure: renderFigure, report: null };
