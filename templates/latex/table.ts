import type { TableDocument, TablePanel } from '../document/document.ts';
import { noteParagraphs } from '../document/note-paragraphs.ts';
import { plainRendering, type Rendering } from '../rendering.ts';
import { columnTypes, endingOf, sharedFormat } from './columns.ts';
import { latexOf } from './escape.ts';
import { type Common, type Fit, fitOf } from './fit.ts';
import { longSlots } from './long-table.ts';
import longLayout from './longtable.hbs';
import { bodyLines, headLines, topRules } from './panel.ts';
import { hasIdeographs, needsUnicodeFonts } from './preamble.ts';
import layout from './table.hbs';

/**
 * A table as a LaTeX fragment for `\input`: booktabs, siunitx, and threeparttable, or longtable where a page does not
 * hold it. Fonts, colours and margins are the document's. The first line names the packages; nothing in a label can
 * leave its cell.
 */
export function renderTable(table: TableDocument, to: Rendering = plainRendering): string {
  const columns = table.panels.flatMap((panel) => panel.columns);
  const text = JSON.stringify(table);
  const notes = noteParagraphs(table);
  const fit = fitOf(table.panels, to.language === 'zh', notes);
  const common: Common = { fit, shared: sharedFormat(columns), ending: endingOf(columns) };
  const slots = {
    packages: packagesOf(table, fit, text),
    caption: `${captionSource(table)}\\label{tab:${labelOf(table.label)}}`,
    size: fit.tight ? '\\footnotesize\\setlength{\\tabcolsep}{3pt}' : '\\small',
    setup: [
      ...rulesOf(table),
      ...(columns.some((column) => column.align === 'decimal') ? [setup(common.shared)] : []),
    ],
    heads: fit.heading !== null,
    notes: notes.map(latexOf),
  };
  return fit.long
    ? to.layout('latex/longtable', longLayout)({ ...slots, ...longSlots(table, common, slots.caption) })
    : to.layout('latex/table', layout)({ ...slots, ...floatSlots(table, common) });
}

function floatSlots({ look }: TableDocument, common: Common): object {
  const above = topRules(look);
  const { panels, sideways } = common.fit;
  const environment = sideways ? 'sidewaystable' : 'table';
  return {
    begin: `\\begin{${environment}}${sideways ? '' : '[htbp]'}`,
    end: `\\end{${environment}}`,
    panels: panels.map((panel, i) => panelSlots(panel, i, common, above)),
  };
}

/** The number and how it looks are the document's. */
function captionSource({ title, otherTitle }: TableDocument): string {
  const own = `{${latexOf(title)}}`;
  return otherTitle ? `\\bicaption${own}{${latexOf(otherTitle)}}` : `\\caption${own}`;
}

/** A label names a thing and is never shown: what LaTeX could read as something else becomes a hyphen. */
function labelOf(label: string): string {
  return label.replace(/^tab:/, '').replace(/[^\p{L}\p{N}_.:-]/gu, '-');
}

function packagesOf({ panels, otherTitle }: TableDocument, fit: Fit, text: string): string {
  const columns = panels.flatMap((panel) => panel.columns);
  const numbers = columns.some((column) => column.align === 'decimal');
  const wraps = columns.some((column) => column.wraps);
  const names = [
    'booktabs',
    fit.long ? 'longtable' : 'threeparttable',
    ...(otherTitle ? ['bicaption'] : []),
    ...(numbers ? ['siunitx (v3)'] : []),
    ...(wraps && !fit.long ? ['tabularx'] : []),
    ...(fit.stub === null && !(wraps && fit.long) ? [] : ['array']),
    ...(fit.sideways ? ['rotating'] : []),
    ...(/[\u2713\u2714\u2717\u2718]/.test(text) ? ['pifont'] : []),
  ];
  if (hasIdeographs(text)) return `${names.join(', ')} ; ctex or xeCJK`;
  return names.join(', ') + (needsUnicodeFonts(text) ? ' ; XeLaTeX or LuaLaTeX' : '');
}

/** The document's own rules, unless the style has others than booktabs. */
function rulesOf({ look: { rules } }: TableDocument): readonly string[] {
  if (rules.outer === 0.8 && rules.inner === 0.5) return [];
  const inner = `\\setlength{\\lightrulewidth}{${rules.inner}pt}\\setlength{\\cmidrulewidth}{${rules.inner}pt}`;
  return [`\\setlength{\\heavyrulewidth}{${rules.outer}pt}${inner}`];
}

/** Brackets are no uncertainty to siunitx here, and take no part in the alignment. */
function setup(shared: string | null): string {
  const format = shared === null ? '' : ` table-format=${shared},`;
  return `\\sisetup{mode=text, group-digits=none,${format} table-align-text-before=false, table-align-text-after=false,\n  input-open-uncertainty=, input-close-uncertainty=}`;
}

function panelSlots(panel: TablePanel, index: number, common: Common, above: readonly string[]): object {
  const { fit } = common;
  const environment = panel.columns.some((column) => column.wraps) ? 'tabularx' : 'tabular*';
  const last = index === fit.panels.length - 1;
  return {
    gap: index === 0 ? [] : [''],
    begin: `\\begin{${environment}}{\\linewidth}{${columnTypes(panel, common)}}`,
    lines: [
      ...(index === 0 ? above : ['\\midrule']),
      ...headLines(panel, fit),
      '\\midrule',
      ...bodyLines(panel, fit),
      ...(last ? ['\\bottomrule'] : []),
    ],
    end: `\\end{${environment}}`,
  };
}
