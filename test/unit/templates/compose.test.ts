/** Plan and results → rows, cells, sentences. No tolerance: what is printed is compared as text. */
import { describe, expect, it } from 'vitest';
import type { Plan, PlannedTable } from '../../../compiler/plan/plan.ts';
import type { Results } from '../../../runtime/results/results.ts';
import { compose } from '../../../templates/document/compose.ts';
import type { Cell, Rich, StudyDocument, TableDocument } from '../../../templates/document/document.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { seedStudy } from './seed-study.ts';

/** The seed study with one table changed; its document. */
function tableWith(id: string, change: Partial<PlannedTable>, language = 'en'): TableDocument {
  const { plan, results } = seedStudy(language);
  const tables = plan.tables.map((table) => (table.id === id ? { ...table, ...change } : table));
  return tableOf(compose({ ...plan, tables }, results), id);
}

function tableOf(document: StudyDocument, id: string): TableDocument {
  return document.tables.find((table) => table.id === id)!;
}

function shown(cell: Cell): string {
  if (cell.kind === 'empty') return '';
  if (cell.kind === 'none') return '—';
  if (cell.kind === 'text') return plainText(cell.text);
  const [open, close] = { none: ['', ''], round: ['(', ')'], square: ['[', ']'] }[cell.bracket];
  const upper = cell.upper ? `, ${cell.upper.printed}` : '';
  return `${open}${cell.printed}${upper}${close}${cell.stars}`;
}

function rowsOf(table: TableDocument, panel = 0): readonly (readonly string[])[] {
  return table.panels[panel]!.blocks.flat().map((row) => [plainText(row.stub), ...row.cells.map(shown)]);
}

function stubsOf(table: TableDocument): readonly string[] {
  return rowsOf(table)
    .map(([stub]) => stub!)
    .filter((stub) => stub !== '');
}

function headerOf(table: TableDocument): readonly string[] {
  return table.panels[0]!.header.map((row) =>
    [
      plainText(row.stub),
      ...row.cells.map((cell) => `${plainText(cell.text)}:${cell.span}${cell.rule ? '_' : ''}`),
    ].join(' | '),
  );
}

const noteOf = (table: TableDocument): string => plainText([...table.lead, ...table.notes.flat()]);

describe('heading', () => {
  it('says a shared dependent variable once, over all columns', () => {
    expect(headerOf(tableWith('table3', {}))).toEqual([
      ' | Dependent variable: Agglomeration:4_',
      ' | (1):1 | (2):1 | (3):1 | (4):1',
    ]);
  });

  it('spans groups and keeps outcomes apart', () => {
    const expected = [
      ' | Equipment:2_ | Advanced:2_ | New industrialisation:2_',
      'Dependent variable | AI:1 | Agglomeration:1 | AI:1 | Agglomeration:1 | AI:1 | Agglomeration:1',
      ' | (1):1 | (2):1 | (3):1 | (4):1 | (5):1 | (6):1',
    ];
    expect(headerOf(tableWith('table6', {}))).toEqual(expected);
    expect(headerOf(tableWith('table6', { header: null }))).toEqual(expected);
  });

  it('names models where names say more than the outcome', () => {
    const change = {
      panels: [{ heading: null, models: ['replaced.control', 'replaced.treatment'], analysis: null }],
    };
    expect(headerOf(tableWith('table3', change))[1]).toBe(' | control:1 | treatment:1');
    expect(headerOf(tableWith('table3', { ...change, labels: { control: 'VHT for GRA' } }))[1]).toBe(
      ' | VHT for GRA:1 | treatment:1',
    );
  });

  it('merges neighbours of one label only', () => {
    expect(headerOf(tableWith('table8', {}))[1]).toBe(
      ' | Pooled OLS:2_ | City effects:2_ | City and year effects:2_',
    );
  });

  it('numbers the columns of stacked panels through', () => {
    const panels = [
      { heading: 'First', models: ['baseline.1', 'baseline.2'], analysis: null },
      { heading: 'Second', models: ['baseline.3'], analysis: null },
    ];
    const table = tableWith('table3', { panels });
    expect(table.panels.map((panel) => plainText(panel.heading!))).toEqual(['First', 'Second']);
    expect(plainText(table.panels[1]!.header.at(-1)!.cells[0]!.text)).toBe('(3)');
  });
});

