/** What the language of studies says of tables, walked through compiled studies: rows, headings and notes of each feature. */
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import type { Cell, Rich, TableDocument, TablePanel } from '../../../templates/document/document.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

const head = `
study: contract
language: en
defaults: {vcov: HC1}
data: {file: data/agglomeration.csv, panel: {unit: city, time: year}}
prepare:
  - derive:
      y: m_city / g_city
      w: log(ai_mentions + 1)
      t: log(kw_ai + kw_cloud + 1)
      a: population
      b: employees
      high: if(w > 5, 1, 0)
variables:
  y: {label: Share}
  w: {label: Mentions, symbol: W}
  t: {role: treatment, label: Technology, symbol: T}
  a: {role: control, label: People}
  b: {role: control, label: Jobs}
  industry: {levels: {equipment: Equipment, advanced: Advanced, new-industrialisation: New}}
  year: {label: year}
  city: {label: city}
sets: {Controls: [a, b]}
analyses:
  steps: {regress: "y ~ t + csw0(a, b)"}
  two: {regress: {main: "y ~ t + a", other: "w ~ t + a"}}
  split: {regress: {y: "y ~ t + a", w: "w ~ t + a"}, split: industry, compare: {terms: [t], test: suest}}
  fixed: {regress: {one: "y ~ t + a | city", both: "y ~ t + a | city + year", none: "y ~ t + a"}, vcov: {cluster: city}}
  tested: {regress: "y ~ t + a + b", hypotheses: {same: "a == b"}}
  swap: {vary: steps.2, variants: {other: {replace: {t: w}}}}
  likely: {regress: "high ~ t", estimator: logit}
  random: {regress: "y ~ t + a", estimator: random}
  described: {describe: [y, t], statistics: [n, mean]}
tables:
`;

const tables: Readonly<Record<string, string>> = {
  plain: '{of: steps, title: Steps}',
  sparse: '{of: steps, rows: [t], omit: [rest]}',
  without: '{of: steps, omit: [a, "(Intercept)"]}',
  indicated: '{of: steps, indicate: {Controls: Controls}}',
  ordered: '{of: steps, rows: [b, t]}',
  gathered: '{of: [steps.2, swap.other], rows: {Main: [t, w]}}',
  groups: '{of: split, columns: {header: [split, outcome]}, statistics: [n, compare]}',
  mapped: '{of: split, columns: {header: [split, outcome], labels: {y: S, equipment: E}}}',
  listed: '{of: two, columns: {header: [model], labels: [First, Second]}}',
  symbols: '{of: two, names: symbol}',
  fe: '{of: fixed, fixed_effects: true, statistics: [n, units, clusters, within_r2], cells: [estimate, se]}',
  everything:
    '{of: fixed, statistics: [n, units, clusters, r2, adj_r2, within_r2, f, rmse, log_lik, aic, bic, outcome_mean]}',
  hypotheses: '{of: tested, statistics: [n, hypotheses]}',
  likely: '{of: likely, statistics: [n, pseudo_r2, chi2]}',
  random: '{of: random, statistics: [n, between_r2, overall_r2, within_r2]}',
  second: '{of: two, cells: [estimate, p]}',
  third: '{of: two, cells: [estimate, t, se], digits: 2}',
  interval: '{of: two, cells: [estimate, se, ci]}',
  intervalonly: '{of: two, cells: [estimate, ci]}',
  alone: '{of: two, cells: [estimate], stars: none}',
  ladder: '{of: two, stars: {"+": 0.2, "++": 0.02}}',
  mute: '{of: two, notes: Mine.}',
  both: '{of: two, notes: [auto, Mine.]}',
  panels: '{of: {Upper: two, Lower: fixed}}',
  kinds: '{of: {Data: described, Models: two}}',
};

let shown: ReadonlyMap<string, TableDocument>;

beforeAll(async () => {
  const text = `${head}${Object.entries(tables)
    .map(([id, table]) => `  ${id}: ${table}\n`)
    .join('')}`;
  const plan = compileStudy(text, studyFolder);
  const { results } = await run(plan, runOptions(studyFolder));
  shown = new Map(compose(plan, results).tables.map((table) => [table.id, table]));
}, 30_000);

const table = (id: string): TableDocument => shown.get(id)!;
const panel = (id: string, k = 0): TablePanel => table(id).panels[k]!;
const rows = (id: string, k = 0) => panel(id, k).blocks.flat();
const stubs = (id: string, k = 0): readonly string[] =>
  rows(id, k)
    .map(({ stub }) => plainText(stub))
    .filter((stub) => stub !== '');
