import { plainText } from '../document/rich.ts';
import type { FormatCode } from '../rendering.ts';
import { packed } from './package.ts';
import { renderReport } from './report.ts';
import { wordTable } from './table.ts';

export const docx = {
  table: (table, { language }) =>
    packed([wordTable(table, language)], {
      ...{ title: plainText(table.caption), language, look: table.look, numbered: false },
    }),
  figure: null,
  report: renderReport,
} as const satisfies FormatCode;
