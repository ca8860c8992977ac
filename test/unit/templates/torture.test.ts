/** That the torture study has what its name promises; the formats' own tests print it. */
import { describe, expect, it } from 'vitest';
import { compose } from '../../../templates/document/compose.ts';
import { hostile, tortureStudy } from './torture-study.ts';

describe.each(['zh', 'en'] as const)('the torture study, %s', (language) => {
  it('has 30 columns of 60 terms, two panels, missing cells, and numbers of every size', async () => {
    const { plan, results } = await tortureStudy(language);
    const { tables, figures } = compose(plan, results);
    const named = new Map(tables.map((table) => [table.id, table]));
    const wide = named.get('wide')!.panels[0]!;
    expect(wide.columns.length).toBe(30);
    expect(wide.blocks[0]!.filter((row) => !row.continues).length).toBe(60);
    expect(wide.header.some((row) => row.cells.some((cell) => cell.span > 1))).toBe(true);
    expect(wide.blocks[0]!.some((row) => row.cells.some((cell) => cell.kind === 'empty'))).toBe(true);
    expect(named.get('effects')!.panels.length).toBe(2);
    expect(named.get('correlations')!.panels[0]!.columns.length).toBe(25);
    const values = named
      .get('statistics')!
      .panels.flatMap(({ blocks }) =>
        blocks
          .flat()
          .flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'number' ? cell.value : []))),
      );
    expect(Math.max(...values)).toBeGreaterThan(1e299);
    expect(Math.min(...values.map(Math.abs).filter((value) => value > 0))).toBeLessThan(1e-9);
    expect(figures.map((figure) => figure.id)).toEqual(['coefficients', 'placebo']);
  });

  it('shows hostile labels', async () => {
    const { plan, results } = await tortureStudy(language);
    const { tables, blocks } = compose(plan, results);
    expect(JSON.stringify(tables)).toContain(JSON.stringify(hostile[4]).slice(1, -1));
    expect(blocks.some((block) => block.kind === 'claims' && block.items.length > 20)).toBe(true);
  });
});
