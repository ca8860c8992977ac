import type { StudyDocument } from '../templates/document/document.ts';
import { type FormatCode, formats } from '../templates/index.ts';
import type { OutputFile } from './write-files.ts';

/**
 * The files of a document: tables/ID.EXT, figures/ID.EXT and report.EXT in the formats chosen (all, for null). A report
 * shows the figures, so that their format comes with it.
 */
export async function renderDocument(
  document: StudyDocument,
  chosen: readonly string[] | null,
): Promise<readonly OutputFile[]> {
  const loaded = await Promise.all(
    formats.map(async ({ declaration, load }) => ({
      extension: declaration.extension,
      chosen: chosen === null || chosen.includes(declaration.name),
      code: await load(),
    })),
  );
  const reported = loaded.some((format) => format.chosen && format.code.report !== null);
  return loaded
    .filter((format) => format.chosen || (reported && format.code.figure !== null))
    .flatMap(({ code, extension }) => filesOf(document, code, extension));
}

function filesOf(document: StudyDocument, code: FormatCode, extension: string): OutputFile[] {
  const { table, figure, report } = code;
  return [
    ...(report ? [{ path: `report.${extension}`, content: report(document) }] : []),
    ...(table
      ? document.tables.map((one) => ({ path: `tables/${one.id}.${extension}`, content: table(one) }))
      : []),
    ...(figure
      ? document.figures.map((one) => ({
          path: `figures/${one.id}.${extension}`,
          content: figure(one, document.language),
        }))
      : []),
  ];
}
