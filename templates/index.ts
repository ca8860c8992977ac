import type { FormatDeclaration } from '../compiler/plan/catalog.ts';
import type { FormatCode } from './rendering.ts';

/** A format, its code loaded when something is printed: `check` needs the declaration alone. */
export interface Format {
  readonly declaration: FormatDeclaration;
  readonly load: () => Promise<FormatCode>;
}

export const formats: readonly Format[] = [
  {
    declaration: {
      ...{ name: 'md', extension: 'md', byDefault: true, brings: ['svg'] },
      doc: 'GitHub-flavoured Markdown: tables and the report.',
    },
    load: async () => (await import('./markdown/format.ts')).markdown,
  },
  {
    declaration: {
      ...{ name: 'xlsx', extension: 'xlsx', byDefault: false, brings: [] },
      doc: 'Excel workbooks, numbers as numbers: a table each, and report.xlsx with all of them.',
    },
    load: async () => (await import('./xlsx/format.ts')).xlsx,
  },
  {
    declaration: {
      ...{ name: 'csv', extension: 'csv', byDefault: false, brings: [] },
      doc: 'Comma-separated values: the grid of a table as it is printed.',
    },
    load: async () => (await import('./csv/format.ts')).csv,
  },
  {
    declaration: {
      ...{ name: 'json', extension: 'json', byDefault: false, brings: [] },
      doc: 'JSON: tables with the value, the printed digits and the source of every number.',
    },
    load: async () => (await import('./json/format.ts')).json,
  },
  {
    declaration: {
      ...{ name: 'html', extension: 'html', byDefault: true, brings: [] },
      doc: 'HTML: tables for any page, and the report as one file without scripts.',
    },
    load: async () => (await import('./html/format.ts')).html,
  },
  {
    declaration: {
      ...{ name: 'tex', extension: 'tex', byDefault: true, brings: [] },
      doc: 'LaTeX fragments with booktabs, threeparttable and siunitx: tables; figures in TikZ; and the report.',
    },
    load: async () => (await import('./latex/format.ts')).latex,
  },
  {
    declaration: {
      ...{ name: 'docx', extension: 'docx', byDefault: false, brings: [] },
      doc: 'Word: tables to edit, and the report with its figures.',
    },
    load: async () => (await import('./docx/format.ts')).docx,
  },
  {
    declaration: {
      ...{ name: 'svg', extension: 'svg', byDefault: true, brings: [] },
      doc: 'Scalable vector graphics: figures.',
    },
    load: async () => (await import('./svg/format.ts')).svg,
  },
  {
    declaration: {
      ...{ name: 'png', extension: 'png', byDefault: false, brings: [] },
      doc: 'Portable network graphics, 1360 pixels wide: figures.',
    },
    load: async () => (await import('./png/format.ts')).png,
  },
  {
    declaration: {
      ...{ name: 'typ', extension: 'typ', byDefault: false, brings: ['svg'] },
      doc: 'Typst: tables for `#include`, and the report.',
    },
    load: async () => (await import('./typst/format.ts')).typst,
  },
  {
    declaration: {
      ...{ name: 'pdf', extension: 'pdf', byDefault: false, brings: [] },
      doc: 'PDF without TeX: the report on A4, and figures on pages of their size.',
    },
    load: async () => (await import('./pdf/format.ts')).pdf,
  },
];
