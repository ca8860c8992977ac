import type { Explanations } from './explanation.ts';

/** The expression language, and what formulas share with it. */
export const expressions: Explanations = {
  'expression-syntax': {
    cause:
      'The expression cannot be read: something is missing, or stands where nothing of its kind can. The caret is at the place where reading failed.',
    wrong: ['prepare:', '  - derive: {lwage: log(wage}'],
    cured: ['prepare:', '  - derive: {lwage: log(wage)}'],
  },
  'unknown-sign': {
    cause:
      'The sign has no meaning in formulas and expressions. If it is part of a name, the name stands in backticks.',
    wrong: ['prepare:', '  - derive: {cost: wage $ age}'],
    cured: ['prepare:', '  - derive: {cost: wage * age}'],
  },
  'full-width': {
    cause:
      'Chinese and Japanese input methods type wide forms of brackets, commas and operators. They look alike and are other characters.',
    wrong: ['analyses:', '  baseline: {regress: wage ～ schooling}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}'],
  },
  'foreign-operator': {
    cause: 'Other languages write this operator. The message names the form that is used here.',
    wrong: ['analyses:', '  old: {regress: wage ~ schooling, where: age > 15 && age < 65}'],
    cured: ['analyses:', '  old: {regress: wage ~ schooling, where: age > 15 and age < 65}'],
  },
  'double-quotes': {
    cause:
      'Text within an expression stands between single quotes. The double ones are left to YAML, so that a whole expression can be quoted.',
    wrong: ['analyses:', '  east: {regress: wage ~ schooling, where: \'region == "east"\'}'],
    cured: ['analyses:', '  east: {regress: wage ~ schooling, where: "region == \'east\'"}'],
  },
  'unclosed-quote': {
    cause: 'A quote or a backtick is opened and never closed, so the rest of the expression would be text.',
    wrong: ['analyses:', '  east: {regress: wage ~ schooling, where: "region == \'east"}'],
    cured: ['analyses:', '  east: {regress: wage ~ schooling, where: "region == \'east\'"}'],
  },
  'empty-name': {
    cause: 'Backticks enclose a name that is no plain one, and there is nothing between these.',
    wrong: ['analyses:', '  baseline: {regress: "wage ~ ``"}'],
    cured: ['analyses:', '  baseline: {regress: "wage ~ schooling"}'],
  },
  'dotted-name': {
    cause:
      'A dot parts the steps of a reference to a result, and results are referred to in claims only. A column whose name holds a dot stands in backticks.',
    wrong: ['prepare:', '  - derive: {ratio: wage.real / age}'],
    cured: ['prepare:', '  - derive: {ratio: wage / age}'],
  },
  'digit-name': {
    cause: 'Names do not begin with a digit, and a number is not multiplied by standing beside a name.',
    wrong: ['prepare:', '  - derive: {double: 2wage}'],
    cured: ['prepare:', '  - derive: {double: 2 * wage}'],
  },
  'number-range': {
    cause:
      'The number is larger than a number can be, or a whole number that cannot be held exactly. Two codes beyond 2^53 may be equal as numbers though they differ.',
    wrong: ['prepare:', '  - filter: sales < 1e400'],
    cured: ['prepare:', '  - filter: sales < 1e40'],
  },
  'too-deep': {
    cause:
      'Brackets or operators stand within one another deeper than is readable. The limit also guards against damaged files.',
    wrong: null,
    cured: null,
  },
  'chained-comparison': {
    cause:
      'In most languages a < b < c compares the result of the first comparison, 1 or 0, with c, which nobody means. Here it is an error.',
    wrong: ['prepare:', '  - filter: 15 < age < 65'],
    cured: ['prepare:', '  - filter: 15 < age and age < 65'],
  },
  'misplaced-not': {
    cause: 'The word not negates a whole condition and stands before it.',
    wrong: ['prepare:', '  - filter: region not in {east, north}'],
    cured: ['prepare:', "  - filter: not (region in {'east', 'north'})"],
  },
  'formula-sign': {
    cause:
      'The sign is part of formulas. In an expression, which computes one value a row, it has no meaning.',
    wrong: ['prepare:', '  - filter: wage ~ age'],
    cured: ['prepare:', '  - filter: wage > age'],
  },
  'unknown-function': {
    cause: 'There is no function of this name. The hint lists those there are; ln() is log() here.',
    wrong: ['prepare:', '  - derive: {lwage: lgo(wage)}'],
    cured: ['prepare:', '  - derive: {lwage: log(wage)}'],
  },
  'argument-count': {
    cause: 'The function takes another number of arguments than it is given here.',
    wrong: ['prepare:', '  - derive: {lwage: "log(wage, 10)"}'],
    cured: ['prepare:', '  - derive: {lwage: log(wage) / log(10)}'],
  },
  'argument-name': {
    cause: 'The function has no argument of that name. The hint lists those that it has.',
    wrong: ['prepare:', '  - derive: {before: "lag(wage, by=firm)"}'],
    cured: ['prepare:', '  - derive: {before: "lag(wage, k=1)"}'],
  },
  'argument-value': {
    cause:
      'The argument must be known before anything runs: a number of periods or a column to group by, not something computed.',
    wrong: ['prepare:', '  - derive: {before: "lag(wage, age)"}'],
    cured: ['prepare:', '  - derive: {before: "lag(wage, 2)"}'],
  },
  'duplicate-argument': {
    cause: 'The same argument is given twice, and nothing says which one counts.',
    wrong: ['prepare:', '  - derive: {before: "lag(wage, k=1, k=2)"}'],
    cured: ['prepare:', '  - derive: {before: "lag(wage, k=2)"}'],
  },
  'argument-form': {
    cause: 'What stands before = must be the name of an argument. A comparison is written ==.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'claims:',
      '  H1: {says: Schooling pays, holds: abs(baseline.schooling=1) > 0}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'claims:',
      '  H1: {says: Schooling pays, holds: abs(baseline.schooling) > 0}',
    ],
  },
  'text-as-number': {
    cause:
      'The column holds text, and a number is needed. A text column in a formula is a factor by itself; one whose cells should be numbers has at least one that is not.',
    wrong: ['prepare:', '  - derive: {lregion: log(region)}'],
    cured: ['prepare:', '  - derive: {lwage: log(wage)}'],
  },
  'date-as-number': {
    cause:
      'A date is no quantity: its logarithm or its product means nothing. What lies between two dates is a number of days, and that is their difference.',
    wrong: ['prepare:', '  - derive: {since: log(founded)}'],
    cured: ['prepare:', '  - derive: {since: log(max(founded) - founded + 1)}'],
  },
  'date-and-other': {
    cause:
      'A date is compared with a date, or with a day that is written out as text, year first. A year alone is a number, and comes neither before nor after a day.',
    wrong: ['prepare:', '  - filter: founded > 2015'],
    cured: ['prepare:', "  - filter: founded > '2015-12-31'"],
  },
  'not-a-day': {
    cause:
      'Text beside a date is a day of the calendar in ISO form: four digits of the year, two of the month, two of the day. This is none, or there is no such day.',
    wrong: ['prepare:', "  - filter: founded > '31.12.2015'"],
    cured: ['prepare:', "  - filter: founded > '2015-12-31'"],
  },
  'mixed-types': {
    cause:
      'A text is compared with a number, or may take its place. The two are never equal, so the condition would be the same in every row.',
    wrong: ['prepare:', '  - filter: region == 3'],
    cured: ['prepare:', "  - filter: region == 'east'"],
  },
  'not-a-condition': {
    cause:
      'A condition is true or false in each row, and this is a number or a text. Taking every number but 0 for true, as some programs do, hides mistakes.',
    wrong: ['prepare:', '  - filter: wage + 1'],
    cured: ['prepare:', '  - filter: wage + 1 > 0'],
  },
};
