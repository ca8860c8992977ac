import type { Explanations } from './explanation.ts';

const TOTAL =
  'outcome: wage, n: 120, cells: {schooling: 0.600 (6.00), age: 0.200 (3.00), _cons: 1.100 (5.00)}';

const WITH_TENURE = TOTAL.replace('_cons', 'tenure: 0.300 (4.00), _cons');

const mediation = (
  mediator: string,
  direct: string,
  more = 'criterion: [a, b]',
  total = TOTAL,
): readonly string[] => [
  'reported:',
  '  tables:',
  '    "4":',
  '      parentheses: t',
  `      mediation: {total: "4.1", mediator: "4.2", direct: "4.3", ${more}}`,
  '      columns:',
  `        "4.1": {${total}}`,
  `        "4.2": {outcome: skill, n: 120, cells: {${mediator}}}`,
  `        "4.3": {outcome: wage, n: 120, cells: {${direct}}}`,
];

const RIGHT = [
  'schooling: 0.500 (8.00), age: 0.100 (2.00), _cons: 0.300 (4.00)',
  'schooling: 0.400 (4.00), skill: 0.400 (5.00), age: 0.160 (2.50), _cons: 0.980 (4.40)',
] as const;

/** Findings of the audit on mediations, and on what the text says of the tables. */
export const auditClaims: Explanations = {
  'mediation-identity': {
    cause:
      'On one sample and with the same controls, each coefficient of the total equation is that of the direct one plus b times that of the mediator equation: least squares leave no room. Here the printed numbers do not.',
    wrong: mediation(
      RIGHT[0],
      'schooling: 0.400 (4.00), skill: 0.400 (5.00), age: 0.260 (2.50), _cons: 0.980 (4.40)',
    ),
    cured: mediation(...RIGHT),
  },
  'mediation-sign': {
    cause:
      'The identities of the mediation fail as printed and all hold when one sign, or the signs of a and b together, are the other ones: a minus was lost in print, and with it the direction of the story.',
    wrong: mediation(
      'schooling: 0.500 (8.00), age: 0.100 (2.00), tenure: 0.200 (3.00), _cons: 0.300 (4.00)',
      'schooling: 0.400 (4.00), skill: 0.400 (5.00), age: 0.240 (2.50), tenure: 0.380 (3.50), _cons: 1.220 (4.40)',
      'criterion: [a, b]',
      WITH_TENURE,
    ),
    cured: mediation(
      'schooling: -0.500 (-8.00), age: 0.100 (2.00), tenure: 0.200 (3.00), _cons: 0.300 (4.00)',
      'schooling: 0.400 (4.00), skill: -0.400 (-5.00), age: 0.240 (2.50), tenure: 0.380 (3.50), _cons: 1.220 (4.40)',
      'criterion: [a, b]',
      WITH_TENURE,
    ),
  },
  'mediation-criterion': {
    cause:
      'The text declares a mediation from paths among which a or b is missing. Without both, or a test of the indirect effect, nothing shows that anything goes through the mediator.',
    wrong: mediation(...RIGHT, 'criterion: [total, a, direct]'),
    cured: mediation(...RIGHT, 'criterion: [a, b]'),
  },
  sobel: {
    cause:
      'A mediation is claimed, and the indirect effect that the printed coefficients and their t give is not significant at 5 %, whatever the rounding (Sobel).',
    wrong: mediation(
      RIGHT[0],
      'schooling: 0.400 (4.00), skill: 0.400 (1.80), age: 0.160 (2.50), _cons: 0.980 (4.40)',
    ),
    cured: mediation(...RIGHT),
  },
  'claim-vs-table': {
    cause:
      'A sentence of the text, written as a condition on the printed cells, is true of no numbers that have these digits.',
    wrong: [
      'reported:',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082", age: "0.091"}}}}',
      '  statements: [{says: schooling matters most, holds: "`2.1`.schooling > `2.1`.age"}]',
    ],
    cured: [
      'reported:',
      '  tables:',
      '    "2": {columns: {"2.1": {outcome: wage, cells: {schooling: "0.082", age: "0.019"}}}}',
      '  statements: [{says: schooling matters most, holds: "`2.1`.schooling > `2.1`.age"}]',
    ],
  },
};
