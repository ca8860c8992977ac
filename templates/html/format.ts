import type { FormatCode } from '../rendering.ts';
import { renderReport } from './report.ts';
import { renderTable } from './table.ts';

export const html = { table: renderTable, figure: null, report: renderReport } as const satisfies FormatCode;
