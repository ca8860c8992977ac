import type { FormatCode } from '../rendering.ts';
import { renderFigure } from './figure.ts';
import { renderReport } from './report.ts';
import { renderTable } from './table.ts';
import { renderValues } from './values.ts';

export const latex = {
  table: renderTable,
  figure: renderFigure,
  report: renderReport,
  values: renderValues,
} as const satisfies FormatCode;
