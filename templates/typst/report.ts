import type { Block, ClaimList, FigureDocument, Grid, Rich, StudyDocument } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { textWidth } from '../document/width.ts';
import type { Rendering } from '../rendering.ts';
import { typstOf, typstString } from './escape.ts';
import { type Faces, type Family, isCjk, namedFaces } from './faces.ts';
import layout from './report.hbs';
import { captionSource } from './table.ts';

/** The whole report. It includes `tables/ID.typ` and shows `figures/ID.svg`, the files beside it. */
export function renderReport(document: StudyDocument, to: Rendering): string {
  return reportWith(document, to, namedFaces(), image);
}

/** The same in the fonts given; `picture`: the expression that shows a figure. */
export function reportWith(
  document: StudyDocument,
  to: Rendering,
  faces: Faces,
  picture: (figure: FigureDocument) => string,
): string {
  const [language, region] = to.language.split('-');
  const cjk = isCjk(to.language);
  return to.layout(
    'typst/report',
    layout,
  )({
    title: typstString(plainText(document.title)),
    language: typstString(language!),
    region: region && /^[A-Za-z]{2}$/.test(region) ? [typstString(region)] : [],
    cjk,
    captionAlign: document.look.caption,
    size: cjk ? '10.5pt' : '11pt',
    serif: families(faces.serif, cjk),
    sans: families(faces.sans, cjk),
    mono: families(faces.mono, cjk),
    blocks: document.blocks.map((block) => blockSource(block, picture)),
  });
}

/**
 * Of Chinese text, the Latin families set letters and digits only: quotes and dashes are those of the Chinese font.
 */
export function families(all: readonly Family[], cjk: boolean): string {
  const items = all.map(({ name, latin }) =>
    cjk && latin ? `(name: ${typstString(name)}, covers: "latin-in-cjk")` : typstString(name),
  );
  return `(${items.join(', ')},)`;
}

function blockSource(block: Block, picture: (figure: FigureDocument) => string): string {
  switch (block.kind) {
    case 'heading':
      return `#heading(level: ${block.level}, ${typstOf(block.text)})`;
    case 'prose':
      return `#par(${typstOf(block.text)})`;
    case 'list':
      return `#list(\n${block.items.map((item) => `  ${typstOf(item)},`).join('\n')}\n)`;
    case 'claims':
      return claims(block);
    case 'grid':
      return grid(block);
    case 'table':
      return `#include ${typstString(`tables/${block.id}.typ`)}`;
    case 'figure':
      return figure(block, picture(block));
  }
}

function claims({ header, items }: ClaimList): string {
  const rows = items.map((item) => [
    typstString(item.id),
    [typstOf(item.says), `condition(${typstString(item.condition)})`]
      .filter((part) => part !== '""')
      .join(' + '),
    typstString(item.values),
    `verdict(${item.expected}, ${typstString(item.word)})`,
  ]);
  return ledger(
    header.map(typstOf),
    rows,
    ['auto', '2.2fr', '1fr', 'auto'],
    ['left', 'left', 'left', 'left'],
  );
}

function grid({ header, rows, align }: Grid): string {
  const widths = align.map((_, i) =>
    Math.max(...[header, ...rows].map((row) => textWidth(plainText(row[i] ?? [])))),
  );
  return ledger(
    header.map(typstOf),
    rows.map((row) => row.map(typstOf)),
    columnsOf(widths),
    align,
  );
}

/** Width of the line in em of a ledger's font. */
const LINE = 46;

/** Columns take what they need; those that cannot share the line. */
function columnsOf(widths: readonly number[]): readonly string[] {
  const needed = widths.reduce((sum, width) => sum + width + 1, 0);
  if (needed <= LINE) return widths.map(() => 'auto');
  const share = LINE / widths.length;
  return widths.map((width) => (width <= share ? 'auto' : `${Math.min(width, LINE).toFixed(0)}fr`));
}

function ledger(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  columns: readonly string[],
  align: readonly string[],
): string {
  const row = (cells: readonly string[]): string => `  ${cells.join(', ')},`;
  return [
    '#ledger(',
    `  (${columns.join(', ')},), (${align.join(', ')},),`,
    `  (${header.join(', ')},),`,
    ...rows.map(row),
    ')',
  ].join('\n');
}

function image({ id, description }: FigureDocument): string {
  return `image(${typstString(`figures/${id}.svg`)}, width: 100%, alt: ${typstString(description)})`;
}

function figure(block: FigureDocument, picture: string): string {
  const notes: Rich = block.notes.length > 0 ? [...block.lead, ...block.notes.flat()] : [];
  return [
    '#drawing(',
    `  ${picture},`,
    `  ${typstString(String(block.number))}, ${captionSource(block)}, ${typstOf(notes)}, ${typstString(`fig:${block.id}`)},`,
    ')',
  ].join('\n');
}
