import { TableRow } from 'docx';
import type { ColumnSpec, HeaderRow, Look, Row, TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { textWidth } from '../document/width.ts';
import { type CellText, cellText, emptyText, type RowSetting, type Rules, tableCell, words } from './cell.ts';
import { twips } from './typography.ts';
import type { Widths } from './widths.ts';

/** What the rows of one panel have in common. */
export interface PanelSetting {
  readonly look: Look;
  readonly widths: Widths;
  readonly tight: boolean;
  /** Whether the whole table is short enough to stand on one page. */
  readonly whole: boolean;
  /** Above the panel, and below it; absent where the next panel draws the rule. */
  readonly rules: Rules;
}

/** Space in points: between terms, under a rule, and between rows that may have several lines. */
const SPACE = 2;

/** Heading of the panel and of its columns: they stand again at the top of each page. */
export function headRows(panel: TablePanel, setting: PanelSetting): readonly TableRow[] {
  const { look, widths } = setting;
  const columns = panel.columns.length;
  const count = panel.header.length + (panel.heading ? 1 : 0);
  const row = (i: number): RowSetting => ({
    ...{ widths, tight: setting.tight, keepNext: true },
    ...{ before: i === 0 ? twips(SPACE) : 0, after: i === count - 1 ? twips(SPACE) : 0, align: 'bottom' },
    rules: {
      ...(i === 0 ? firstRules(setting.rules) : {}),
      ...(i === count - 1 ? { bottom: look.rules.inner } : {}),
    },
  });
  const heading = panel.heading
    ? [tableRow([tableCell(words(panel.heading, 'left'), { start: 0, span: columns + 1 }, row(0))], true)]
    : [];
  const lines = panel.header.map((line, i) => headerRow(line, panel.columns, look, row(i + heading.length)));
  return [...heading, ...lines];
}

function firstRules({ top, doubled = false }: Rules): Rules {
  return top === undefined ? {} : { top, doubled };
}

function tableRow(
  children: ConstructorParameters<typeof TableRow>[0]['children'],
  header: boolean,
): TableRow {
  return new TableRow({ children, cantSplit: true, ...(header ? { tableHeader: true } : {}) });
}

function headerRow(line: HeaderRow, columns: readonly ColumnSpec[], look: Look, row: RowSetting): TableRow {
  const cells = [tableCell(words(line.stub, 'left'), { start: 0, span: 1 }, row)];
  for (let column = 0; column < columns.length; ) {
    const cell = line.cells.find(({ start }) => start === column);
    const span = cell?.span ?? 1;
    // A rule under one group of several ends with its text's room; one under all columns ends with the table's rules.
    const parted = cell?.rule === true && span < columns.length;
    const ruled = cell?.rule === true && !parted && row.rules.bottom === undefined;
    const text: CellText = {
      ...(cell
        ? words(cell.text, span === 1 && columns[column]!.align === 'left' ? 'left' : 'center')
        : emptyText),
      ...(parted ? { under: look.rules.inner } : {}),
    };
    const rules = ruled ? { ...row.rules, bottom: look.rules.inner } : row.rules;
    cells.push(tableCell(text, { start: column + 1, span }, { ...row, rules }));
    column += span;
  }
  return tableRow(cells, true);
}

/** The blocks of the panel with a rule between, then its footer. */
export function bodyRows(panel: TablePanel, setting: PanelSetting): readonly TableRow[] {
  const blocks = panel.blocks.filter((block) => block.length > 0);
  return blocks.flatMap((block, b) => {
    const lastBlock = b === blocks.length - 1;
    const rows = block.map((_, r) => {
      const last = lastBlock && r === block.length - 1;
      return bodyRow(panel, block, r, setting, {
        ...(b > 0 && r === 0 ? { top: setting.look.rules.inner } : {}),
        ...(last && !panel.footer && setting.rules.bottom !== undefined
          ? { bottom: setting.rules.bottom }
          : {}),
      });
    });
    return lastBlock && panel.footer ? [...rows, footerRow(panel, setting)] : rows;
  });
}

function footerRow(panel: TablePanel, { widths, tight, rules }: PanelSetting): TableRow {
  const bottom = rules.bottom === undefined ? {} : { bottom: rules.bottom };
  const spaced = { before: twips(SPACE), after: twips(SPACE) };
  const row: RowSetting = { widths, tight, keepNext: true, align: 'bottom', ...spaced, rules: bottom };
  const place = { start: 0, span: panel.columns.length + 1 };
  return tableRow([tableCell(words(panel.footer ?? [], 'left'), place, row)], false);
}

function bodyRow(
  panel: TablePanel,
  block: readonly Row[],
  index: number,
  { widths, tight, whole }: PanelSetting,
  rules: Rules,
): TableRow {
  const row = block[index]!;
  const next = block[index + 1];
  const opens = index === 0 || !row.continues;
  const terms = block.some((one) => one.continues);
  const wraps = panel.columns.some((column) => column.wraps);
  const setting: RowSetting = {
    ...{ widths, tight, rules },
    keepNext: whole || row.kind === 'group' || next?.continues === true,
    after: next ? 0 : twips(SPACE),
    align: 'top',
    before: index === 0 || (opens && (terms || wraps)) ? twips(SPACE) : 0,
  };
  if (row.kind === 'group') {
    const text = row.cells[0]?.kind === 'text' ? row.cells[0].text : [];
    const place = { start: 0, span: panel.columns.length + 1 };
    return tableRow([tableCell(words(text, 'left'), place, setting)], false);
  }
  const cells = [tableCell(stubText(block, index, widths), { start: 0, span: 1 }, setting)];
  let column = 0;
  for (const cell of row.cells) {
    const span = cell.kind === 'text' ? (cell.span ?? 1) : 1;
    const text = cellText(cell, panel.columns[column]!, column + 1, widths);
    cells.push(tableCell(text, { start: column + 1, span }, setting));
    column += span;
  }
  return tableRow(cells, false);
}

/** A heading of several lines takes the height of all rows of its term, instead of pushing the second one down. */
function stubText(block: readonly Row[], index: number, widths: Widths): CellText {
  const first = block.findLastIndex((row, i) => i <= index && !row.continues);
  const row = block[index]!;
  const indent = row.indent * widths.em;
  const text: CellText = { ...words(row.stub, 'left'), ...(indent > 0 ? { indent } : {}) };
  const term = block[first];
  if (!term || (first === index && block[index + 1]?.continues !== true)) return text;
  const room = widths.columns[0] - widths.padding - term.indent * widths.em;
  if (textWidth(plainText(term.stub)) * widths.em <= room) return text;
  return { ...text, merge: first === index ? 'restart' : 'continue' };
}
