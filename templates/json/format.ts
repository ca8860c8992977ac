import type { FormatCode } from '../rendering.ts';
import { renderTable, renderValues } from './table.ts';

export const json = {
  table: renderTable,
  figure: null,
  report: null,
  values: renderValues,
} as const satisfies FormatCode;
