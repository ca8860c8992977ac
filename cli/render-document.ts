import type { StudyDocument } from '../templates/document/document.ts';
import { type Format, formats } from '../templates/index.ts';
import type { FormatCode, Rendering } from '../templates/rendering.ts';
import type { OutputFile } from './write-files.ts';

/**
 * The files of a document: tables/ID.EXT, figures/ID.EXT, report.EXT and values.EXT in the formats chosen (the usual
 * ones, for null), and what their reports show. Throws CannotRender where the machine lacks what a format needs.
 */
export async function renderDocument(
  document: StudyDocument,
  chosen: readonly string[] | null,
  to: Rendering,
): Promise<readonly OutputFile[]> {
  const files: OutputFile[] = [];
  for (const { declaration, load } of chosenFormats(chosen)) {
    files.push(...(await filesOf(document, await load(), declaration.extension, to)));
  }
  return files;
}

/** In the order of the registry. */
function chosenFormats(chosen: readonly string[] | null): readonly Format[] {
  const asked = formats.filter(({ declaration }) =>
    chosen === null ? declaration.byDefault : chosen.includes(declaration.name),
  );
  const brought = asked.flatMap(({ declaration }) => declaration.brings);
  return formats.filter((format) => asked.includes(format) || brought.includes(format.declaration.name));
}

async function filesOf(
  document: StudyDocument,
  { report, table, figure, values }: FormatCode,
  extension: string,
  to: Rendering,
): Promise<readonly OutputFile[]> {
  const files: OutputFile[] = [];
  if (report) files.push({ path: `report.${extension}`, content: await report(document, to) });
  if (values) files.push({ path: `values.${extension}`, content: values(document.values, to) });
  for (const one of table ? document.tables : []) {
    files.push({ path: `tables/${one.id}.${extension}`, content: await table!(one, to) });
  }
  for (const one of figure ? document.figures : []) {
    files.push({ path: `figures/${one.id}.${extension}`, content: await figure!(one, to) });
  }
  return files;
}
