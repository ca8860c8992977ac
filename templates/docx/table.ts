import { type ISectionOptions, Paragraph, Table } from 'docx';
import { noteParagraphs } from '../document/note-paragraphs.ts';
import type { Look, TableDocument, TablePanel } from '../document/document.ts';
import { bodyRows, headRows, type PanelSetting } from './rows.ts';
import { type Setting, settingOf } from './setting.ts';
import { STYLE } from './styles.ts';
import { linesOf, runsOf } from './text.ts';
import { typographyOf } from './typography.ts';
import { widthsOf } from './widths.ts';

/** Most rows that are kept on one page. */
const ONE_PAGE = 36;

/** A table as Word has it: caption, one table a panel, notes; on a page that stands upright or is turned. */
export function wordTable(
  table: TableDocument,
  language: string,
): { readonly landscape: boolean; readonly children: ISectionOptions['children'] } {
  const setting = settingOf(table, typographyOf(language));
  const rows = setting.panels.reduce(
    (sum, panel) => sum + panel.header.length + panel.blocks.flat().length,
    0,
  );
  const panels = setting.panels.flatMap((panel, i) => [
    ...(i > 0 ? [new Paragraph({ style: STYLE.gap })] : []),
    panelTable(panel, i, setting, table.look, rows <= ONE_PAGE),
  ]);
  const notes = noteParagraphs(table).map((text) => runsOf(text));
  return {
    landscape: setting.landscape,
    children: [
      new Paragraph({ style: STYLE.caption, children: [...linesOf(table.captionLines)] }),
      ...panels,
      ...(notes.length > 0 ? notes : [[]]).map(
        (runs) => new Paragraph({ style: STYLE.note, children: [...runs] }),
      ),
    ],
  };
}

function panelTable(panel: TablePanel, index: number, setting: Setting, look: Look, whole: boolean): Table {
  const { outer, inner } = look.rules;
  const last = index === setting.panels.length - 1;
  const widths = widthsOf(panel, setting);
  const rows: PanelSetting = {
    ...{ look, widths, tight: setting.tight, whole },
    rules: {
      top: index === 0 ? outer : inner,
      doubled: index === 0 && look.rules.doubled,
      ...(last ? { bottom: outer } : {}),
    },
  };
  return new Table({
    width: { size: widths.columns.reduce((sum, width) => sum + width, 0), type: 'dxa' },
    columnWidths: [...widths.columns],
    layout: 'fixed',
    borders: noBorders,
    rows: [...headRows(panel, rows), ...bodyRows(panel, rows)],
  });
}

const none = { style: 'none', size: 0, color: 'auto' } as const;
export const noBorders = {
  ...{ top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
};