describe('rows', () => {
  it('have the treatment first, a mediator beside it, the constant last', () => {
    const table = tableWith('table6', { rows: [] });
    expect(stubsOf(table).slice(0, 6)).toEqual([
      ...[
        'New-quality technology',
        'Artificial intelligence',
        'Population',
        'Employees',
        'Investment growth',
        'Constant',
      ],
    ]);
  });

  it('gather several variables in one row where no model has two of them', () => {
    const rows = [{ name: 'TIN', terms: ['TIN', 'RD'] }];
    const table = tableWith('table7', { rows });
    expect(rowsOf(table)[0]).toEqual([
      'New-quality technology / R&D expenditure',
      ...['0.772***', '0.757***', '0.772***', '1.061***'],
    ]);
    const named = tableWith('table7', { rows: [{ name: 'the treatment', terms: ['TIN', 'RD'] }] });
    expect(rowsOf(named)[0]![0]).toBe('the treatment');
  });

  it('keep variables of one model apart', () => {
    const table = tableWith('table3', { rows: [{ name: 'scale', terms: ['POS', 'NUE'] }] });
    expect(stubsOf(table).slice(0, 2)).toEqual(['Population', 'Employees']);
  });

  it('leave out what is omitted, say so, and show indicators', () => {
    const omitted = tableWith('table3', { omit: ['POS', '(Intercept)'] });
    expect(stubsOf(omitted)).toEqual([
      ...['New-quality technology', 'Employees', 'Investment growth', 'Observations', 'Adjusted R2'],
    ]);
    expect(noteOf(omitted)).toContain('Not shown: Constant, Population.');
    const indicated = tableWith('table3', {
      indicate: [{ heading: 'Controls', terms: ['POS', 'NUE', 'GRA'] }],
    });
    expect(rowsOf(indicated).find(([stub]) => stub === 'Controls')).toEqual([
      'Controls',
      'No',
      'Yes',
      'Yes',
      'Yes',
    ]);
    expect(noteOf(indicated)).not.toContain('Not shown');
    const rest = tableWith('table3', { rows: [{ name: 'TIN', terms: ['TIN'] }], omit: ['rest'] });
    expect(stubsOf(rest)).toEqual(['New-quality technology', 'Observations', 'Adjusted R2']);
  });

  it('show fixed effects, blanks for what a model lacks, a dash for what does not apply', () => {
    const rows = rowsOf(tableWith('table8', {}));
    expect(rows.find(([stub]) => stub === 'City fixed effects')).toEqual([
      ...['City fixed effects', 'No', 'No', 'Yes', 'Yes', 'Yes', 'Yes'],
    ]);
    expect(rows.find(([stub]) => stub === 'Within R2')!.slice(1, 4)).toEqual(['—', '—', '0.805']);
    expect(rows[2]).toEqual(['Population', '', '0.496***', '', '-0.305', '', '-0.420']);
  });

  it('leave out a statistic that no column has', () => {
    expect(stubsOf(tableWith('table3', { statistics: ['n', 'within_r2', 'clusters'] })).at(-1)).toBe(
      'Observations',
    );
  });

  it('print every statistic of the vocabulary', () => {
    const statistics = ['n', 'units', 'r2', 'adj_r2', 'f', 'rmse', 'log_lik', 'aic', 'bic', 'outcome_mean'];
    const rows = rowsOf(tableWith('table3', { statistics })).slice(-statistics.length);
    expect(rows.map((row) => `${row[0]} ${row[4]}`)).toEqual([
      ...[
        'Observations 308',
        'Cities 28',
        'R2 0.838',
        'Adjusted R2 0.836',
        'F statistic 600.43',
        'RMSE 0.091',
      ],
      ...['Log likelihood 303.815', 'AIC -595.630', 'BIC -573.249', 'Mean of outcome 0.691'],
    ]);
  });

  it('put the second entry in parentheses, a third and every interval in brackets', () => {
    const rows = rowsOf(tableWith('table3', { cells: ['estimate', 'se', 'p'] }));
    expect(rows.slice(0, 3).map((row) => row[4])).toEqual(['0.772***', '(0.031)', '[<0.001]']);
    const intervals = rowsOf(tableWith('table3', { cells: ['estimate', 'ci'], digits: 2, stars: [] }));
    expect(intervals.slice(0, 2).map((row) => row[4])).toEqual(['0.77', '[0.71, 0.83]']);
  });

  it('name variables by symbol on request', () => {
    expect(stubsOf(tableWith('table3', { names: 'symbol' })).slice(0, 2)).toEqual(['TIN', 'POS']);
  });
});

