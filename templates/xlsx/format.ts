import type { StudyDocument, TableDocument } from '../document/document.ts';
import type { FormatCode, Rendering } from '../rendering.ts';
import { sheetOf } from './sheet.ts';
import { sheetNames } from './sheet-names.ts';
import { workbook } from './workbook.ts';

/** A workbook of one sheet. */
function renderTable(table: TableDocument, { language }: Rendering): Promise<Uint8Array> {
  return workbook([sheetOf(table, language, sheetNames([table.id])[0]!)]);
}

/** All tables of the study, a sheet each, in order. */
function renderReport({ tables }: StudyDocument, { language }: Rendering): Promise<Uint8Array> {
  const names = sheetNames(tables.map((table) => table.id));
  const sheets = tables.map((table, i) => sheetOf(table, language, names[i]!));
  // A workbook without a sheet is none.
  return workbook(sheets.length > 0 ? sheets : [{ name: 'report', rows: [] }]);
}

export const xlsx = { table: renderTable, figure: null, report: renderReport } as const satisfies FormatCode;
