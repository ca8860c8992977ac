import type { FormatCode } from '../rendering.ts';
import { renderTable } from './table.ts';

export const csv = { table: renderTable, figure: null, report: null } as const satisfies FormatCode;
