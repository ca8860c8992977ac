import type { Explanations } from './explanation.ts';

/** Names of columns, sets, levels and things. */
export const names: Explanations = {
  'unknown-name': {
    cause:
      'The name is neither a column of the data nor made by a step of prepare. Upper and lower case differ, and so do characters that merely look alike, such as Latin and Cyrillic letters.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schoolling}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}'],
  },
  'not-a-name': {
    cause:
      'Ids of analyses, models, sets and tables become parts of references and of file names. They are letters (of any script), digits and _, and do not begin with a digit.',
    wrong: ['analyses:', '  by-region: {regress: wage ~ schooling}'],
    cured: ['analyses:', '  by_region: {regress: wage ~ schooling}'],
  },
  'reserved-name': {
    cause:
      'In a reference, first is the first stage of an instrumented model, margins are the marginal effects, and a whole number counts. A model of such a name could not be referred to.',
    wrong: ['analyses:', '  baseline: {regress: {first: wage ~ schooling, second: wage ~ age}}'],
    cured: ['analyses:', '  baseline: {regress: {plain: wage ~ schooling, second: wage ~ age}}'],
  },
  'duplicate-id': {
    cause:
      'Ids become file names, and many file systems do not tell upper from lower case: one table would overwrite the other there.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'tables:',
      '  main: {of: baseline}',
      '  Main: {of: baseline}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'tables:',
      '  main: {of: baseline}',
      '  other: {of: baseline}',
    ],
  },
  'set-shadows': {
    cause:
      'A set has the name of a column. In formulas and lists the set is meant, so that the column itself can no longer be used there.',
    wrong: ['sets: {age: [schooling, sales]}', 'analyses:', '  baseline: {regress: wage ~ age}'],
    cured: ['sets: {Controls: [schooling, sales]}', 'analyses:', '  baseline: {regress: wage ~ Controls}'],
  },
  'set-cycle': {
    cause: 'A set may name other sets, but the way must end: this one leads back to where it began.',
    wrong: [
      'sets: {Human: [schooling, Firm], Firm: [sales, Human]}',
      'analyses:',
      '  baseline: {regress: wage ~ Human}',
    ],
    cured: [
      'sets: {Human: [schooling, age], Firm: [sales, Human]}',
      'analyses:',
      '  baseline: {regress: wage ~ Firm}',
    ],
  },
  'set-misplaced': {
    cause:
      'A set stands for several terms. It cannot stand where one value is needed: before the tilde, within a computation, or among fixed effects.',
    wrong: ['sets: {Controls: [age, sales]}', 'analyses:', '  baseline: {regress: wage ~ log(Controls)}'],
    cured: [
      'sets: {Controls: [log(age), log(sales)]}',
      'analyses:',
      '  baseline: {regress: wage ~ Controls}',
    ],
  },
  'set-member': {
    cause:
      'The members of a set are terms of formulas: names, interactions, calls, or names of other sets. This one is none, so that the formula that uses the set cannot be written out.',
    wrong: null,
    cured: null,
  },
  'unknown-levels': {
    cause:
      'The models of a split are counted and named before anything runs. For a column of very many values, or one that a step makes, the groups are not known by then.',
    wrong: ['analyses:', '  groups: {regress: wage ~ schooling, split: sales}'],
    cured: [
      'analyses:',
      '  groups: {regress: wage ~ schooling, split: {small: sales < 10, large: sales >= 10}}',
    ],
  },
  'unknown-level': {
    cause:
      'Under levels stands a value that no row of the column has. It is usually a misspelling, and its group would be empty.',
    wrong: ['variables:', '  region: {levels: {east: East, north: North, suoth: South, south: The south}}'],
    cured: ['variables:', '  region: {levels: {east: East, north: North, south: South}}'],
  },
  'undeclared-level': {
    cause:
      'The levels of a column are named, but not all of them. Rows of the others would be in no group of a split, so that the groups do not add up to the sample.',
    wrong: [
      'variables:',
      '  region: {levels: {east: East, north: North}}',
      'analyses:',
      '  groups: {regress: wage ~ schooling, split: region}',
    ],
    cured: [
      'variables:',
      '  region: {levels: {east: East, north: North, south: South}}',
      'analyses:',
      '  groups: {regress: wage ~ schooling, split: region}',
    ],
  },
};
