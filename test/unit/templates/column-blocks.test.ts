import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnBlocks } from '../../../templates/document/column-blocks.ts';
import { textColumn } from '../../../templates/document/columns.ts';
import type { Cell, Row, TablePanel } from '../../../templates/document/document.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { columnWidth, lines, stubWidth, textWidth } from '../../../templates/document/width.ts';

const number = (source: string): Cell => ({
  ...{ kind: 'number', value: 1, printed: '1.000', stars: '', bracket: 'none' },
  source,
});

function row(stub: string, cells: readonly Cell[], continues = false): Row {
  return { kind: 'data', stub: [{ text: stub }], cells, continues, indent: 0 };
}

/** Columns of width 2.5 em under headings over `groups` columns each, row headings of 4 em. */
function panelOf(groups: readonly number[], more: readonly Row[] = []): TablePanel {
  const count = groups.reduce((sum, size) => sum + size, 0);
  const column = { ...textColumn('center'), align: 'decimal', integers: 1, decimals: 3 } as const;
  const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, size) => sum + size, 0));
  return {
    heading: [{ text: 'Panel' }],
    columns: Array.from({ length: count }, () => column),
    header: [
      { stub: [], cells: [{ text: [{ text: 'All' }], start: 0, span: count, rule: true }] },
      {
        stub: [],
        cells: groups.map((span, i) => ({
          ...{ text: [{ text: `g${i}` }], start: starts[i]!, span, rule: true },
        })),
      },
    ],
    blocks: [
      [
        row(
          '一二三四',
          Array.from({ length: count }, (_, i) => number(`a${i}`)),
        ),
        ...more,
      ],
    ],
    footer: [{ text: 'Verdict' }],
  };
}

const sizes = (panels: readonly TablePanel[]): readonly number[] =>
  panels.map((panel) => panel.columns.length);
const sources = (panel: TablePanel): readonly string[] =>
  panel.blocks
    .flat()
    .flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'number' ? [cell.source] : [])));
const stubs = (panel: TablePanel): readonly string[] =>
  panel.blocks.flat().map(({ stub }) => plainText(stub));

describe('width', () => {
  it('counts an ideograph as an em and a letter as less than half of one', () => {
    expect([textWidth('表'), textWidth('ab')]).toEqual([1, 0.9]);
  });

  it('parts a text where a line may end', () => {
    expect(lines('one two three', 4, 3)).toEqual(['one two', 'three']);
    expect(lines('一二三四', 2, 2)).toEqual(['一二', '三四']);
  });
});

describe('blocks of columns', () => {
  it('are the panel itself where it fits', () => {
    const panel = panelOf([2, 2]);
    expect(columnBlocks(panel, 16, 0.5)).toEqual([panel]);
    expect(columnBlocks(panel, 16, 0.5)[0]).toBe(panel);
  });

  it('are as few as the line allows and of about one length', () => {
    expect(sizes(columnBlocks(panelOf(Array.from({ length: 10 }, () => 1)), 4 + 6 * 3, 0.5))).toEqual([5, 5]);
    expect(sizes(columnBlocks(panelOf(Array.from({ length: 7 }, () => 1)), 4 + 3 * 3, 0.5))).toEqual([
      3, 3, 1,
    ]);
  });

  it('part no group that a line could hold', () => {
    expect(sizes(columnBlocks(panelOf([2, 3, 2, 3]), 4 + 6 * 3, 0.5))).toEqual([5, 5]);
    expect(sizes(columnBlocks(panelOf([4, 4, 4]), 4 + 6 * 3, 0.5))).toEqual([4, 4, 4]);
  });

  it('part a group that no line could hold, and repeat its heading', () => {
    const blocks = columnBlocks(panelOf([1, 8]), 4 + 5 * 3, 0.5);
    expect(sizes(blocks)).toEqual([5, 4]);
    expect(
      blocks.map(({ header }) => header[1]!.cells.map(({ text, span }) => [plainText(text), span])),
    ).toEqual([
      [
        ['g0', 1],
        ['g1', 4],
      ],
      [['g1', 4]],
    ]);
  });

  it('leave one column where not even that fits', () => {
    expect(sizes(columnBlocks(panelOf([1, 1, 1]), 1, 0.5))).toEqual([1, 1, 1]);
  });

  it('have the heading of the panel once, its verdict at the end, a heading over all columns each', () => {
    const blocks = columnBlocks(panelOf([2, 2, 2]), 4 + 2 * 3, 0.5);
    expect(blocks.map(({ heading }) => heading !== null)).toEqual([true, false, false]);
    expect(blocks.map(({ footer }) => footer !== null)).toEqual([false, false, true]);
    expect(blocks.map(({ header }) => header[0]!.cells[0]!.span)).toEqual([2, 2, 2]);
  });

  it('leave out a term that has nothing in them, with its second line', () => {
    const empty: Cell = { kind: 'empty' };
    const more = [
      row('term', [number('b0'), empty, empty, empty]),
      row('', [number('t0'), empty, empty, empty], true),
      row('nowhere', [empty, empty, empty, empty]),
    ];
    const blocks = columnBlocks(panelOf([2, 2], more), 4 + 2 * 3, 0.5);
    expect(blocks.map(stubs)).toEqual([
      ['一二三四', 'term', '', 'nowhere'],
      ['一二三四', 'nowhere'],
    ]);
  });

  it('cut a cell over several columns, and keep it whole where it fits', () => {
    const over: Cell = { kind: 'text', text: [{ text: 'x' }], span: 2, align: 'center' };
    const rows = [row('difference', [over, over])];
    const blocks = columnBlocks(panelOf([1, 1, 1, 1], rows), 4 + 3 * 3, 0.5);
    expect(sizes(blocks)).toEqual([2, 2]);
    expect(blocks.map(({ blocks: [rows] }) => rows![1]!.cells)).toEqual([[over], [over]]);
    const narrow = columnBlocks(panelOf([1, 1, 1, 1], rows), 4 + 1 * 3, 0.5);
    expect(narrow.map(({ blocks: [rows] }) => rows![1]!.cells)).toEqual(
      Array.from({ length: 4 }, () => [{ ...over, span: 1 }]),
    );
  });

  it('hold every number once, in order, and fit, whatever the groups and the line', () => {
    const groups = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(groups, fc.integer({ min: 8, max: 60 }), (chosen, width) => {
        const panel = panelOf(chosen);
        const blocks = columnBlocks(panel, width, 0.5);
        expect(blocks.flatMap(sources)).toEqual(sources(panel));
        for (const block of blocks) {
          const body = block.columns.map((column, i) => columnWidth(block, column, i) + 0.5);
          const sum = body.reduce((total, one) => total + one, stubWidth(block));
          expect(block.columns.length === 1 || sum <= width).toBe(true);
        }
      }),
    );
  });
});
