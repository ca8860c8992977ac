import type { Explanations } from './explanation.ts';

/** Keys and values: what may stand where. */
export const structure: Explanations = {
  'unknown-key': {
    cause:
      'No key of this name belongs here. It is usually a misspelling, or a key of another verb. It is an error because a key that is ignored changes numbers in silence.',
    wrong: ['analyses:', '  baseline: {regres: wage ~ schooling}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}'],
  },
  'missing-key': {
    cause:
      'This part of the study cannot be understood without the key that is named, and it has no default.',
    wrong: ['analyses:', '  channel:', '    mediate: {outcome: wage, treatment: schooling}'],
    cured: ['analyses:', '  channel:', '    mediate: {outcome: wage, treatment: schooling, mediator: sales}'],
  },
  'wrong-type': {
    cause:
      'A value of another kind is needed here: a list and not a number, a map and not a text. The message says what is expected and what was found.',
    wrong: ['sets: {Controls: 3}'],
    cured: ['sets: {Controls: [age, sales]}'],
  },
  'wrong-value': {
    cause:
      'The value is of the right kind, but outside what has a meaning: a level that is no share, a list without an entry, a count below one.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling, level: 95}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling, level: 0.95}'],
  },
  'unknown-value': {
    cause: 'Only certain words may stand here, and this is none of them. The hint lists them all.',
    wrong: ['conventions: sata'],
    cured: ['conventions: stata'],
  },
  'one-verb': {
    cause:
      'Each step and each analysis says with exactly one verb what it does (regress, describe, filter, …). Two verbs in one entry would leave their order open; none leaves it without a task.',
    wrong: ['prepare:', '  - filter: age > 15', '    derive: {lwage: log(wage)}'],
    cured: ['prepare:', '  - filter: age > 15', '  - derive: {lwage: log(wage)}'],
  },
  'not-applicable': {
    cause:
      'The key exists, but what it says has no meaning for this verb or in this combination. It is refused, so that nobody believes that it had an effect.',
    wrong: ['analyses:', '  summary: {describe: [wage, age], vcov: HC1}'],
    cured: ['analyses:', '  summary: {describe: [wage, age]}'],
  },
  'not-available': {
    cause:
      'This is part of the language, but this version of studyc cannot do it. It is refused by name and never ignored; a later version may have it (studyc --version says which one this is).',
    wrong: ['output: {formats: [docx]}'],
    cured: ['output: {formats: [md, tex]}'],
  },
};
