import type { FormatCode } from '../rendering.ts';
import { renderFigure } from './figure.ts';
import { renderReport } from './report.ts';

export const pdf = { table: null, figure: renderFigure, report: renderReport } as const satisfies FormatCode;
