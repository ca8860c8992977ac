import type { FigureDocument, StudyDocument } from '../document/document.ts';
import type { Rendering } from '../rendering.ts';
import { typstString } from '../typst/escape.ts';
import { namedFaces } from '../typst/faces.ts';
import { reportWith } from '../typst/report.ts';
import { renderTable } from '../typst/table.ts';
import { compilePdf } from './compile.ts';
import { figureSources } from './figure.ts';
import { documentFonts } from './fonts.ts';

/**
 * The whole report as PDF on A4, by Typst, in fonts of the machine. Throws CannotRender where a character has no glyph,
 * or the compiler is not installed.
 */
export async function renderReport(document: StudyDocument, to: Rendering): Promise<Uint8Array> {
  const tables = document.tables.map((table) => [`tables/${table.id}.typ`, renderTable(table, to)] as const);
  const figures = document.figures.map(({ id }, i) => ({
    id,
    ...figureSources(document.figures[i]!, to, `${id}.svg`),
  }));
  // Every character that the report may show stands in the sources.
  const shown = [
    reportWith(document, to, namedFaces(), picture),
    ...tables.map(([, source]) => source),
    ...figures.map(({ text }) => text),
  ];
  const { faces, files } = documentFonts(shown.join(''), to.fonts);
  const sources = [
    ['report.typ', reportWith(document, to, faces, picture)] as const,
    ...tables,
    ...figures.flatMap(({ id, svg, typst }) => [
      [`figures/${id}.svg`, svg] as const,
      [`figures/${id}.typ`, typst(faces)] as const,
    ]),
  ];
  return compilePdf(new Map(sources), files);
}

/** A figure is as wide as its drawing, which is a little wider than the line: its smallest letters keep 7 pt. */
function picture({ id }: FigureDocument): string {
  return `scale(88.8%, reflow: true, include ${typstString(`figures/${id}.typ`)})`;
}
