import type { Family, GalleryCase } from './gallery-case.ts';

const table = (title: string, lines: readonly string[], files: GalleryCase['files'] = {}): GalleryCase => ({
  title,
  files: {
    'study.yaml': ['study: paper', 'reported:', ...lines.map((line) => `  ${line}`), ''].join('\n'),
    ...files,
  },
  command: ['audit'],
});
const cells = (title: string, text: string): GalleryCase =>
  table(title, [
    'tables:',
    `  "1": {parentheses: t, columns: {"1.1": {outcome: y, cells: {x: ${JSON.stringify(text)}}}}}`,
  ]);
const read = (title: string, file: string, content: string): GalleryCase =>
  table(title, ['tables:', `  "1": {parentheses: t, from: ${file}}`], { [file]: content });

/** Printed numbers and tables. */
export const reported: Family = {
  title: 'Reported tables',
  cases: [
    cells('a cell of nothing', ''),
    cells('a cell of words', 'see text'),
    cells('two estimates', '0.1 0.2 (3.0)'),
    cells('a parenthesis that is not closed', '0.1 (3.0'),
    cells('stars alone', '***'),
    cells('four stars', '0.1**** (3.0)'),
    cells('a point twice', '0.1.2 (3.0)'),
    cells('a decimal comma', '0,12 (3,00)'),
    cells('a minus of print', '−0.12 (−3.00)'),
    cells('full-width digits', '０.１２ (3.00)'),
    cells('infinity', 'Inf (3.0)'),
    cells('a number that is too large', '1e400 (3.0)'),
    cells('brackets that nobody declared', '0.1 (3.0) [0.0, 0.2]'),
    cells('a cell with a command', '\\input{x} (3.0)'),
    table('no columns', ['tables:', '  "1": {parentheses: t, columns: {}}']),
    table('a column twice', [
      'tables:',
      '  "1": {parentheses: t, columns: {"1.1": {outcome: y, cells: {x: "0.1"}}}}',
      '  "2": {parentheses: t, columns: {"1.1": {outcome: y, cells: {x: "0.1"}}}}',
    ]),
    table('a column named like a prototype', [
      'tables:',
      '  "1": {parentheses: t, columns: {__proto__: {outcome: y, cells: {x: "0.1 (2.0)"}}}}',
    ]),
    table('rows below zero', [
      'tables:',
      '  "1": {parentheses: t, columns: {"1.1": {outcome: y, n: -3, cells: {x: "0.1 (2.0)"}}}}',
    ]),
    table('half a row', [
      'tables:',
      '  "1": {parentheses: t, columns: {"1.1": {outcome: y, n: 30.5, cells: {x: "0.1 (2.0)"}}}}',
    ]),
    table('a share beyond one', [
      'tables:',
      '  "1": {parentheses: t, columns: {"1.1": {outcome: y, n: 30, r2: "1.20", cells: {x: "0.1 (2.0)"}}}}',
    ]),
    table('an unknown sign in parentheses', [
      'tables:',
      '  "1": {parentheses: z, columns: {"1.1": {outcome: y, cells: {x: "0.1 (2.0)"}}}}',
    ]),
    table('a mediation of columns that are not there', [
      'tables:',
      '  "1": {parentheses: t, mediation: {total: "9.1", mediator: "9.2", direct: "9.3"}, columns: {"1.1": {outcome: y, cells: {x: "0.1 (2.0)"}}}}',
    ]),
    table('a legend that rises', [
      'legend: {"***": 0.1, "*": 0.01}',
      'tables:',
      '  "1": {parentheses: t, columns: {"1.1": {outcome: y, cells: {x: "0.1 (2.0)"}}}}',
    ]),
    table('a statement that is no condition', [
      'tables:',
      '  "1": {parentheses: t, columns: {"1.1": {outcome: y, cells: {x: "0.1 (2.0)"}}}}',
      'statements: [{says: a, holds: "`1.1`.x >"}]',
    ]),
    table('a statement on nothing', [
      'tables:',
      '  "1": {parentheses: t, columns: {"1.1": {outcome: y, cells: {x: "0.1 (2.0)"}}}}',
      'statements: [{says: a, holds: "`1.9`.x > 0"}]',
    ]),
    table('a table file that is not there', ['tables:', '  "1": {parentheses: t, from: absent.tex}']),
    read('an empty table file', 'empty.tex', ''),
    read('LaTeX without a table', 'text.tex', 'No table here.\n'),
    read('a tabular that is not closed', 'open.tex', '\\begin{tabular}{lc}\n & (1) \\\\\nx & 0.1 \\\\\n'),
    read(
      'a row with more cells than columns',
      'wide.tex',
      '\\begin{tabular}{lc}\n & (1) \\\\\nx & 0.1 & 0.2 & 0.3 \\\\\n\\end{tabular}\n',
    ),
    read('Markdown without a table', 'text.md', 'No table here.\n'),
    read('a table of another kind', 'table.docx', 'PK'),
    table('a table file above the folder', ['tables:', '  "1": {parentheses: t, from: ../table.tex}']),
    table('an absolute table file', ['tables:', '  "1": {parentheses: t, from: /etc/passwd}']),
  ],
};
