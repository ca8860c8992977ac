import type { Explanations } from './explanation.ts';

const described = (row: string, ...more: readonly string[]): readonly string[] => [
  'reported:',
  ...more.map((line) => `  ${line}`),
  '  tables:',
  `    "1": {rows: {${row}}}`,
];

const models = (rows: string, column: string, ...more: readonly string[]): readonly string[] => [
  'reported:',
  ...more.map((line) => `  ${line}`),
  '  tables:',
  `    "1": {rows: {${rows}}}`,
  `    "2": {parentheses: t, columns: {${column}}}`,
];

/** Findings of the audit on descriptive statistics, and on models beside them. */
export const auditDescriptives: Explanations = {
  'descriptive-order': {
    cause:
      'Minimum, percentiles and maximum of whatever data stand in their order, and the mean lies between the ends. Often a minus sign was lost in print, or two cells changed places.',
    wrong: described('growth: {n: 120, mean: 2.27, min: 4.03, median: 2.14, max: 1.15}'),
    cured: described('growth: {n: 120, mean: -2.27, min: -4.03, median: -2.14, max: -1.15}'),
  },
  domain: {
    cause:
      'The publication says how a variable is made from a count, and its range is none that this can give: the logarithm of a count plus one is never negative, and its largest value comes from a whole number.',
    wrong: described('patents: {n: 120, min: -1.20, max: 5.31}', 'transform: {patents: log(count + 1)}'),
    cured: described('patents: {n: 120, min: 0.00, max: 5.31}', 'transform: {patents: log(count + 1)}'),
  },
  normalisation: {
    cause:
      'Variables that are said to be normalised have minimum 0 and maximum 1, or mean 0 and standard deviation 1. These have neither.',
    wrong: described(
      'size: {n: 120, mean: 0.41, sd: 0.22, min: 0.07, max: 0.83}',
      'normalized: {size: minmax}',
    ),
    cured: described(
      'size: {n: 120, mean: 0.41, sd: 0.22, min: 0.00, max: 1.00}',
      'normalized: {size: minmax}',
    ),
  },
  'bhatia-davis': {
    cause:
      'Minimum, maximum and mean bound the standard deviation from above, the two ends bound it from below, and it is no less than the distance of mean and median.',
    wrong: described('share: {n: 120, mean: 0.12, sd: 0.52, min: 0.00, max: 1.00}'),
    cured: described('share: {n: 120, mean: 0.12, sd: 0.22, min: 0.00, max: 1.00}'),
  },
  grim: {
    cause:
      'The mean of n whole numbers is a whole number over n, and their standard deviation follows from a whole sum of squares. These digits come from no such numbers.',
    wrong: described('children: {n: 17, mean: 1.38, sd: 0.94}', 'transform: {children: count}'),
    cured: described('children: {n: 17, mean: 1.35, sd: 0.93}', 'transform: {children: count}'),
  },
  'sum-of-rows': {
    cause:
      'The rows of a table are said to add up, as percentages do, and no numbers with these digits have that sum.',
    wrong: [
      'reported:',
      '  tables:',
      '    "1": {sums: {mean: 100}, rows: {farms: {mean: 12.3}, plants: {mean: 45.1}, offices: {mean: 46.2}}}',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "1": {sums: {mean: 100}, rows: {farms: {mean: 12.3}, plants: {mean: 41.5}, offices: {mean: 46.2}}}',
    ],
  },
  'simple-slope': {
    cause:
      'With one regressor and a constant the slope is the root of R2 times the ratio of the standard deviations. The descriptive table and the model do not belong together.',
    wrong: models(
      'wage: {n: 120, sd: 0.50}, schooling: {n: 120, sd: 2.00}',
      '"2.1": {outcome: wage, n: 120, r2: 0.360, cells: {schooling: 0.300 (8.15), _cons: 1.204 (9.87)}}',
    ),
    cured: models(
      'wage: {n: 120, sd: 0.50}, schooling: {n: 120, sd: 2.00}',
      '"2.1": {outcome: wage, n: 120, r2: 0.360, cells: {schooling: 0.150 (8.15), _cons: 1.204 (9.87)}}',
    ),
  },
  'mean-point': {
    cause:
      'A model with a constant passes through the means: the coefficients times the means of their variables and the constant add up to the mean of the outcome.',
    wrong: models(
      'wage: {n: 120, mean: 3.00}, schooling: {n: 120, mean: 12.00}',
      '"2.1": {outcome: wage, n: 120, cells: {schooling: 0.150 (8.15), _cons: 0.200 (1.87)}}',
    ),
    cured: models(
      'wage: {n: 120, mean: 3.00}, schooling: {n: 120, mean: 12.00}',
      '"2.1": {outcome: wage, n: 120, cells: {schooling: 0.150 (8.15), _cons: 1.200 (9.87)}}',
    ),
  },
  'fitted-range': {
    cause:
      'Fitted values average to the mean of the outcome. Here no values of the regressors within their printed ranges give a fitted value within that of the outcome.',
    wrong: models(
      'wage: {n: 120, min: 1.00, max: 5.00}, schooling: {n: 120, min: 6.00, max: 20.00}',
      '"2.1": {outcome: wage, n: 120, cells: {schooling: 0.900 (8.15), _cons: 1.200 (9.87)}}',
    ),
    cured: models(
      'wage: {n: 120, min: 1.00, max: 5.00}, schooling: {n: 120, min: 6.00, max: 20.00}',
      '"2.1": {outcome: wage, n: 120, cells: {schooling: 0.150 (8.15), _cons: 1.200 (9.87)}}',
    ),
  },
};
