import type { Explanations } from './explanation.ts';

/** Findings of the audit on samples, stars and what is said of them. */
export const audit: Explanations = {
  'sample-arithmetic': {
    cause:
      'A panel has at most its units times its periods as rows. More are printed, or a part by years has not the rows of its years although none is missing in the whole.',
    wrong: [
      'reported:',
      '  design: {units: 30, periods: [2011, 2020]}',
      '  tables:',
      '    "1": {columns: {"1.1": {outcome: wage, n: 330, cells: {schooling: "0.082"}}}}',
    ],
    cured: [
      'reported:',
      '  design: {units: 30, periods: [2010, 2020]}',
      '  tables:',
      '    "1": {columns: {"1.1": {outcome: wage, n: 330, cells: {schooling: "0.082"}}}}',
    ],
  },
  'stars-vs-t': {
    cause:
      'The stars of a coefficient are not those that its t gives under the legend, neither by Student with the degrees of freedom that are printed nor by the normal distribution.',
    wrong: [
      'reported:',
      '  legend: {"***": 0.01, "**": 0.05, "*": 0.1}',
      '  tables:',
      '    "2":',
      '      parentheses: t',
      '      columns: {"2.1": {outcome: wage, n: 120, cells: {schooling: "0.041*** (2.10)"}}}',
    ],
    cured: [
      'reported:',
      '  legend: {"***": 0.01, "**": 0.05, "*": 0.1}',
      '  tables:',
      '    "2":',
      '      parentheses: t',
      '      columns: {"2.1": {outcome: wage, n: 120, cells: {schooling: "0.041** (2.10)"}}}',
    ],
  },
};
