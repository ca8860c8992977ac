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
  partition: {
    cause:
      'The groups of the table are said to divide one sample, and their periods overlap, so that some rows belong to two of them.',
    wrong: [
      'reported:',
      '  tables:',
      '    "3":',
      '      partition: true',
      '      columns:',
      '        "3.1": {outcome: wage, period: [2010, 2015], n: 180, cells: {schooling: "0.082"}}',
      '        "3.2": {outcome: wage, period: [2015, 2020], n: 180, cells: {schooling: "0.091"}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "3":',
      '      partition: true',
      '      columns:',
      '        "3.1": {outcome: wage, period: [2010, 2014], n: 150, cells: {schooling: "0.082"}}',
      '        "3.2": {outcome: wage, period: [2015, 2020], n: 180, cells: {schooling: "0.091"}}',
    ],
  },
  'partition-sum': {
    cause:
      'The groups of the table are said to divide one sample, and their rows do not add up to those of the whole.',
    wrong: [
      'reported:',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, n: 330, cells: {schooling: "0.085"}}}}',
      '    "3":',
      '      partition: true',
      '      columns:',
      '        "3.1": {outcome: wage, group: men, n: 160, cells: {schooling: "0.082"}}',
      '        "3.2": {outcome: wage, group: women, n: 180, cells: {schooling: "0.091"}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, n: 340, cells: {schooling: "0.085"}}}}',
      '    "3":',
      '      partition: true',
      '      columns:',
      '        "3.1": {outcome: wage, group: men, n: 160, cells: {schooling: "0.082"}}',
      '        "3.2": {outcome: wage, group: women, n: 180, cells: {schooling: "0.091"}}',
    ],
  },
  legend: {
    cause: 'A mark stands in the table and the legend of the publication does not say what it means.',
    wrong: [
      'reported:',
      '  legend: {"**": 0.05, "*": 0.1}',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082***"}}}}',
    ],
    cured: [
      'reported:',
      '  legend: {"***": 0.01, "**": 0.05, "*": 0.1}',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082***"}}}}',
    ],
  },
  'stars-reference': {
    cause:
      'A note: how many cells have stars that do not follow from their t, for each distribution that t may have. It decides nothing; it tells which reference the publication seems to use.',
    wrong: null,
    cured: null,
    severity: 'note',
  },
  header: {
    cause:
      'The table prints fewer or more headings than it has columns, so that a reader cannot tell which model is which.',
    wrong: [
      'reported:',
      '  tables:',
      '    "2":',
      '      headings: [Model 1]',
      '      columns:',
      '        "2.1": {outcome: wage, cells: {schooling: "0.082"}}',
      '        "2.2": {outcome: wage, cells: {schooling: "0.080", age: "0.011"}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "2":',
      '      headings: [Model 1, Model 2]',
      '      columns:',
      '        "2.1": {outcome: wage, cells: {schooling: "0.082"}}',
      '        "2.2": {outcome: wage, cells: {schooling: "0.080", age: "0.011"}}',
    ],
  },
  unreported: {
    cause:
      'The publication leaves out what a reader needs to redo its models: effects, the kind of standard errors, the number of clusters, units or periods. A null under design says that somebody looked for it in vain.',
    wrong: [
      'reported:',
      '  design: {vcov: null, fixed: null}',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082"}}}}',
    ],
    cured: [
      'reported:',
      '  design: {vcov: HC1, fixed: []}',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082"}}}}',
    ],
  },
  'no-difference-test': {
    cause:
      'Groups stand side by side and no difference of their coefficients is tested (compare: null). The finding says what z the printed numbers give for independent groups.',
    wrong: [
      'reported:',
      '  tables:',
      '    "3":',
      '      parentheses: se',
      '      partition: true',
      '      compare: null',
      '      columns:',
      '        "3.1": {outcome: wage, group: men, n: 160, cells: {schooling: 0.082 (0.020)}}',
      '        "3.2": {outcome: wage, group: women, n: 180, cells: {schooling: 0.091 (0.021)}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "3":',
      '      parentheses: se',
      '      partition: true',
      '      compare: Chow test',
      '      columns:',
      '        "3.1": {outcome: wage, group: men, n: 160, cells: {schooling: 0.082 (0.020)}}',
      '        "3.2": {outcome: wage, group: women, n: 180, cells: {schooling: 0.091 (0.021)}}',
    ],
  },
  'test-not-applicable': {
    cause:
      'A placebo test exchanges the values of a named variable a stated number of times and prints what came out. Without these nobody can judge it, or do it again.',
    wrong: [
      'reported:',
      '  placebo: {permute: null, draws: 500, summary: false}',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082"}}}}',
    ],
    cured: [
      'reported:',
      '  placebo: {permute: schooling, draws: 500, summary: true}',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082"}}}}',
    ],
  },
};
