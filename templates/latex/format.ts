import type { FormatCode } from '../index.ts';
import { renderTable } from './table.ts';

export const latex: FormatCode = { table: renderTable, figure: null, report: null };
