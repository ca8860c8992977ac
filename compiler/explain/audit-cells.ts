import type { Explanations } from './explanation.ts';

const table = (...columns: readonly string[]): readonly string[] => [
  'reported:',
  '  tables:',
  '    "2":',
  '      parentheses: t',
  '      columns:',
  ...columns.map((column) => `        ${column}`),
];

/** Findings of the audit on single cells, and on columns beside one another. */
export const auditCells: Explanations = {
  'sign-b-vs-t': {
    cause:
      'A standard error is positive, so that a coefficient and its t have the same sign. One of the two lost a minus.',
    wrong: table('"2.1": {outcome: wage, cells: {schooling: "-0.082 (4.10)"}}'),
    cured: table('"2.1": {outcome: wage, cells: {schooling: "-0.082 (-4.10)"}}'),
  },
  'estimate-vs-t': {
    cause:
      'Estimate, standard error and t are printed, and no numbers with these digits have t as the ratio of the others.',
    wrong: [
      'reported:',
      '  tables:',
      '    "2":',
      '      {parentheses: se, brackets: t, columns: {"2.1": {outcome: wage, cells: {schooling: "0.082 (0.020) [5.20]"}}}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "2":',
      '      {parentheses: se, brackets: t, columns: {"2.1": {outcome: wage, cells: {schooling: "0.082 (0.020) [4.10]"}}}}',
    ],
  },
  'ci-vs-se': {
    cause:
      'A confidence interval has its estimate in the middle and reaches as many standard errors to each side as its level asks for. This one does neither.',
    wrong: [
      'reported:',
      '  tables:',
      '    "2":',
      '      parentheses: se',
      '      brackets: ci',
      '      columns: {"2.1": {outcome: wage, n: 120, cells: {schooling: "0.082 (0.020) [0.049, 0.115]"}}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "2":',
      '      parentheses: se',
      '      brackets: ci',
      '      columns: {"2.1": {outcome: wage, n: 120, cells: {schooling: "0.082 (0.020) [0.042, 0.122]"}}}',
    ],
  },
  'same-model': {
    cause: 'A note: columns with the same outcome, sample, terms and numbers print one model several times.',
    wrong: null,
    cured: null,
    severity: 'note',
  },
  'same-model-different-number': {
    cause:
      'Columns with the same outcome, sample and terms agree in most of their cells, so that they print one model; and then the rest of their cells has to agree as well.',
    wrong: table(
      '"2.1": {outcome: wage, n: 120, cells: {schooling: 0.082 (4.10), age: 0.011 (2.20), tenure: 0.024 (3.31), _cons: 1.204 (9.87)}}',
      '"2.2": {outcome: wage, n: 120, cells: {schooling: 0.082 (4.10), age: 0.011 (2.20), tenure: 0.042 (3.31), _cons: 1.204 (9.87)}}',
    ),
    cured: table(
      '"2.1": {outcome: wage, n: 120, cells: {schooling: 0.082 (4.10), age: 0.011 (2.20), tenure: 0.024 (3.31), _cons: 1.204 (9.87)}}',
      '"2.2": {outcome: wage, n: 120, cells: {schooling: 0.082 (4.10), age: 0.011 (2.20), tenure: 0.024 (3.31), _cons: 1.204 (9.87)}}',
    ),
  },
  'duplicate-cell': {
    cause:
      'Two terms of one column have the same coefficient and the same t, digit by digit: one row was copied over the other.',
    wrong: table('"2.1": {outcome: wage, cells: {schooling: 0.0825 (4.104), tenure: 0.0825 (4.104)}}'),
    cured: table('"2.1": {outcome: wage, cells: {schooling: 0.0825 (4.104), tenure: 0.0241 (3.307)}}'),
  },
  'duplicate-column': {
    cause:
      'Columns of different samples or outcomes agree in every coefficient and every t: one column was copied.',
    wrong: table(
      '"2.1": {outcome: wage, group: men, n: 70, cells: {schooling: 0.082 (4.10), tenure: 0.024 (3.31)}}',
      '"2.2": {outcome: wage, group: women, n: 50, cells: {schooling: 0.082 (4.10), tenure: 0.024 (3.31)}}',
    ),
    cured: table(
      '"2.1": {outcome: wage, group: men, n: 70, cells: {schooling: 0.082 (4.10), tenure: 0.024 (3.31)}}',
      '"2.2": {outcome: wage, group: women, n: 50, cells: {schooling: 0.094 (3.02), tenure: 0.019 (1.77)}}',
    ),
  },
  'repeated-statistic': {
    cause:
      'Models of three or more different outcomes or samples have the same R2 to three decimals. It can happen; it happens more often when a row of a table is filled in by copying.',
    wrong: table(
      '"2.1": {outcome: wage, n: 120, adj_r2: 0.412, cells: {schooling: 0.082 (4.10)}}',
      '"2.2": {outcome: hours, n: 120, adj_r2: 0.412, cells: {schooling: 0.131 (1.92)}}',
      '"2.3": {outcome: tenure, n: 118, adj_r2: 0.412, cells: {schooling: -0.240 (-2.41)}}',
    ),
    cured: table(
      '"2.1": {outcome: wage, n: 120, adj_r2: 0.412, cells: {schooling: 0.082 (4.10)}}',
      '"2.2": {outcome: hours, n: 120, adj_r2: 0.137, cells: {schooling: 0.131 (1.92)}}',
      '"2.3": {outcome: tenure, n: 118, adj_r2: 0.208, cells: {schooling: -0.240 (-2.41)}}',
    ),
  },
  'r2-monotone': {
    cause:
      'Least squares with one more regressor on the same rows fit no worse. Here R2, or the R2 that the adjusted one stands for, falls all the same.',
    wrong: table(
      '"2.1": {outcome: wage, n: 120, adj_r2: 0.412, cells: {schooling: 0.082 (4.10), _cons: 1.204 (9.87)}}',
      '"2.2": {outcome: wage, n: 120, adj_r2: 0.365, cells: {schooling: 0.080 (4.02), age: 0.004 (0.71), _cons: 1.104 (8.22)}}',
    ),
    cured: table(
      '"2.1": {outcome: wage, n: 120, adj_r2: 0.412, cells: {schooling: 0.082 (4.10), _cons: 1.204 (9.87)}}',
      '"2.2": {outcome: wage, n: 120, adj_r2: 0.409, cells: {schooling: 0.080 (4.02), age: 0.004 (0.71), _cons: 1.104 (8.22)}}',
    ),
  },
  'f-vs-r2': {
    cause:
      'Under classical standard errors the F of all regressors follows from R2, n and the number of coefficients. The printed F is another.',
    wrong: [
      'reported:',
      '  design: {vcov: iid, fixed: []}',
      '  tables:',
      '    "2":',
      '      parentheses: t',
      '      columns: {"2.1": {outcome: wage, n: 120, r2: 0.420, f: 58.12, cells: {schooling: 0.082 (9.25), _cons: 1.204 (9.87)}}}',
    ],
    cured: [
      'reported:',
      '  design: {vcov: iid, fixed: []}',
      '  tables:',
      '    "2":',
      '      parentheses: t',
      '      columns: {"2.1": {outcome: wage, n: 120, r2: 0.420, f: 85.45, cells: {schooling: 0.082 (9.25), _cons: 1.204 (9.87)}}}',
    ],
  },
  'implied-se': {
    cause:
      'In columns with the same outcome and terms the standard error of a term is of one order, after the sizes of the samples. This one is more than five times the usual: often a decimal point that slipped.',
    wrong: table(
      '"2.1": {outcome: wage, group: a, n: 120, cells: {schooling: 0.082 (4.10), age: 0.011 (2.20)}}',
      '"2.2": {outcome: wage, group: b, n: 130, cells: {schooling: 0.79 (4.01), age: 0.013 (2.41)}}',
      '"2.3": {outcome: wage, group: c, n: 110, cells: {schooling: 0.091 (4.32), age: 0.012 (2.22)}}',
    ),
    cured: table(
      '"2.1": {outcome: wage, group: a, n: 120, cells: {schooling: 0.082 (4.10), age: 0.011 (2.20)}}',
      '"2.2": {outcome: wage, group: b, n: 130, cells: {schooling: 0.079 (4.01), age: 0.013 (2.41)}}',
      '"2.3": {outcome: wage, group: c, n: 110, cells: {schooling: 0.091 (4.32), age: 0.012 (2.22)}}',
    ),
  },
};
