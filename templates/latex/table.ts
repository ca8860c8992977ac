import type { Row, TableDocument, TablePanel } from '../document/document.ts';
import { displayWidth } from '../../compiler/plan/display-width.ts';
import { columnWidth, stubWidth } from '../document/width.ts';
import { fullWidth, headerLines, rowCells, sourceLine } from './cells.ts';
import { endingOf, nameColumn, preamble, sharedFormat } from './columns.ts';
import { latexOf } from './escape.ts';
import { type Fit, fitOf } from './fit.ts';
import { wrapStubs } from './stub.ts';
import layout from './table.hbs';

const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/**
 * A table as a LaTeX fragment for `\input`: booktabs, threeparttable, siunitx. Fonts, colours and margins are the
 * document's. The first line names the packages; nothing in a label can leave its cell.
 */
export function renderTable(table: TableDocument): string {
  const columns = table.panels.flatMap((panel) => panel.columns);
  const shared = sharedFormat(columns);
  const cjk = CJK.test(JSON.stringify(table));
  const fit = fitOf(table.panels, cjk);
  const notes = latexOf([...table.lead, ...table.notes.flat()]);
  const ending = endingOf(columns);
  const environment = fit.sideways ? 'sidewaystable' : 'table';
  return layout({
    packages: packagesOf(table, fit, cjk),
    begin: `\\begin{${environment}}${fit.sideways ? '' : '[htbp]'}`,
    end: `\\end{${environment}}`,
    caption: `\\caption{${latexOf(table.title)}}\\label{tab:${labelOf(table.label)}}`,
    size: fit.tight ? '\\footnotesize\\setlength{\\tabcolsep}{3pt}' : '\\small',
    setup: columns.some((column) => column.align === 'decimal') ? [setup(shared)] : [],
    panels: table.panels.map((panel, i) =>
      panelSlots(panel, { first: i === 0, last: i === table.panels.length - 1, shared, ending, fit }),
    ),
    notes: table.notes.length > 0 ? [`\\item ${notes}`] : [],
  });
}

/** A label names a thing and is never shown: what LaTeX could read as something else becomes a hyphen. */
function labelOf(label: string): string {
  return label.replace(/^tab:/, '').replace(/[^\p{L}\p{N}_.:-]/gu, '-');
}

function packagesOf(table: TableDocument, fit: Fit, cjk: boolean): string {
  const columns = table.panels.flatMap((panel) => panel.columns);
  const numbers = columns.some((column) => column.align === 'decimal');
  const wraps = columns.some((column) => column.wraps);
  const names = [
    'booktabs',
    'threeparttable',
    ...(numbers ? ['siunitx (v3)'] : []),
    ...(wraps ? ['tabularx'] : []),
    ...(fit.stub === null ? [] : ['array']),
    ...(fit.sideways ? ['rotating'] : []),
  ];
  return names.join(', ') + (cjk ? ' ; ctex or xeCJK' : '');
}

/** Brackets are no uncertainty to siunitx here, and take no part in the alignment. */
function setup(shared: string | null): string {
  const format = shared === null ? '' : ` table-format=${shared},`;
  return `\\sisetup{mode=text, group-digits=none,${format} table-align-text-before=false, table-align-text-after=false,\n  input-open-uncertainty=, input-close-uncertainty=}`;
}

/** What the panels of one table have in common, and where a panel stands among them. */
interface Place {
  readonly first: boolean;
  readonly last: boolean;
  readonly shared: string | null;
  readonly ending: string;
  readonly fit: Fit;
}

function panelSlots(panel: TablePanel, { first, last, shared, ending, fit }: Place): object {
  const wraps = panel.columns.some((column) => column.wraps);
  const environment = wraps ? 'tabularx' : 'tabular*';
  const widths = panel.columns.map((column, i) => columnWidth(panel, column, i));
  const stub = wraps
    ? nameColumn(stubWidth(panel))
    : fit.stub === null
      ? 'l'
      : `>{\\raggedright\\arraybackslash}p{${fit.stub}em}`;
  const spread = wraps ? '@{}' : '@{\\extracolsep{\\fill}}';
  return {
    gap: first ? [] : [''],
    begin: `\\begin{${environment}}{\\linewidth}{${spread}${preamble(panel.columns, stub, shared, widths)}${ending}}`,
    lines: [first ? '\\toprule' : '\\midrule', ...panelLines(panel, fit), ...(last ? ['\\bottomrule'] : [])],
    end: `\\end{${environment}}`,
  };
}

const SMALL_SPACE = '\\addlinespace[2pt]';

function panelLines(panel: TablePanel, fit: Fit): readonly string[] {
  const { columns } = panel;
  const { stub } = fit;
  const blocks = stub === null ? panel.blocks : panel.blocks.map((block) => wrapStubs(block, stub));
  const rows = blocks.map((block) => block.map((row) => rowCells(row, columns)));
  const widths = [0, ...columns.map((_, i) => i + 1)].map((i) =>
    Math.max(0, ...rows.flat().map((cells) => displayWidth(cells?.[i] ?? ''))),
  );
  return [
    ...(panel.heading ? [fullWidth(latexOf(panel.heading), columns.length), SMALL_SPACE] : []),
    ...panel.header.flatMap((row) => headerLines(row, columns)),
    ...blocks.flatMap((block, b) => [
      '\\midrule',
      ...block.map((row, r) => rowLine(row, block[r + 1], rows[b]![r]!, panel, widths)),
    ]),
    ...(panel.footer ? [SMALL_SPACE, fullWidth(latexOf(panel.footer), columns.length)] : []),
  ];
}

/** One row in the source; `next` follows it in its block. */
function rowLine(
  row: Row,
  next: Row | undefined,
  cells: readonly string[] | null,
  panel: TablePanel,
  widths: readonly number[],
): string {
  if (cells === null) {
    return fullWidth(row.cells[0]?.kind === 'text' ? latexOf(row.cells[0].text) : '', panel.columns.length);
  }
  return sourceLine(cells, widths, next ? rowEnd(row, next, panel) : '\\\\');
}

/** Space after the last line of a term, none within one; and between rows that may have several lines. */
function rowEnd(row: Row, next: Row, { columns }: TablePanel): string {
  // Space in the brackets of \\ is swallowed by the depth of a cell of several lines: there it has to follow the row.
  if (columns.some((column) => column.wraps)) return '\\\\\\addlinespace[\\studyskip]';
  return row.continues && !next.continues ? '\\\\[\\studyskip]' : '\\\\';
}
