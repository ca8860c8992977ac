/** A grouped table of descriptive statistics, from YAML to Markdown; its numbers are those of R (test/reference/descriptives.json). */
import { expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import { renderTable } from '../../../templates/markdown/table.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

it('parts groups by headings in bold, and dashes what a group without rows lacks', async () => {
  const plan = compileStudy(
    [
      'study: descriptives',
      'data: {file: data/agglomeration.csv}',
      'variables: {kw_ai: {label: Mentions}}',
      'analyses:',
      '  d:',
      '    describe: [m_city, kw_ai]',
      '    statistics: [n, missing, mean, p25]',
      '    split: {early: year <= 2015, none: year < 2000}',
      'tables: {t: {of: d, digits: 2}}',
    ].join('\n'),
    studyFolder,
  );
  const { results } = await run(plan, runOptions(studyFolder));
  const lines = renderTable(compose(plan, results).tables[0]!).split('\n');
  const cells = lines.flatMap((line) => (line.startsWith('|') ? [line.replaceAll(/ *\| */g, '|')] : []));
  expect(cells.filter((line) => !line.includes('--'))).toEqual([
    '||N|Missing|Mean|25th pct.|',
    '|**early**|||||',
    '|&emsp;m\\_city|82|2|98.98|31.21|',
    '|&emsp;Mentions|83|1|413.01|255.00|',
    '|**none**|||||',
    '|&emsp;m\\_city|0|0|—|—|',
    '|&emsp;Mentions|0|0|—|—|',
  ]);
});
