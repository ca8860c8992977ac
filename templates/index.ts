import type { FormatDeclaration } from '../compiler/plan/catalog.ts';
import type { FigureDocument, StudyDocument, TableDocument } from './document/document.ts';

/** How one format prints the parts of a document; null for a part that it does not have. Texts end with a newline. */
export interface FormatCode {
  readonly table: ((table: TableDocument) => string) | null;
  readonly figure: ((figure: FigureDocument, language: string) => string) | null;
  readonly report: ((document: StudyDocument) => string) | null;
}

/** A format, its code loaded when something is printed: `check` needs the declaration alone. */
export interface Format {
  readonly declaration: FormatDeclaration;
  readonly load: () => Promise<FormatCode>;
}

export const formats: readonly Format[] = [
  {
    declaration: { name: 'md', doc: 'GitHub-flavoured Markdown: tables and the report.', extension: 'md' },
    load: async () => (await import('./markdown/format.ts')).markdown,
  },
  {
    declaration: {
      name: 'tex',
      doc: 'LaTeX fragments with booktabs, threeparttable and siunitx: tables.',
      extension: 'tex',
    },
    load: async () => (await import('./latex/format.ts')).latex,
  },
  {
    declaration: { name: 'svg', doc: 'Scalable vector graphics: figures.', extension: 'svg' },
    load: async () => (await import('./svg/format.ts')).svg,
  },
];
