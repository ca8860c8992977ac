import type { Explanations } from './explanation.ts';

/** Numbers as published. */
export const reported: Explanations = {
  'printed-form': {
    cause:
      'A reported cell is copied as it is printed: estimate, stars, and in parentheses or brackets what the table says they hold. This text cannot be read so.',
    wrong: [
      'reported:',
      '  tables:',
      '    "3": {parentheses: t, columns: {"3.1": {cells: {schooling: "1.144*** (7,68)"}}}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "3": {parentheses: t, columns: {"3.1": {cells: {schooling: 1.144*** (7.68)}}}}',
    ],
  },
  'printed-count': {
    cause: 'A number of observations or of clusters is a whole number.',
    wrong: ['reported:', '  tables:', '    "3": {columns: {"3.1": {n: 30.8}}}'],
    cured: ['reported:', '  tables:', '    "3": {columns: {"3.1": {n: 308}}}'],
  },
  'interval-ends': {
    cause:
      'An interval has two ends, parted by a comma, a semicolon, "to" or a dash, and they must be readable in one way only.',
    wrong: [
      'reported:',
      '  tables:',
      '    "3": {brackets: ci, columns: {"3.1": {cells: {age: "1.2 [3.1]"}}}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "3": {brackets: ci, columns: {"3.1": {cells: {age: "1.2 [0.9, 1.5]"}}}}',
    ],
  },
  'cell-brackets': {
    cause:
      'A number in parentheses may be a t statistic, a standard error or a p-value. Only the table can say, and this one does not.',
    wrong: ['reported:', '  tables:', '    "3": {columns: {"3.1": {cells: {age: 1.2** (3.1)}}}}'],
    cured: [
      'reported:',
      '  tables:',
      '    "3": {parentheses: t, columns: {"3.1": {cells: {age: 1.2** (3.1)}}}}',
    ],
  },
  'reported-table': {
    cause: 'The table holds no number: neither rows of descriptive statistics nor columns of models.',
    wrong: ['reported:', '  tables:', '    "3": {source: Table 3}'],
    cured: ['reported:', '  tables:', '    "3": {source: Table 3, columns: {"3.1": {n: 308}}}'],
  },
  'no-published-table': {
    cause:
      'Reported numbers can come from a file: the first tabular of a LaTeX file with numbers in it, the first such pipe table of a Markdown file, a CSV file. This one has none.',
    wrong: null,
    cured: null,
  },
  'table-row': {
    cause:
      'A row of a table that is read from a file has more cells than the table has columns, or numbers in parentheses without an estimate above them. To guess would put numbers into the wrong column.',
    wrong: null,
    cured: null,
  },
  'unknown-row': {
    cause:
      'Below the statistics of a table that is read from a file stands a row that is no known statistic and has neither stars nor parentheses as a coefficient has. It is left out.',
    wrong: null,
    cured: null,
  },
  'unknown-column': {
    cause:
      'Statements and mediations name reported columns by their ids, and none has this one. As a failure of a run: the data file lacks a column that the study uses.',
    wrong: [
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {n: 308}}}',
      '  statements:',
      '    - {says: It is large, holds: "`3.2`.n > 300"}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {n: 308}}}',
      '  statements:',
      '    - {says: It is large, holds: "`3.1`.n > 300"}',
    ],
  },
  'unknown-cell': {
    cause: 'The column is there, but it has no such row or statistic, or the cell has no such part.',
    wrong: [
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {cells: {age: "1.2"}}}}',
      '  statements:',
      '    - {says: It grows, holds: "`3.1`.wage > 0"}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {cells: {age: "1.2"}}}}',
      '  statements:',
      '    - {says: It grows, holds: "`3.1`.age > 0"}',
    ],
  },
  'no-cell': {
    cause: 'A statement compares reported numbers, and this is a whole column or row.',
    wrong: [
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {cells: {age: "1.2"}}}}',
      '  statements:',
      '    - {says: It grows, holds: "`3.1` > 0"}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {cells: {age: "1.2"}}}}',
      '  statements:',
      '    - {says: It grows, holds: "`3.1`.age > 0"}',
    ],
  },
  'reported-differs': {
    cause:
      'A printed column states another outcome, group or sample than the model that it is tied to. The comparison would be of two different things.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {model: baseline, outcome: sales, cells: {schooling: "1.2"}}}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'reported:',
      '  tables:',
      '    "3": {columns: {"3.1": {model: baseline, outcome: wage, cells: {schooling: "1.2"}}}}',
    ],
  },
};