const headings = (id: string, k = 0): readonly (readonly string[])[] =>
  panel(id, k).header.map(({ cells }) => cells.map(({ text }) => plainText(text)));
const notes = (id: string): string =>
  table(id)
    .notes.map((note: Rich) => plainText(note))
    .join(' ');

function printed(cell: Cell): string {
  if (cell.kind === 'text') return plainText(cell.text);
  if (cell.kind !== 'number') return cell.kind;
  const inside = cell.upper ? `${cell.printed}, ${cell.upper.printed}` : cell.printed;
  const text = { none: inside, round: `(${inside})`, square: `[${inside}]` }[cell.bracket];
  return `${text}${cell.stars}`;
}

/** The cells of the rows from the first with this stub up to the next stub. */
function term(id: string, stub: string): readonly (readonly string[])[] {
  const all = rows(id);
  const at = all.findIndex((row) => plainText(row.stub) === stub);
  const next = all.findIndex((row, i) => i > at && plainText(row.stub) !== '');
  return all.slice(at, next < 0 ? undefined : next).map(({ cells }) => cells.map(printed));
}

describe('rows', () => {
  it('are the treatment, the others as they appear, the intercept last, then statistics', () => {
    expect(stubs('plain')).toEqual([
      ...['Technology', 'People', 'Jobs', 'Constant', 'Observations', 'Adjusted R2'],
    ]);
    expect(term('plain', 'Jobs').map((row) => row.slice(0, 2))).toEqual([
      ['empty', 'empty'],
      ['empty', 'empty'],
    ]);
  });

  it('are those of `rows` first, in its order', () => {
    expect(stubs('ordered').slice(0, 4)).toEqual(['Jobs', 'Technology', 'People', 'Constant']);
  });

  it('are left out by `omit`, by name or as the rest, and the note says which', () => {
    expect(stubs('sparse')).toEqual(['Technology', 'Observations', 'Adjusted R2']);
    expect(notes('sparse')).toContain('Not shown: Constant, People, Jobs.');
    expect(stubs('without')).toEqual(['Technology', 'Jobs', 'Observations', 'Adjusted R2']);
    expect(notes('without')).toContain('Not shown: Constant, People.');
  });

  it('say Yes or No of omitted terms by `indicate`, and no note repeats it', () => {
    expect(stubs('indicated')).not.toContain('People');
    expect(term('indicated', 'Controls')).toEqual([['No', 'Yes', 'Yes']]);
    expect(notes('indicated')).not.toContain('Not shown');
  });

  it('gather several variables in one', () => {
    expect(stubs('gathered').slice(0, 3)).toEqual(['Main', 'People', 'Constant']);
    const [estimates] = term('gathered', 'Main');
    expect(estimates).toEqual(['0.025***', '0.013***']);
  });

  it('say which fixed effects, units and clusters a model has', () => {
    expect(term('fe', 'City fixed effects')).toEqual([['Yes', 'Yes', 'No']]);
    expect(term('fe', 'Year fixed effects')).toEqual([['No', 'Yes', 'No']]);
    expect(term('fe', 'Cities')).toEqual([['28', '28', '28']]);
    expect(term('fe', 'Clusters (cities)')).toEqual([['28', '28', '28']]);
    expect(term('fe', 'Within R2')[0]![2]).toBe('none');
    expect(notes('fe')).toContain('Standard errors clustered by city in parentheses; p values from t(27)');
  });

  it('hold every statistic in the order asked for', () => {
    expect(stubs('everything').slice(3)).toEqual([
      ...['Observations', 'Cities', 'Clusters (cities)', 'R2', 'Adjusted R2', 'Within R2', 'F statistic'],
      ...['RMSE', 'Log likelihood', 'AIC', 'BIC', 'Mean of outcome'],
    ]);
    expect(stubs('likely').slice(-3)).toEqual(['Observations', 'Pseudo R2', 'Wald χ2']);
    expect(stubs('random').slice(-3)).toEqual(['Between R2', 'Overall R2', 'Within R2']);
  });

  it('hold hypotheses, and the note states them', () => {
    expect(stubs('hypotheses').slice(-2)).toEqual(['same, F', 'p']);
    expect(notes('hypotheses')).toContain('Wald tests: same: People − Jobs = 0.');
  });

  it('hold differences of groups with their p, and the note says how they are tested', () => {
    expect(stubs('groups')).toContain('Technology: Equipment − Advanced');
    expect(term('groups', 'Technology: Equipment − Advanced')[0]!.slice(0, 2)).toEqual([
      '-0.002',
      '0.308***',
    ]);
    expect(notes('groups')).toContain('Differences of coefficients are tested by the scores of all models');
  });
});