describe('notes', () => {
  it('say in Chinese what the look says', () => {
    expect(noteOf(tableWith('table3', {}, 'zh'))).toBe(
      '注：括号内为基于异方差稳健标准误（HC1）的 t 统计量；***、**、* 分别表示在 1%、5%、10% 的水平上显著。' +
        '各列均为含截距的混合最小二乘估计，样本为 28 个城市 2013—2023 年的平衡面板；' +
        '解释变量与控制变量经全样本极差标准化，缺失值在城市内按年份线性插值（123 个单元格）。',
    );
  });

  it('say the same in English', () => {
    expect(noteOf(tableWith('table3', {}))).toBe(
      'Notes: Pooled OLS with intercept. t statistics based on heteroskedasticity-robust (HC1) standard errors in ' +
        'parentheses. The sample is a balanced panel of 28 cities, 2013–2023. Regressors are scaled to [0, 1] over the ' +
        'full sample; 123 missing cells are interpolated linearly within city. ***, ** and * denote significance at the ' +
        '1, 5 and 10 percent level.',
    );
  });

  it('name clusters, their number, and the degrees of freedom', () => {
    const statistics = ['n'];
    expect(noteOf(tableWith('table8', { statistics }, 'zh'))).toContain(
      '括号内为按城市聚类的稳健标准误（28 个聚类）；',
    );
    expect(noteOf(tableWith('table8', { statistics }))).toContain(
      'Standard errors clustered by city (28 clusters) in parentheses; p values from t(27).',
    );
  });

  it('tell columns of different covariances apart', () => {
    const models = ['baseline.1', 'baseline.2', 'effects.1'];
    const change = { panels: [{ heading: null, models, analysis: null }] };
    expect(noteOf(tableWith('table3', change))).toContain(
      't statistics in parentheses, based on heteroskedasticity-robust (HC1) standard errors in columns (1)–(2) and ' +
        'standard errors clustered by city (28 clusters) in column (3).',
    );
    expect(noteOf(tableWith('table3', change, 'zh'))).toContain(
      '列 (1)—(2) 采用异方差稳健标准误（HC1），列 (3) 采用按城市聚类的稳健标准误（28 个聚类）',
    );
  });

  it('have no legend of stars that are not there', () => {
    expect(noteOf(tableWith('table3', { stars: [] }))).not.toContain('significance');
    const ladder = [{ mark: '+', below: 0.001 }];
    expect(noteOf(tableWith('table3', { stars: ladder }))).toContain(
      '+ denotes significance at the 0.1 percent level.',
    );
  });

  it('tell a split by its column, and that scaling came first', () => {
    expect(noteOf(tableWith('table6', {}))).toContain(
      'The sample is a balanced panel of 28 cities, 2013–2023, split by leading industry. All variables but ' +
        'Agglomeration are scaled to [0, 1] over the full sample, before the split;',
    );
    expect(noteOf(tableWith('table6', {}, 'zh'))).toContain(
      '的平衡面板，按主导产业分组；除智能制造业产业集聚外，各变量均经',
    );
  });

  it('do not call a part of the sample the whole', () => {
    const change = { panels: [{ heading: null, models: ['by_industry.AGG@equipment'], analysis: null }] };
    expect(noteOf(tableWith('table3', change))).toContain(
      'The sample is drawn from a balanced panel of 28 cities, 2013–2023 (308 observations), split by leading industry; ' +
        'columns use 110 observations.',
    );
  });

  it('are the author’s where the author writes them', () => {
    const notes = [{ text: { en: 'Invented.', zh: '虚构。' } }];
    expect(noteOf(tableWith('table3', { notes }))).toBe('Notes: Invented.');
    expect(noteOf(tableWith('table3', { notes: ['auto', ...notes] }))).toMatch(/level\. Invented\.$/);
  });

  it('say how mediation was tested', () => {
    expect(noteOf(tableWith('table4', {}, 'zh'))).toContain(
      'a 为列 (2) 新质技术的系数，b 为列 (3) 人工智能的系数，c = c′ + ab。Sobel 标准误由本表的标准误计算，间接效应的星号依 ' +
        'Sobel 检验；Bootstrap 以城市为单位重抽 5\u202f000 次，报告百分位区间。',
    );
    expect(noteOf(tableWith('table4', {}))).toContain(
      'the bootstrap draws cities, 5,000 replications, percentile interval.',
    );
  });
});

/** The seed study with its mediation changed. */
function mediated(change: object): { readonly plan: Plan; readonly results: Results } {
  const { plan, results } = seedStudy('en');
  const mediation = { ...results.analyses['mediation']!, ...change } as Results['analyses'][string];
  return { plan, results: { ...results, analyses: { ...results.analyses, mediation } } };
}

