import type { StudyDocument } from '../templates/document/document.ts';
import { type Format, formats } from '../templates/index.ts';
import { CannotRender, type FormatCode, type Rendering } from '../templates/rendering.ts';
import type { OutputFile } from './write-files.ts';

/** A format that this machine cannot print, and why. */
export interface Refusal {
  readonly format: string;
  readonly reason: CannotRender;
}

export interface Rendered {
  readonly files: readonly OutputFile[];
  readonly refusals: readonly Refusal[];
}

/** Loads the code of formats before there is a document. What fails will fail again where the document is rendered. */
export async function loadFormats(chosen: readonly string[] | null): Promise<void> {
  await Promise.allSettled(chosenFormats(chosen).map(({ load }) => load()));
}

/**
 * The files of a document: tables/ID.EXT, figures/ID.EXT, report.EXT and values.EXT in the formats chosen (the usual
 * ones, for null), and what their reports show. A format for which the machine lacks something has no file at all.
 */
export async function renderDocument(
  document: StudyDocument,
  chosen: readonly string[] | null,
  to: Rendering,
): Promise<Rendered> {
  const files: OutputFile[] = [];
  const refusals: Refusal[] = [];
  for (const { declaration, load } of chosenFormats(chosen)) {
    try {
      files.push(...(await filesOf(document, await load(), declaration.extension, to)));
    } catch (error) {
      if (!(error instanceof CannotRender)) throw error;
      refusals.push({ format: declaration.name, reason: error });
    }
  }
  return { files, refusals };
}

/** For the reader, on standard error. */
export function refusalMessage({ format, reason: { code, message, hint } }: Refusal): string {
  return `studyc: error ${code}: ${message}; nothing is written as ${format}, everything else is\nhint: ${hint}\n`;
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
