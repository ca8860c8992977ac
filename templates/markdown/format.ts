import type { FormatCode } from '../index.ts';
import { renderReport } from './report.ts';
import { renderTable } from './table.ts';

export const markdown: FormatCode = { table: renderTable, figure: null, report: renderReport };
