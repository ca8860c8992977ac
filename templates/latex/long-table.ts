import { noteParagraphs } from '../document/note-paragraphs.ts';
import type { TableDocument, TablePanel } from '../document/document.ts';
import { fullWidth } from './cells.ts';
import { columnTypes, runningText } from './columns.ts';
import { latexOf } from './escape.ts';
import type { Common } from './fit.ts';
import { bodyLines, headLines, topRules } from './panel.ts';

/** What the parts of a long table print besides their rows, in LaTeX. */
interface Texts {
  readonly caption: string;
  /** Above the first rows. */
  readonly above: readonly string[];
  /** In place of the caption on the pages that follow. */
  readonly continued: string;
  readonly notes: readonly string[];
}

/**
 * A table over several pages: a longtable for each panel or block of columns, all of one number. The head is repeated,
 * below a line that says that the table goes on; the notes stand at the end, on the page of the last row.
 */
export function longSlots(table: TableDocument, common: Common, caption: string): object {
  const { panels } = common.fit;
  const texts: Texts = {
    caption,
    above: topRules(table.look),
    continued: latexOf(table.continued).replace(String(table.number), '\\thetable{}'),
    notes: noteParagraphs(table).map(latexOf),
  };
  return { panels: panels.map((panel, i) => panelSlots(panel, i, common, texts)) };
}

function panelSlots(panel: TablePanel, index: number, common: Common, texts: Texts): object {
  const first = index === 0;
  const last = index === common.fit.panels.length - 1;
  const columns = panel.columns.length;
  const wraps = panel.columns.some((column) => column.wraps);
  const head = [...headLines(panel, common.fit), '\\midrule'];
  const again = `${fullWidth(texts.continued, columns)}*`;
  const note = (text: string): string => fullWidth(`\\footnotesize\\emergencystretch=3em ${text}`, columns);
  return {
    before: first ? [] : ['\\addtocounter{table}{-1}'],
    begin: `\\begin{longtable}{${wraps ? runningText(panel) : columnTypes(panel, common)}}`,
    first: [...(first ? [...captioned(texts.caption), ...texts.above] : [again, '\\toprule']), ...head],
    again: [again, '\\toprule', ...head],
    last: [
      '\\bottomrule',
      ...(last ? texts.notes.flatMap((text) => ['\\addlinespace[3pt]', note(text)]) : []),
    ],
    lines: bodyLines(panel, common.fit),
  };
}

/** The package caption sets a caption with the table's own skips the other way round, and complains where neither of them can give way. */
function captioned(caption: string): readonly string[] {
  return [
    '\\noalign{\\global\\LTright=0pt plus 1fil\\relax}',
    `${caption} \\\\`,
    '\\noalign{\\global\\LTright=0pt\\relax}',
  ];
}
