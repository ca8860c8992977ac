/** A table of correlations, from YAML to rows. No tolerance: what is printed is compared as text. */
import { describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

async function tableOf(language: string, analysis: string, cells = '[estimate]') {
  const plan = compileStudy(
    [
      'study: correlations',
      `language: ${language}`,
      'data: {file: data/agglomeration.csv}',
      `analyses: {c: ${analysis}}`,
      `tables: {t: {of: c, cells: ${cells}, digits: 2}}`,
    ].join('\n'),
    studyFolder,
  );
  const { results } = await run(plan, runOptions(studyFolder));
  const table = compose(plan, results).tables[0]!;
  const rows = table.panels.map(({ blocks }) =>
    blocks
      .flat()
      .map(({ stub, cells: line }) =>
        [
          plainText(stub),
          ...line.map((cell) =>
            cell.kind === 'number'
              ? `${cell.bracket === 'none' ? '' : cell.bracket[0]}${cell.printed}${cell.stars}`
              : cell.kind === 'text'
                ? plainText(cell.text)
                : '',
          ),
        ].join('|'),
      ),
  );
  return {
    rows,
    headings: table.panels.map((one) => one.heading && plainText(one.heading)),
    note: plainText(table.notes.flat()),
  };
}

describe('a table of correlations', () => {
  it('is the lower triangle, with p and numbers of rows below where they differ', async () => {
    const { rows, note } = await tableOf('en', '{correlate: [rd, vht, fai]}', '[estimate, p]');
    expect(rows).toEqual([
      [
        '(1) rd|1||',
        '(2) vht|0.99***|1|',
        '|r<0.001||',
        '|s290||',
        '(3) fai|0.92***|0.92***|1',
        '|r<0.001|r<0.001|',
        '|s287|s287|',
      ],
    ]);
    expect(note).toBe(
      'Pearson correlations, each over the rows that are complete for its pair. Two-sided p values (t with n − 2 degrees of freedom) in parentheses. Numbers of rows in brackets. ***, ** and * denote significance at the 1, 5 and 10 percent level.',
    );
  });

  it('has one panel a group and one number of rows, on a common sample', async () => {
    const { rows, headings, note } = await tableOf(
      'zh',
      '{correlate: [rd, vht], method: spearman, common_sample: true, split: {early: year < 2018, late: year >= 2018}}',
    );
    expect(headings).toEqual(['early', 'late']);
    expect(rows.map((panel) => panel.at(-1))).toEqual(['样本量|132|', '样本量|158|']);
    expect(note).toBe(
      'Spearman 等级相关系数，取各变量均无缺失的行。***、**、* 分别表示在 1%、5%、10% 的水平上显著。',
    );
  });
});
