import type { Explanations } from './explanation.ts';

/** References to analyses, models and values: in vary, tables, figures and claims. */
export const references: Explanations = {
  'model-reference': {
    cause:
      'This is no reference to a model. One reads ANALYSIS.NAME.NUMBER@GROUP, with the parts that are needed.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling}', 'tables:', '  main: {of: baseline 1}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}', 'tables:', '  main: {of: baseline.1}'],
  },
  'reference-groups': {
    cause: 'A reference chooses at most one group, after one @.',
    wrong: [
      'analyses:',
      '  groups: {regress: wage ~ schooling, split: region}',
      'claims:',
      '  H1: {says: More in the east, holds: groups@east@north.schooling > 0}',
    ],
    cured: [
      'analyses:',
      '  groups: {regress: wage ~ schooling, split: region}',
      'claims:',
      '  H1: {says: More in the east, holds: groups@east.schooling > groups@north.schooling}',
    ],
  },
  'unknown-analysis': {
    cause: 'The study has no analysis of this id. The hint lists those that it has.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling}', 'tables:', '  main: {of: basline}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}', 'tables:', '  main: {of: baseline}'],
  },
  'unknown-model': {
    cause:
      'The analysis has no such model: the number is too large, or it has no model of that name or group. Models are counted from 1.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling}', 'tables:', '  main: {of: baseline.2}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling}', 'tables:', '  main: {of: baseline.1}'],
  },
  'several-models': {
    cause: 'One model is needed here, and the reference stands for several. The hint lists them.',
    wrong: [
      'analyses:',
      '  baseline: {regress: "wage ~ schooling + csw0(age, sales)"}',
      '  other: {vary: baseline, variants: {raw: {replace: {wage: sales}}}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: "wage ~ schooling + csw0(age, sales)"}',
      '  other: {vary: baseline.2, variants: {raw: {replace: {wage: sales}}}}',
    ],
  },
  'no-models': {
    cause:
      'The analysis is of a verb that makes no models, such as describe, so none of them can be referred to.',
    wrong: ['analyses:', '  summary: {describe: [wage, age]}', 'tables:', '  main: {of: summary.1}'],
    cured: ['analyses:', '  summary: {describe: [wage, age]}', 'tables:', '  main: {of: summary}'],
  },
  'duplicate-model': {
    cause:
      'leave_out names a model after each value of the column, and a variant has the name of one of them.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  other: {vary: baseline, leave_out: region, variants: {east: {where: age > 15}}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  other: {vary: baseline, leave_out: region, variants: {grown: {where: age > 15}}}',
    ],
  },
  'circular-reference': {
    cause: 'The analysis is made from another, which is made from this one. Neither can come first.',
    wrong: ['analyses:', '  other: {vary: other.one, variants: {one: {where: age > 15}}}'],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  other: {vary: baseline, variants: {one: {where: age > 15}}}',
    ],
  },
  'not-one-sample': {
    cause:
      'The Chow test compares the coefficients of one formula in two groups of a split, whose residuals it pools. Other pairs of models have no such test; suest compares any two.',
    wrong: [
      'analyses:',
      '  groups: {regress: {raw: wage ~ schooling, large: sales ~ schooling}, split: region}',
      '  gap: {contrast: {models: [groups.raw@east, groups.large@north], terms: schooling, test: chow}}',
    ],
    cured: [
      'analyses:',
      '  groups: {regress: {raw: wage ~ schooling, large: sales ~ schooling}, split: region}',
      '  gap: {contrast: {models: [groups.raw@east, groups.large@north], terms: schooling, test: suest}}',
    ],
  },
  'repeated-entry': {
    cause:
      'A curve has one model for every combination of one entry an axis. An entry that stands twice would make the same models twice, and they would weigh double in the summary.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling + age}',
      '  choices: {curve: baseline, over: {treatment: schooling, vcov: [HC1, HC1]}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling + age}',
      '  choices: {curve: baseline, over: {treatment: schooling, vcov: [HC1, HC3]}}',
    ],
  },
  'too-many-combinations': {
    cause:
      'The axes of a curve multiply, and the subsets of the controls double with each of them. These are more models than anyone could look at.',
    wrong: null,
    cured: null,
  },
  'unknown-term': {
    cause:
      'The model, or none of the models of the table, has such a term. The hint lists the terms by their names.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'tables:',
      '  main: {of: baseline, rows: [schooling, age]}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling + age}',
      'tables:',
      '  main: {of: baseline, rows: [schooling, age]}',
    ],
  },
  'unknown-result': {
    cause: 'There is no such value among the results. The hint lists what there is at that place.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'claims:',
      '  H1: {says: Schooling pays, holds: baseline.schooling.estimat > 0}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'claims:',
      '  H1: {says: Schooling pays, holds: baseline.schooling.estimate > 0}',
    ],
  },
  'no-value': {
    cause: 'A claim compares single values, and this is a whole analysis or model.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'claims:',
      '  H1: {says: Schooling pays, holds: baseline > 0}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'claims:',
      '  H1: {says: Schooling pays, holds: baseline.schooling.estimate > 0}',
    ],
  },
  'wrong-figure': {
    cause:
      'Each kind of figure draws results of certain analyses: a density draws a placebo, or variables that are described.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'figures:',
      '  figure1: {of: baseline, draw: density}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  chance: {placebo: baseline, permute: schooling, draws: 500}',
      'figures:',
      '  figure1: {of: chance, draw: density}',
    ],
  },
  'no-table': {
    cause: 'The results of this verb are no table. They are drawn as a figure, or referred to in claims.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  chance: {placebo: baseline, permute: schooling, draws: 500}',
      'tables:',
      '  main: {of: chance}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  chance: {placebo: baseline, permute: schooling, draws: 500}',
      'figures:',
      '  main: {of: chance, draw: density}',
    ],
  },
  'wrong-verb': {
    cause:
      'What is printed here belongs to an analysis of another verb: rows of descriptive statistics to a describe.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'reported:',
      '  tables:',
      '    "1": {of: baseline, rows: {wage: {mean: 12.5}}}',
    ],
    cured: [
      'analyses:',
      '  summary: {describe: [wage]}',
      'reported:',
      '  tables:',
      '    "1": {of: summary, rows: {wage: {mean: 12.5}}}',
    ],
  },
};
