import type { Rich, TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { textWidth } from '../document/width.ts';

/** Lines that a heading may take before its column becomes wider for it. */
const LINES = 3;
/** Width in em up to which a heading stays on one line. */
const ONE_LINE = 8;
/** Characters in a row without a place to break that fit any column. */
const LONGEST_WORD = 20;

const BREAK = '\u200b';

/** Words too long for any column may break after a sign that parts them, or else anywhere. */
export function breakable(text: Rich): Rich {
  return text.map((run) =>
    run.style === 'unbroken' ? run : { ...run, text: run.text.replace(/\S+/g, broken) },
  );
}

function broken(word: string): string {
  const parts = word.match(/[^_./@:=-]*[_./@:=-]+|[^_./@:=-]+/g) ?? [word];
  if (word.length <= LONGEST_WORD) return word;
  const short = parts.flatMap((part) => part.match(new RegExp(`.{1,${LONGEST_WORD}}`, 'gu')) ?? [part]);
  return short.join(BREAK);
}

/** Width in em that a heading needs on as many lines as it may take. */
function needed(text: string): number {
  const whole = textWidth(text);
  if (whole <= ONE_LINE) return whole;
  const words = text.split(/[\s\u200b]+|(?<=[\u2e80-\u9fff])/u).map(textWidth);
  return Math.max(ONE_LINE, ...words, (whole / LINES) * 1.15);
}

const LETTER = textWidth('x');

/** The same panel with headings that are as wide as theirs on several lines, and the way back from each of them. */
export function measurable(panel: TablePanel): {
  readonly panel: TablePanel;
  readonly texts: Map<Rich, Rich>;
} {
  const texts = new Map<Rich, Rich>();
  const short = (text: Rich): Rich => {
    const stand: Rich = [{ text: 'x'.repeat(Math.ceil(needed(plainText(text)) / LETTER)) }];
    texts.set(stand, text);
    return stand;
  };
  const header = panel.header.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, text: short(cell.text) })),
  }));
  return { panel: { ...panel, header }, texts };
}

/** The panel with the headings that its stand-ins stand for. */
export function restored(panel: TablePanel, texts: ReadonlyMap<Rich, Rich>): TablePanel {
  const header = panel.header.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, text: texts.get(cell.text) ?? cell.text })),
  }));
  return { ...panel, header };
}