describe('columns', () => {
  it('are grouped by split, then by outcome', () => {
    expect(headings('groups').slice(0, 2)).toEqual([
      ['Equipment', 'Advanced', 'New'],
      ['Share', 'Mentions', 'Share', 'Mentions', 'Share', 'Mentions'],
    ]);
    expect(panel('groups').header[0]!.cells.map(({ span, rule }) => [span, rule])).toEqual([
      ...[
        [2, true],
        [2, true],
        [2, true],
      ],
    ]);
  });

  it('have labels from a list in column order, or from a map by group and outcome', () => {
    expect(headings('listed')[0]).toEqual(['First', 'Second']);
    expect(headings('mapped').slice(0, 2)).toEqual([
      ['E', 'Advanced', 'New'],
      ['S', 'Mentions', 'S', 'Mentions', 'S', 'Mentions'],
    ]);
  });

  it('name outcomes and terms by symbol where asked, by name where there is none', () => {
    expect(headings('symbols')[0]).toEqual(['y', 'W']);
    expect(stubs('symbols').slice(0, 2)).toEqual(['T', 'a']);
  });

  it('say a shared outcome once, and nothing of a model without a name beside one that has one', () => {
    expect(headings('gathered')).toEqual([['Dependent variable: Share'], ['', 'other'], ['(1)', '(2)']]);
  });
});

describe('cells', () => {
  it('put the second entry in parentheses, the third in brackets, an interval always in brackets', () => {
    expect(term('second', 'Technology')[1]).toEqual(['(<0.001)', '(<0.001)']);
    expect(term('third', 'Technology')).toEqual([
      ...[
        ['0.03***', '1.46***'],
        ['(27.87)', '(27.09)'],
        ['[0.00]', '[0.05]'],
      ],
    ]);
    expect(term('interval', 'Technology').slice(1)).toEqual([
      ...[
        ['(0.001)', '(0.054)'],
        ['[0.024, 0.027]', '[1.351, 1.563]'],
      ],
    ]);
    expect(term('intervalonly', 'Technology')[1]).toEqual(['[0.024, 0.027]', '[1.351, 1.563]']);
    expect(notes('second')).toContain('p values based on');
    expect(notes('third')).toContain('in parentheses, standard errors in brackets');
    expect(notes('interval')).toContain('95% confidence intervals in brackets');
  });

  it('have no stars and no legend under `stars: none`', () => {
    expect(term('alone', 'Technology')).toEqual([['0.025', '1.457']]);
    expect(notes('alone')).not.toMatch(/denote|\*/);
  });

  it('have the marks of an own ladder, which the legend repeats', () => {
    expect(term('ladder', 'Technology')[0]).toEqual(['0.025++', '1.457++']);
    expect(notes('ladder')).toContain('++ and + denote significance at the 2 and 20 percent level.');
  });
});

describe('notes and panels', () => {
  it('print the text of an author instead of, or after, what the results make necessary', () => {
    expect(notes('mute')).toBe('Mine.');
    expect(notes('both')).toMatch(/^Pooled OLS.*percent level\.\s+Mine\.$/s);
  });

  it('stack panels with headings of their own, columns numbered through', () => {
    expect(table('panels').panels.map(({ heading }) => plainText(heading ?? []))).toEqual(['Upper', 'Lower']);
    expect(headings('panels', 1).at(-1)).toEqual(['(3)', '(4)', '(5)']);
    expect(notes('panels')).toMatch(
      /HC1.* in columns \(1\)–\(2\) .*by city \(28 clusters\) in columns \(3\)–\(5\)/,
    );
  });

  it('stack panels of different kinds, each with its notes', () => {
    expect([stubs('kinds', 0), stubs('kinds', 1).slice(0, 2)]).toEqual([
      ...[
        ['Share', 'Technology'],
        ['Technology', 'People'],
      ],
    ]);
    expect(notes('kinds')).toContain('t statistics based on');
  });

  it('keep value and source of every number', () => {
    const numbers = [...shown.values()]
      .flatMap(({ panels }) => panels.flatMap(({ blocks }) => blocks.flat()))
      .flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'number' ? [cell] : [])));
    expect(numbers.length).toBeGreaterThan(300);
    expect(numbers.filter(({ value, source }) => !Number.isFinite(value) || source === '')).toEqual([]);
  });
});
