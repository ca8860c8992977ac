import type { Explanations } from './explanation.ts';

/** Lags, coded columns and instruments within formulas. */
export const coding: Explanations = {
  'shift-form': {
    cause:
      'l(), f() and d() take a value, and then whole numbers that say how far along time. The arguments have no names.',
    wrong: ['analyses:', '  lagged: {regress: "wage ~ l(schooling, k=2)"}'],
    cured: ['analyses:', '  lagged: {regress: "wage ~ l(schooling, 2)"}'],
  },
  'shift-distance': {
    cause:
      'A lag is taken by the value of time, a whole number of periods away. Ranges are written with a colon: 1:3 is one term each for 1, 2 and 3.',
    wrong: ['analyses:', '  lagged: {regress: "wage ~ l(schooling, 1.5)"}'],
    cured: ['analyses:', '  lagged: {regress: "wage ~ l(schooling, 1:2)"}'],
  },
  'shift-range': {
    cause: 'A range of lags stands for several terms. Within a value there can be only one.',
    wrong: ['analyses:', '  lagged: {regress: "wage ~ log(l(schooling, 1:2))"}'],
    cured: ['analyses:', '  lagged: {regress: "wage ~ log(l(schooling, 1)) + log(l(schooling, 2))"}'],
  },
  'shift-member': {
    cause:
      'A lag of a set is a lag of each of its members, which must then be single values: columns or computed ones, no interactions and no coded columns.',
    wrong: [
      'sets: {Skills: [schooling, "schooling:age"]}',
      'analyses:',
      '  lagged: {regress: wage ~ l(Skills)}',
    ],
    cured: ['sets: {Skills: [schooling, age]}', 'analyses:', '  lagged: {regress: wage ~ l(Skills)}'],
  },
  'coding-form': {
    cause:
      'i() takes a column, then a number whose slope varies with it, and ref= for the level that is left out.',
    wrong: ['analyses:', '  coded: {regress: "wage ~ i(year, 2014)"}'],
    cured: ['analyses:', '  coded: {regress: "wage ~ i(year, ref=2014)"}'],
  },
  'coding-place': {
    cause:
      'i() and factor() make a column for each value. They are terms, alone or in an interaction; a call or an outcome needs one number a row.',
    wrong: ['analyses:', '  coded: {regress: wage ~ log(factor(year))}'],
    cured: ['analyses:', '  coded: {regress: wage ~ factor(year)}'],
  },
  'coding-product': {
    cause:
      'i() has a column for each value whatever else is in the model. Its interaction with other categories would have columns that add up to others; factor() chooses among them as R does.',
    wrong: ['analyses:', '  coded: {regress: wage ~ i(year):region}'],
    cured: ['analyses:', '  coded: {regress: wage ~ factor(year):region}'],
  },
  'unknown-reference-level': {
    cause:
      'The reference level of i() must occur in the data: without it no column would be left out, and the coefficients would mean something else.',
    wrong: ['analyses:', '  coded: {regress: "wage ~ i(year, ref=2013)"}'],
    cured: ['analyses:', '  coded: {regress: "wage ~ i(year, ref=2014)"}'],
  },
  'instrument-overlap': {
    cause:
      'In an instrumented equation a term is a regressor, endogenous or an instrument. Regressors are instruments of themselves without being named again.',
    wrong: ['analyses:', '  instrumented: {regress: wage ~ age | schooling ~ sales + age}'],
    cured: ['analyses:', '  instrumented: {regress: wage ~ age | schooling ~ sales}'],
  },
  'estimator-instruments': {
    cause: 'An instruments part is estimated by iv. Another estimator would have to ignore it.',
    wrong: ['analyses:', '  instrumented: {regress: wage ~ age | schooling ~ sales, estimator: ols}'],
    cured: ['analyses:', '  instrumented: {regress: wage ~ age | schooling ~ sales}'],
  },
  'too-few-instruments': {
    cause: 'With fewer instruments than endogenous terms the equation has no unique solution.',
    wrong: ['analyses:', '  instrumented: {regress: wage ~ 1 | schooling + age ~ sales}'],
    cured: ['analyses:', '  instrumented: {regress: wage ~ 1 | schooling ~ sales}'],
  },
};
