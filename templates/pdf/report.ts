import type { StudyDocument } from '../document/document.ts';
import type { Rendering } from '../rendering.ts';
import { namedFaces } from '../typst/faces.ts';
import { reportWith } from '../typst/report.ts';
import { renderTable } from '../typst/table.ts';
import { compilePdf } from './compile.ts';
import { printedFigure } from './figure.ts';
import { documentFonts } from './fonts.ts';

/**
 * The whole report as PDF on A4, by Typst, in fonts of the machine. Throws CannotRender where a character has no glyph,
 * or the compiler is not installed.
 */
export async function renderReport(document: StudyDocument, to: Rendering): Promise<Uint8Array> {
  const tables = document.tables.map((table) => [`tables/${table.id}.typ`, renderTable(table, to)] as const);
  const figures = document.figures.map((figure) => ({ id: figure.id, ...printedFigure(figure, to) }));
  // Every character that the report may show stands in the sources.
  const sources = [reportWith(document, to, namedFaces()), ...tables.map(([, source]) => source)];
  const { faces, files } = documentFonts(sources.join(''), to.fonts);
  return compilePdf(
    new Map([
      ['report.typ', reportWith(document, to, faces)],
      ...tables,
      ...figures.map(({ id, svg }) => [`figures/${id}.svg`, svg] as const),
    ]),
    [...new Set([...files, ...figures.flatMap(({ fonts }) => fonts)])],
  );
}
