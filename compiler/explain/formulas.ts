import type { Explanations } from './explanation.ts';

/** The formula language. */
export const formulas: Explanations = {
  'formula-syntax': {
    cause:
      'The formula cannot be read: something is missing, or stands where nothing of its kind can. The caret is at the place where reading failed.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling +}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling + age}'],
  },
  'stata-form': {
    cause:
      'This is how Stata writes it. The language of formulas is that of R, and the hint has the form that is used here.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling + i.region}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling + factor(region)}'],
  },
  'family-place': {
    cause:
      'sw, sw0, csw and csw0 make several models out of one formula. They stand among its terms, not within a call, an interaction or a power.',
    wrong: ['analyses:', '  baseline: {regress: "wage ~ log(sw(age, sales))"}'],
    cured: ['analyses:', '  baseline: {regress: "wage ~ sw(log(age), log(sales))"}'],
  },
  'family-form': {
    cause: 'The members of a family are terms, at least one, and they have no names.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling + csw0()}'],
    cured: ['analyses:', '  baseline: {regress: "wage ~ schooling + csw0(age, sales)"}'],
  },
  'outcome-form': {
    cause:
      'Before the tilde stands one variable, an expression of variables, or c(y1, y2) for one model each.',
    wrong: ['analyses:', '  baseline: {regress: 1 ~ schooling}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}'],
  },
  'square-of-name': {
    cause:
      'In R the term x^2 is x itself, in fixest it is the square. The two models differ, so the form is an error, and I(x^2) says the square.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ age + age^2}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ age + I(age^2)}'],
  },
  'term-form': {
    cause:
      'This cannot be a term of a formula. A computation, such as a product with a number, stands within I().',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling + 2}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}'],
  },
  'fixed-form': {
    cause: 'Behind the bar stand columns whose levels are fixed effects, joined by +.',
    wrong: ['analyses:', '  within: {regress: wage ~ schooling | log(firm)}'],
    cured: ['analyses:', '  within: {regress: wage ~ schooling | firm}'],
  },
  'too-many-models': {
    cause:
      'Families multiply: this formula stands for more models than are useful, and than would fit in memory.',
    wrong: null,
    cured: null,
  },
  'too-many-terms': {
    cause: 'Written out, the powers and interactions of this formula have more terms than a model can have.',
    wrong: null,
    cured: null,
  },
  'replace-form': {
    cause:
      'replace exchanges what a formula has, a variable, a term or a set, for a term or a list of terms. A variable within a call can only be exchanged for what may stand there.',
    wrong: [
      'sets: {Controls: [age, sales]}',
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  other: {vary: baseline, variants: {two: {replace: {wage: [age, sales]}}}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  other: {vary: baseline, variants: {two: {replace: {wage: sales}}}}',
    ],
  },
};