describe('mediation', () => {
  it('decomposes the effect', () => {
    expect(rowsOf(tableWith('table4', {}), 1)).toEqual([
      ['Total effect c', '0.772***', '0.031', '24.98', '[0.711, 0.833]', '100.0'],
      ['Direct effect c′', '0.525***', '0.057', '9.30', '[0.414, 0.637]', '68.0'],
      ['Indirect effect a × b', '0.247***', '', '', '', '32.0'],
      ['Sobel', '', '0.048', '5.10', '[0.152, 0.342]', ''],
      ['Bootstrap over cities', '', '0.097', '—', '[0.061, 0.434]', ''],
    ]);
  });

  it('gives no share where direct and indirect effect point in opposite directions', () => {
    const { plan, results } = mediated({ verdict: 'suppression', share: -0.4 });
    const rows = rowsOf(tableOf(compose(plan, results), 'table4'), 1);
    expect(rows.slice(0, 3).map((row) => row[5])).toEqual(['—', '—', '—']);
  });

  it('gives the reason with the verdict', () => {
    const footer = (study: { readonly plan: Plan; readonly results: Results }): string =>
      plainText(tableOf(compose(study.plan, study.results), 'table4').panels[1]!.footer!);
    expect(footer(mediated({}))).toBe(
      'Verdict: partial mediation; a, b and c′ differ from zero at the 10 percent level, both intervals for ab exclude zero',
    );
    const reason = { significant: ['a'], insignificant: ['b', 'direct'], overruled_by: 'bootstrap' };
    expect(footer(mediated({ verdict: 'full', reason }))).toBe(
      'Verdict: full mediation; a differs from zero at the 10 percent level, b and c′ do not, both intervals for ab ' +
        'exclude zero, the bootstrap interval decides that there is an indirect effect',
    );
  });
});

describe('report', () => {
  const text = (document: StudyDocument): string =>
    document.blocks
      .flatMap((block): readonly Rich[] => {
        if (block.kind === 'prose' || block.kind === 'heading') return [block.text];
        if (block.kind === 'list') return block.items;
        return block.kind === 'grid' ? block.rows.flat() : [];
      })
      .map(plainText)
      .join('\n');

  it('leaves out what could not be estimated, and says so', () => {
    const { plan, results } = seedStudy('en');
    const { by_period: _lost, placebo: _too, ...analyses } = results.analyses;
    const document = compose(plan, { ...results, analyses });
    expect(document.tables.map((table) => table.id)).toEqual([
      ...['table1', 'table2', 'table3', 'table4', 'table6', 'table7', 'table8'],
    ]);
    expect(document.figures).toEqual([]);
    expect(text(document)).toContain('table5 is not shown: a model that it needs could not be estimated.');
    expect(text(document)).toContain('figure1 is not shown');
  });

  it('marks a claim that came out as expected, holding or not', () => {
    const { plan, results } = seedStudy('en');
    const claims = plan.claims.map((claim) => (claim.id === 'H2' ? { ...claim, expect: false } : claim));
    const list = compose({ ...plan, claims }, results).blocks.find((block) => block.kind === 'claims')!;
    expect(list.kind === 'claims' && list.items.map((item) => [item.expected, item.word])).toEqual([
      [true, 'holds'],
      [false, 'holds (not as expected)'],
    ]);
  });

  it('keeps account of rows and cells', () => {
    const { plan, results } = seedStudy('en');
    expect(text(compose(plan, results))).toContain(
      '123 cells filled within city in 13 columns (kw_iot 13, fai 12,',
    );
    expect(text(compose(plan, results))).toContain(
      'by_industry@advanced, 2 models: 209 rows outside the condition',
    );
  });

  it('falls back on English words and labels', () => {
    const { plan, results } = seedStudy('fr');
    const table = tableOf(compose(plan, results), 'table3');
    expect(plainText(table.caption)).toBe('Table 3. Baseline regressions');
    expect(stubsOf(table)[0]).toBe('New-quality technology');
  });

  it('gives every number its path in the results', () => {
    const { plan, results } = seedStudy('en');
    const [row] = tableOf(compose(plan, results), 'table3').panels[0]!.blocks[0]!;
    expect(row!.cells.map((cell) => cell.kind === 'number' && cell.source)).toEqual([
      ...[1, 2, 3, 4].map((i) => `baseline.${i}.TIN.estimate`),
    ]);
  });
});

describe('a placebo of many draws', () => {
  it.each([
    ['en', '(the first 5,000 have a point)'],
    ['zh', '（图中为前 5\u202f000 次）'],
  ])('has points for the first 5,000, and says so (%s)', (language, words) => {
    const { plan, results } = seedStudy(language);
    const placebo = results.analyses['placebo']!;
    if (placebo.verb !== 'placebo') throw new Error('no placebo');
    const draws = Array.from({ length: 6000 }, (_, i) => placebo.draws[i % placebo.draws.length]!);
    const many = { ...results, analyses: { ...results.analyses, placebo: { ...placebo, draws } } };
    const [figure] = compose(plan, many).figures;
    if (figure?.draw !== 'density') throw new Error('no placebo drawn');
    expect([figure.estimates.length, figure.p.length]).toEqual([6000, 5000]);
    expect(plainText(figure.notes.flat())).toContain(words);
  });
});
